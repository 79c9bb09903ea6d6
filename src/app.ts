import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openJoinFile } from './adapters/files/join-file.ts';
import { openTicketFile } from './adapters/files/ticket-file.ts';
import { loadProductData } from './adapters/product-data.ts';
import { openReportsFolder } from './adapters/reports-folder.ts';
import { openEmbeddedStore } from './adapters/store/embedded.ts';
import { openPostgresStore } from './adapters/store/postgres.ts';
import type { Config } from './config.ts';
import type { AuditLabel } from './domain/audit.ts';
import { InputError } from './domain/errors.ts';
import type { Joins } from './domain/join.ts';
import type { ImportReceipt } from './domain/receipt.ts';
import type { RunManifest } from './domain/run.ts';
import type { Reject, Ticket } from './domain/ticket.ts';
import { type IsoWeek, weekDays } from './domain/week.ts';
import type { DateOrder } from './ingest/date-vote.ts';
import type { JoinKind } from './ingest/joins/join-specs.ts';
import { parseJoin } from './ingest/joins/parse-join.ts';
import {
  type PipelineContext,
  type RunInput,
  runFirstLook,
  runWeek,
  type WeekOutcome,
  type WeekSettings,
} from './pipeline.ts';
import { type Imported, importTickets } from './pipeline-ingest.ts';
import type { Log, Store, TicketSource } from './ports.ts';
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
  /** Weeks to report; all complete ones where it keeps every week. */
  readonly wanted: (week: IsoWeek) => boolean;
  /** Last day that is over, `YYYY-MM-DD`; by default the last day on which a ticket was closed. */
  readonly asOf: string | undefined;
  readonly csv: WeekSettings['render']['csv'];
  readonly config: Config;
}

/** How the ticket files are to be read. */
export interface ReadingOptions {
  readonly overrides: Readonly<Record<string, string>>;
  readonly dateOrder: DateOrder | undefined;
  readonly delimiter: string | undefined;
}

/** What a run did. */
export interface JobResult {
  readonly index: string;
  readonly store: string;
  readonly isNew: boolean;
  readonly weeks: readonly WeekOutcome[];
  readonly receipts: readonly ImportReceipt[];
  readonly rejects: readonly Reject[];
  readonly warnings: readonly string[];
}

/** The close of tickets that are read for measuring alone and state none: a Monday, so that its week is a whole one. */
const UNDATED = '2024-01-01T12:00:00Z';

/** Runs the whole job in this process: reads the files, reports every complete week that changed, oldest first, and publishes. */
export async function runJob(options: JobOptions, log: Log): Promise<JobResult> {
  const product = loadProductData();
  const settings = weekSettings(product, options);
  const joins = await readJoins(options);
  const store = await openStore(options);
  try {
    const known = await store.countTickets();
    const isNew = (await store.listRuns()).length === 0;
    log.info(
      `Store: ${store.kind} at ${store.place}, ${isNew ? 'new' : `knows ${known.length} weeks, ${known[0]?.week} to ${known.at(-1)?.week}`}`,
    );
    const { seen, ...imported } = await importFiles(options, store, log);
    const context: PipelineContext = {
      store,
      publisher: openReportsFolder(options.out),
      clock: performance,
      log,
      tagged: new Map(),
      digest,
    };
    const input: RunInput = {
      ...joins,
      ...imported,
      rejects: [...imported.rejects, ...joins.rejects],
      seen,
      notices: joins.notices,
    };
    const weeks = await completeWeeks(options, imported.receipts, store);
    const outcomes: WeekOutcome[] = [];
    for (const week of weeks.filter(options.wanted)) outcomes.push(await runWeek(week, input, settings, context));
    if (isNew && weeks.length > 0) await runFirstLook(weeks, input, settings, context);
    await publishIndex(context);
    return {
      index: join(resolve(options.out), 'index.html'),
      store: store.place,
      isNew,
      weeks: outcomes,
      receipts: imported.receipts,
      rejects: input.rejects,
      warnings: [...imported.receipts.flatMap(({ warnings }) => warnings), ...joins.notices],
    };
  } finally {
    await store.close();
  }
}

/** Reads the files as a run would and writes nothing. */
export async function checkFiles(
  options: JobOptions,
): Promise<{
  readonly imported: readonly Imported[];
  readonly joins: RunManifest['joins'];
  readonly warnings: readonly string[];
}> {
  const joins = await readJoins(options);
  const seen = new Set<string>();
  const imported: Imported[] = [];
  for (const file of options.files) imported.push(await importFile(file, options, seen, 'check', async () => {}));
  return { imported, joins: joins.joinFiles, warnings: joins.notices };
}

/** Reads tickets without storing them, for measuring. Files made for measuring need no dates: without a close column every ticket is dated alike. */
export async function readTickets(options: JobOptions): Promise<readonly Ticket[]> {
  const seen = new Set<string>();
  const tickets: Ticket[] = [];
  for (const file of options.files) {
    await importFile(file, options, seen, 'evaluate', async (shard) => void tickets.push(...shard), true);
  }
  return tickets;
}

/** Opens the store that the settings name. */
export async function openStore({ databaseUrl, home }: Pick<JobOptions, 'databaseUrl' | 'home'>): Promise<Store> {
  return databaseUrl ? openPostgresStore(databaseUrl) : openEmbeddedStore(home);
}

