import { createHash, randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadProductData, type ProductData } from './adapters/product-data.ts';
import { openReportsFolder } from './adapters/reports-folder.ts';
import { openEmbeddedStore } from './adapters/store/embedded.ts';
import { openPostgresStore } from './adapters/store/postgres.ts';
import { assertWritable } from './app/assert-writable.ts';
import { type ChosenWeeks, chooseWeeks, type Period } from './app/choose-weeks.ts';
import { type ReadJoins, readJoins, sellersOf, warnOfPoorMatches } from './app/read-joins.ts';
import { importTicketFiles, openTicketFiles, type ReadingOptions, type TicketFile } from './app/ticket-files.ts';
import type { Config } from './config.ts';
import { InputError } from './domain/errors.ts';
import type { Joins } from './domain/join.ts';
import type { MatchRate } from './domain/measure.ts';
import type { ImportReceipt } from './domain/receipt.ts';
import type { RunManifest } from './domain/run.ts';
import type { Reject, Ticket } from './domain/ticket.ts';
import type { JoinKind } from './ingest/joins/join-specs.ts';
import type { PipelineContext, RunInput, WeekOutcome, WeekSettings } from './pipeline/context.ts';
import type { Imported } from './pipeline/import-tickets.ts';
import { runFirstLook, runWeek } from './pipeline.ts';
import type { Log, Store } from './ports.ts';
import type { WeekEntry } from './render/index-page.ts';
import { renderIndex } from './render/render.ts';
import { parseCauseRules } from './tag/parse-cause-rules.ts';

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
  readonly csv: WeekSettings['render']['csv'];
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
  const settings = weekSettings(loadProductData(), options);
  assertWritable(options.out);
  const publisher = openReportsFolder(options.out);
  const lookedBack = await publisher.has('first-look');
  const files = await openTicketFiles(options.files, options.reading, options.config);
  const joins = await readJoins(options.joins, options.reading.dateOrder);
  const store = await openStore(options);
  try {
    const isNew = await greet(store, log);
    const input = await importInto(store, files, joins, options.config, log);
    const context: PipelineContext = { store, publisher, clock: performance, log, tagged: new Map(), digest };
    const { wanted, over } = await weeksOf(store, options, files);
    const weeks: WeekOutcome[] = [];
    for (const week of wanted) weeks.push(await runWeek(week, input, settings, context));
    if (isNew || !lookedBack) await runFirstLook(over, input, settings, context);
    await publishIndex(context);
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
        ...joins.notices,
        ...warnOfPoorMatches(matchRates),
      ],
    };
  } finally {
    await store.close();
  }
}

/** Reads the files as a run would and writes nothing. @throws InputError */
export async function checkFiles(options: JobOptions): Promise<{
  readonly imported: readonly Imported[];
  readonly joins: RunManifest['joins'];
  readonly joinRejects: readonly Reject[];
  readonly warnings: readonly string[];
}> {
  const files = await openTicketFiles(options.files, options.reading, options.config);
  const { joins, joinFiles, rejects, notices } = await readJoins(options.joins, options.reading.dateOrder);
  const privacy = { key: 'check', sellers: hiddenSellers(joins, options.config) };
  const { imported } = await importTicketFiles(files, privacy, async () => {});
  return { imported, joins: joinFiles, joinRejects: rejects, warnings: notices };
}

/** Reads tickets without storing them, for measuring. Files made for measuring need no dates: without a close column every ticket is dated alike. */
export async function readTickets(options: JobOptions): Promise<readonly Ticket[]> {
  const tickets: Ticket[] = [];
  const opened = await openTicketFiles(options.files, options.reading, options.config, true);
  const { joins } = await readJoins(options.joins, options.reading.dateOrder);
  const privacy = { key: 'evaluate', sellers: hiddenSellers(joins, options.config) };
  await importTicketFiles(opened, privacy, async (shard) => void tickets.push(...shard));
  return tickets;
}

/** Opens the store that the settings name. @throws StoreError */
export async function openStore({ databaseUrl, home }: Pick<JobOptions, 'databaseUrl' | 'home'>): Promise<Store> {
  return databaseUrl ? openPostgresStore(databaseUrl) : openEmbeddedStore(home);
}

/** Says which store this is: who changed folders must see that the history is elsewhere. @returns whether it has reported nothing yet. */
async function greet(store: Store, log: Log): Promise<boolean> {
  const known = await store.countTickets();
  const isNew = (await store.listRuns()).length === 0;
  const knows =
    known.length > 0 ? `knows ${known.length} weeks, ${known[0]?.week} to ${known.at(-1)?.week}` : 'holds no tickets';
  log.info(`Store: ${store.kind} at ${store.place}, ${isNew ? 'new, ' : ''}${knows}`);
  return isNew;
}

