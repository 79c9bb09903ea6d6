import { join, resolve } from 'node:path';
import { openEmbeddedStore } from './adapters/store/embedded.ts';
import { openPostgresStore } from './adapters/store/postgres.ts';
import { assertWritable } from './app/assert-writable.ts';
import { bringIn, type IntakeRequest } from './app/bring-in.ts';
import { type MappingPlace, mappingFolder, mappingPlaces, writeMappings } from './app/mapping-files.ts';
import { openContext } from './app/open-context.ts';
import { readJoins, sellersOf, warnOfPoorMatches } from './app/read-joins.ts';
import {
  noRows,
  openTicketFile,
  openTicketFiles,
  type ReadFile,
  type ReadingOptions,
  readTicketFiles,
} from './app/ticket-files.ts';
import type { Config } from './config.ts';
import { CoalfaceError, InputError } from './domain/errors.ts';
import type { Intake, Period } from './domain/intake.ts';
import type { MatchRate } from './domain/measure.ts';
import type { ImportReceipt } from './domain/receipt.ts';
import type { RunManifest } from './domain/run.ts';
import type { Reject, Ticket } from './domain/ticket.ts';
import type { JoinKind } from './ingest/joins/join-specs.ts';
import type { PipelineContext, WeekOutcome } from './pipeline/context.ts';
import type { SourcePlan } from './pipeline/staged.ts';
import { type IntakeOutcome, runIntake } from './pipeline.ts';
import type { BusinessFile, Log, Store } from './ports.ts';

/** What an operator asks of one run. */
export interface JobOptions {
  readonly files: readonly string[];
  readonly joins: Readonly<Partial<Record<JoinKind, string>>>;
  readonly out: string;
  /** Folder of the embedded store; not used with a database. */
  readonly home: string;
  readonly databaseUrl: string | undefined;
  readonly reading: ReadingOptions;
  readonly period: Period;
  readonly csv: IntakeRequest['csv'];
  readonly config: Config;
}

/** What a run did. */
export interface JobResult {
  readonly index: string;
  readonly store: string;
  readonly isNew: boolean;
  readonly weeks: readonly WeekOutcome[];
  readonly receipts: readonly ImportReceipt[];
  readonly rejects: readonly Reject[];
  /** How well each join file met the tickets of the last week's window. */
  readonly matchRates: readonly MatchRate[];
  readonly warnings: readonly string[];
}

/**
 * Runs the whole job in this process: reads the files, reports every complete week that changed, oldest first, and publishes.
 * Files and settings are checked before the store is opened; tickets of weeks that are not over stay in the store for a later run.
 * @throws InputError, StoreError or PublishError
 */
export async function runJob(options: JobOptions, log: Log): Promise<JobResult> {
  const request = await readRequest(options, 'own');
  const store = await openStore(options);
  try {
    const isNew = await greet(store, log);
    const context = openContext(store, options.config, log);
    const intake = await bringIn(store, request);
    keepMappings(request.sources, options, log);
    const { weeks, input } = await workOut(intake, context);
    const matchRates = await matchRatesOf(weeks, store);
    return {
      index: join(resolve(options.out), 'index.html'),
      store: store.place,
      isNew,
      weeks,
      receipts: input.receipts,
      rejects: input.rejects,
      matchRates,
      warnings: [
        ...input.receipts.flatMap(({ file, warnings }) => warnings.map((warning) => `${file}: ${warning}`)),
        ...input.notices,
        ...warnOfPoorMatches(matchRates),
      ],
    };
  } finally {
    await store.close();
  }
}

/** Looks through all files of a job, so that one that cannot be read, or a folder that cannot be written, is known before anything is. @throws InputError, PublishError */
export async function readRequest(options: JobOptions, lane: Intake['lane']): Promise<IntakeRequest> {
  const { out, period, csv, config } = options;
  assertWritable(out);
  const sources = await openTicketFiles(options.files, options.reading, config);
  const business = await readJoins(options.joins, options.reading.dateOrder);
  // One file must hold up neither the others of a queue nor the weeks that are stored.
  const refusedShare = lane === 'own' ? config.limits.refusedShare : undefined;
  return { sources, business, period, out, csv, config, lane, refusedShare };
}