function weekSettings(product: ReturnType<typeof loadProductData>, { config, csv }: JobOptions): WeekSettings {
  return {
    version: product.version,
    report: config.report,
    rules: parseCauseRules(product.causes),
    stopWords: product.stopWords,
    seed: config.seed,
    topics: config.topics,
    windowWeeks: config.windowWeeks,
    render: { ticketUrl: config.report.ticketUrl, answerTo: null, csv },
  };
}

interface ReadJoins {
  readonly joins: Joins;
  readonly audit: readonly AuditLabel[];
  readonly joinFiles: RunManifest['joins'];
  readonly rejects: readonly Reject[];
  readonly notices: readonly string[];
}

async function readJoins(options: JobOptions): Promise<ReadJoins> {
  const rows: Partial<Record<JoinKind, readonly unknown[]>> = {};
  const joinFiles: RunManifest['joins'][number][] = [];
  const rejects: Reject[] = [];
  const notices: string[] = [];
  for (const [kind, path] of Object.entries(options.joins) as [JoinKind, string][]) {
    const table = await openJoinFile(path);
    const parsed = parseJoin(kind, table.rows, table.headers, table.name, { dateOrder: options.reading.dateOrder });
    rows[kind] = parsed.rows;
    rejects.push(...parsed.rejects);
    joinFiles.push({ kind, file: table.name, sha256: table.sha256, rows: parsed.rows.length });
    for (const [column, cells] of Object.entries(parsed.badCells))
      notices.push(`${table.name}: ${cells} cells of ${column} could not be read and count as not given.`);
  }
  const { audit = [], corrections: _, ...joins } = rows;
  return { joins: joins as Joins, audit: audit as readonly AuditLabel[], joinFiles, rejects, notices };
}

async function importFiles(
  options: JobOptions,
  store: Store,
  log: Log,
): Promise<{
  readonly receipts: readonly ImportReceipt[];
  readonly rejects: readonly Reject[];
  readonly seen: ReadonlySet<string>;
}> {
  const seen = new Set<string>();
  const key = process.env.COALFACE_PSEUDONYM_KEY_FILE
    ? readFileSync(process.env.COALFACE_PSEUDONYM_KEY_FILE, 'utf8').trim()
    : await store.setting('pseudonymKey', () => randomBytes(32).toString('hex'));
  const imported: Imported[] = [];
  for (const file of options.files) {
    const one = await importFile(file, options, seen, key, async (tickets) => {
      await store.saveTickets(tickets.map((ticket) => ({ ticket, hash: digest(JSON.stringify(ticket)) })));
    });
    await store.saveImport(one.receipt, one.rejects);
    log.info(
      `${one.receipt.file}: ${one.receipt.rows} rows, ${one.receipt.used} tickets, ${one.receipt.rejected} rejected`,
    );
    imported.push(one);
  }
  if (imported.every(({ receipt }) => receipt.used === 0))
    throw new InputError(
      'no-tickets',
      { file: options.files[0] ?? 'input' },
      `expected at least one closed ticket, got none in ${imported.reduce((sum, { receipt }) => sum + receipt.rows, 0)} rows; \`coalface check\` says where they went`,
    );
  return {
    receipts: imported.map(({ receipt }) => receipt),
    rejects: imported.flatMap(({ rejects }) => rejects),
    seen,
  };
}

async function importFile(
  file: string,
  { config, reading }: JobOptions,
  seen: Set<string>,
  key: string,
  take: (tickets: readonly Ticket[]) => Promise<void>,
  undated = false,
): Promise<Imported> {
  const origin = config.origins['reporting.zone'];
  const zone = config.report.zone;
  const opened = await openTicketFile(file, { delimiter: reading.delimiter });
  const source = undated ? withDates(opened, reading.overrides) : opened;
  const profile = {
    overrides: reading.overrides,
    dateOrder: reading.dateOrder,
    zone,
    zoneFrom:
      origin === 'default' ? ('default' as const) : origin === 'flags' ? ('flag' as const) : ('config' as const),
  };
  const pseudonymize = (text: string) => `p-${createHmac('sha256', key).update(text).digest('hex').slice(0, 16)}`;
  return importTickets(source, profile, { zone, seen, pseudonymize }, take);
}

function withDates(source: TicketSource, overrides: Readonly<Record<string, string>>): TicketSource {
  if (overrides.closed_at !== undefined || source.headers.some((header) => /clos|solved|resolved/i.test(header)))
    return source;
  async function* rows(): ReturnType<TicketSource['rows']> {
    for await (const raw of source.rows()) yield { ...raw, body: [...(raw.body as readonly string[]), UNDATED] };
  }
  return { ...source, headers: [...source.headers, 'closed_at'], rows };
}

/** Weeks with tickets that ended on or before the last day that is over. */
async function completeWeeks(
  { asOf }: JobOptions,
  receipts: readonly ImportReceipt[],
  store: Store,
): Promise<IsoWeek[]> {
  const lastDay =
    asOf ??
    receipts
      .flatMap((receipt) => receipt.lastDay ?? [])
      .sort()
      .at(-1) ??
    '';
  return (await store.countTickets()).map(({ week }) => week).filter((week) => weekDays(week).sunday <= lastDay);
}

async function publishIndex({ store, publisher }: PipelineContext): Promise<void> {
  const runs = await store.listRuns();
  const entries = runs.flatMap(({ week, runId, manifest }) =>
    manifest ? [{ week, runId, tickets: manifest.coverage.tickets, findings: manifest.counts.cards ?? 0 }] : [],
  );
  await publisher.publishPage(renderIndex(entries, await publisher.has('first-look')));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