function weekSettings(product: ProductData, { config, csv }: JobOptions): WeekSettings {
  return {
    version: product.version,
    report: config.report,
    rules: parseCauseRules(product.causes),
    stopWords: product.stopWords,
    seed: config.seed,
    topics: config.topics,
    windowWeeks: config.windowWeeks,
    render: { ticketUrl: config.report.ticketUrl, answerTo: config.answersTo, csv },
  };
}

async function importInto(
  store: Store,
  files: readonly TicketFile[],
  { joins, audit, joinFiles, rejects, notices }: ReadJoins,
  config: Config,
  log: Log,
): Promise<RunInput> {
  const earlier = await store.loadImports();
  const key = config.pseudonymKey ?? (await store.setting('pseudonymKey', () => randomBytes(32).toString('hex')));
  const { imported, seen } = await importTicketFiles(
    files,
    { key, sellers: hiddenSellers(joins, config) },
    async (tickets) => {
      await store.saveTickets(tickets.map((ticket) => ({ ticket, hash: hashTicket(ticket) })));
    },
    async ({ receipt, rejects }) => {
      await store.saveImport(receipt, rejects);
      const leftOut = receipt.rows - receipt.used - receipt.rejected;
      const counts = `${receipt.used} tickets, ${receipt.rejected} rejected, ${leftOut} merged, open, automatic or twice`;
      log.info(`${receipt.file}: ${receipt.rows} rows: ${counts}`);
    },
  );
  const receipts = imported.map(({ receipt }) => receipt);
  assertTickets(receipts);
  const missing = await joinsMissing(store, joinFiles);
  for (const notice of missing) log.warn(notice);
  const stranger = receipts.find(
    (receipt) => earlier.length > 0 && !earlier.some((known) => sameColumns(known, receipt)),
  );
  if (stranger)
    log.warn(
      `${stranger.file}: this store has only seen exports with other columns; if it is another company's, keep it apart with COALFACE_HOME=FOLDER`,
    );
  return {
    receipts,
    rejects: [...imported.flatMap((file) => file.rejects), ...rejects],
    seen,
    joins,
    joinFiles,
    audit,
    notices: [...notices, ...missing],
  };
}

/** Weeks are worked out with the business files of this run alone: what the run before had and this one lacks must be seen. */
async function joinsMissing(store: Store, joinFiles: RunManifest['joins']): Promise<string[]> {
  const before = (await store.listRuns()).at(-1)?.manifest?.joins ?? [];
  const lost = before.map(({ kind }) => kind).filter((kind) => !joinFiles.some((file) => file.kind === kind));
  if (lost.length === 0) return [];
  return [`This run was given no ${lost.join(', ')}, which the run before had: what rests on them is missing.`];
}

function sameColumns(a: ImportReceipt, b: ImportReceipt): boolean {
  return JSON.stringify(a.mapping) === JSON.stringify(b.mapping);
}

function hiddenSellers(joins: Joins, config: Config): readonly string[] {
  return config.report.nameSellers ? [] : sellersOf(joins);
}

function assertTickets(receipts: readonly ImportReceipt[]): void {
  if (receipts.some(({ used }) => used > 0)) return;
  const rows = receipts.reduce((sum, receipt) => sum + receipt.rows, 0);
  const message = `expected at least one closed ticket, got none in ${rows} rows; \`coalface check\` says where they went`;
  throw new InputError('no-tickets', { file: receipts[0]?.file ?? 'input' }, message);
}

/** A week that was over once stays so: also an import of old tickets alone brings the later weeks up to date. */
async function weeksOf(store: Store, { period }: JobOptions, files: readonly TicketFile[]): Promise<ChosenWeeks> {
  const closes = (await store.loadImports()).flatMap(({ lastDay }) => lastDay ?? []);
  const known = (await store.countTickets()).map(({ week }) => week);
  return chooseWeeks(known, period, closes.sort().at(-1) ?? '', files[0]?.source.name ?? 'input');
}

async function matchRatesOf(weeks: readonly WeekOutcome[], store: Store): Promise<readonly MatchRate[]> {
  const last = weeks.at(-1);
  return (last && (await store.load(last.runId, 'measures'))[0]?.matchRates) ?? [];
}

/** Lists the weeks whose pages are in this folder: the store may know weeks that were published elsewhere. */
async function publishIndex({ store, publisher }: PipelineContext): Promise<void> {
  const entries: WeekEntry[] = [];
  for (const { week, runId, manifest } of await store.listRuns()) {
    if (manifest === null || !(await publisher.has(week))) continue;
    entries.push({ week, runId, tickets: manifest.coverage.tickets, findings: manifest.counts.cards ?? 0 });
  }
  await publisher.publishPage(renderIndex(entries, await publisher.has('first-look')));
}

/** Content hash of a ticket. The requester is left out: its pseudonym hangs on the store's own key, and two stores must come to the same bytes. */
function hashTicket({ requester: _, ...content }: Ticket): string {
  return digest(JSON.stringify(content));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