/** Writes the mapping files that are not there yet, and says where they are. */
export function keepMappings(sources: readonly SourcePlan[], { reading, home }: JobOptions, log: Log): void {
  if (reading.mapping !== undefined) return;
  const places = writeMappings(sources, reading.mappings ?? mappingFolder(home));
  for (const [path, isThere] of new Map(places.map((place) => [place.path, place.isThere])))
    log.info(
      isThere
        ? `Mapping: ${path}`
        : `Mapping: ${path} (new: correct it where a column was taken for another; files with the same headers are read by it)`,
    );
}

/** An intake that cannot be worked out is settled: only one that was interrupted is there to be taken up again. */
async function workOut(intake: Intake, context: PipelineContext): Promise<IntakeOutcome> {
  try {
    return await runIntake(intake, context);
  } catch (error) {
    if (error instanceof CoalfaceError && !error.retryable) await context.store.settleIntake(intake.id);
    throw error;
  }
}

/** Reads the files as a run would and writes nothing. @throws InputError where there is but one file, and it is no table of tickets */
export async function checkFiles(options: JobOptions): Promise<{
  /** Files that are no tables of tickets, and that all others hold no row. */
  readonly refused: readonly InputError[];
  readonly imported: readonly ReadFile[];
  readonly joins: RunManifest['joins'];
  readonly joinRejects: readonly Reject[];
  readonly warnings: readonly string[];
  /** Mapping files by which a run would read the files; null where one was named. */
  readonly mappings: readonly MappingPlace[] | null;
}> {
  const { sources, refused } = await openEachFile(options);
  const { files, rejects, notices } = await readJoins(options.joins, options.reading.dateOrder);
  const privacy = { key: 'check', sellers: hiddenSellers(files, options.config) };
  const imported = await readTicketFiles(sources, privacy, options.config);
  const joins = files.map(({ rows, ...facts }) => ({ ...facts, rows: rows.length }));
  const { mapping, mappings = mappingFolder(options.home) } = options.reading;
  const places = mapping === undefined ? mappingPlaces(sources, mappings) : null;
  return { refused, imported, joins, joinRejects: rejects, warnings: notices, mappings: places };
}

/** Who checks wants to know of every file at once; who runs wants none of them to be wrong. */
async function openEachFile({ files, reading, config }: JobOptions) {
  const sources: SourcePlan[] = [];
  const refused: InputError[] = [];
  for (const path of files) {
    try {
      sources.push(...(await openTicketFile(path, reading, config)));
    } catch (error) {
      if (!(error instanceof InputError) || files.length === 1 || error.code === 'stdin-twice') throw error;
      refused.push(error);
    }
  }
  const empty = noRows(sources);
  return { sources, refused: empty ? [...refused, empty] : refused };
}

/** Reads tickets without storing them, for measuring. Files made for measuring need no dates: without a close column every ticket is dated alike. */
export async function readTickets(options: JobOptions): Promise<readonly Ticket[]> {
  const tickets: Ticket[] = [];
  const sources = await openTicketFiles(options.files, options.reading, options.config, true);
  const { files } = await readJoins(options.joins, options.reading.dateOrder);
  const privacy = { key: 'evaluate', sellers: hiddenSellers(files, options.config) };
  await readTicketFiles(sources, privacy, options.config, (shard) => void tickets.push(...shard));
  return tickets;
}

/** Opens the store that the settings name. @throws StoreError */
export async function openStore({ databaseUrl, home }: Pick<JobOptions, 'databaseUrl' | 'home'>): Promise<Store> {
  return databaseUrl ? openPostgresStore(databaseUrl) : openEmbeddedStore(home);
}

/** Says which store this is: who changed folders must see that the history is elsewhere. @returns whether it has reported nothing yet. */
export async function greet(store: Store, log: Log): Promise<boolean> {
  const known = await store.countTickets();
  const isNew = (await store.listRuns()).length === 0;
  const knows =
    known.length > 0 ? `knows ${known.length} weeks, ${known[0]?.week} to ${known.at(-1)?.week}` : 'holds no tickets';
  log.info(`Store: ${store.kind} at ${store.place}, ${isNew ? 'new, ' : ''}${knows}`);
  return isNew;
}

function hiddenSellers(files: readonly BusinessFile[], config: Config): readonly string[] {
  return config.report.nameSellers ? [] : sellersOf(files);
}

async function matchRatesOf(weeks: readonly WeekOutcome[], store: Store): Promise<readonly MatchRate[]> {
  const last = weeks.at(-1);
  return (last && (await store.load(last.runId, 'measures'))[0]?.matchRates) ?? [];
}
