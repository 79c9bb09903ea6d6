import { openTables } from '../adapters/files/open-table.ts';
import { STDIN, spoolStdin } from '../adapters/files/spool-stdin.ts';
import type { Config } from '../config.ts';
import { InputError } from '../domain/errors.ts';
import type { TableFacts } from '../domain/table.ts';
import type { Reject, Ticket } from '../domain/ticket.ts';
import { COLUMNS } from '../ingest/columns.ts';
import type { DateOrder } from '../ingest/date-vote.ts';
import { headerKey } from '../ingest/header-key.ts';
import { PRESETS } from '../ingest/presets/presets.ts';
import { addTotals, type ImportTotals, makeReceipt, NO_TOTALS } from '../ingest/receipt.ts';
import type { ProfileOptions } from '../ingest/source-profile.ts';
import { startMergeIndex } from '../pipeline/merge-index.ts';
import { settleShard, startSettling } from '../pipeline/settle-shard.ts';
import type { SourcePlan } from '../pipeline/staged.ts';
import { ingestRows } from './ingest-rows.ts';
import { findMapping, readMapping } from './mapping-files.ts';
import { planTables } from './plan-tables.ts';

/** How the ticket files are to be read. */
export interface ReadingOptions {
  readonly overrides: Readonly<Record<string, string>>;
  readonly dateOrder: DateOrder | undefined;
  readonly delimiter: string | undefined;
  /** Name of the product or preset that wrote the files; told from the headers where it is not given. */
  readonly source?: string | undefined;
  /** Mapping file for all files, in place of the ones that are found by their headers. */
  readonly mapping?: string | undefined;
  /** Folder of reviewed mapping files. */
  readonly mappings?: string | undefined;
}

/** What is done about persons in tickets. */
export interface Privacy {
  /** Key of the pseudonyms: the same key gives one person the same pseudonym. */
  readonly key: string;
  /** The firm's sellers, whose names are removed from texts. */
  readonly sellers: readonly string[];
}

/** What reading one file came to. */
export interface ReadFile {
  readonly receipt: ReturnType<typeof makeReceipt>;
  readonly rejects: readonly Reject[];
}

/** The close of tickets that are read for measuring alone and state none: a Monday, so that its week is a whole one. */
const UNDATED = { header: 'closed_at', value: '2024-01-01T12:00:00Z' };

type OpeningConfig = Pick<Config, 'report' | 'jobs' | 'origins'>;

/**
 * Looks through every file once, so that a file that cannot be read is known before anything is written. An archive is a source a part; `-` is standard input.
 * @param undated whether files without a closing time are dated alike (they serve for measuring).
 * @throws InputError where a file is no table of tickets, or none of them has a row.
 */
export async function openTicketFiles(
  paths: readonly string[],
  reading: ReadingOptions,
  config: OpeningConfig,
  undated = false,
): Promise<readonly SourcePlan[]> {
  const plans: SourcePlan[] = [];
  for (const path of paths) plans.push(...(await openTicketFile(path, reading, config, undated)));
  const empty = noRows(plans);
  if (empty) throw empty;
  return plans;
}

/** The error of files that are tables of tickets without a single one; undefined where there is one, or no file. */
export function noRows(plans: readonly SourcePlan[]): InputError | undefined {
  if (plans.length === 0 || plans.some(({ profile }) => profile.rows > 0)) return undefined;
  const message = 'expected tickets below the header row, got none; export them again';
  return new InputError('no-rows', { file: plans[0]?.table.name ?? 'input', row: 2 }, message);
}

/** Looks through one file as `openTicketFiles` does; it may hold no row. @throws InputError where it is no table of tickets */
export async function openTicketFile(
  path: string,
  reading: ReadingOptions,
  config: OpeningConfig,
  undated = false,
): Promise<readonly SourcePlan[]> {
  const { overrides, dateOrder, delimiter, source } = reading;
  const zone = { zone: config.report.zone, zoneFrom: zoneOrigin(config) };
  const given = reading.mapping === undefined ? undefined : readMapping(reading.mapping);
  const optionsOf = ({ headers }: TableFacts): ProfileOptions => {
    const mapping = given ?? findMapping(headers, source, reading.mappings);
    return { overrides, dateOrder, source, mapping, ...zone };
  };
  const place = path === STDIN ? { path: await spoolStdin(), name: 'stdin' } : { path };
  const opened = await openTables(place.path, { delimiter, isKnown: knownNames(overrides), name: place.name });
  const tables = undated ? opened.map((table) => withDates(table, overrides)) : opened;
  return planTables(tables, optionsOf, config.jobs.shardSize);
}

/** Whether a cell is a name that a helpdesk or the operator gives to a column. */
function knownNames(overrides: ReadingOptions['overrides']): (cell: string) => boolean {
  const products = PRESETS.flatMap(({ columns, fingerprint }) => [
    ...Object.values(columns).flatMap((names) => names.flatMap((name) => name.split(' + '))),
    ...Object.keys(fingerprint),
  ]);
  const keys = new Set([...Object.values(COLUMNS).flat(), ...products, ...Object.values(overrides)].map(headerKey));
  return (cell) => keys.has(headerKey(cell));
}

function zoneOrigin({ origins }: Pick<Config, 'origins'>): ProfileOptions['zoneFrom'] {
  const origin = origins['reporting.zone'];
  return origin === 'default' ? 'default' : origin === 'flags' ? 'flag' : 'config';
}

function withDates(table: TableFacts, overrides: ReadingOptions['overrides']): TableFacts {
  if (overrides.closed_at !== undefined || table.headers.some((header) => /clos|solved|resolved/i.test(header)))
    return table;
  return { ...table, headers: [...table.headers, UNDATED.header], constants: [UNDATED.value] };
}

/**
 * Makes tickets of all files, file by file and shard by shard, and keeps nothing; of two rows with one id the first counts.
 * @param take is given each shard's tickets before the next shard is read.
 * @returns what each file came to.
 */
export async function readTicketFiles(
  plans: readonly SourcePlan[],
  { key, sellers }: Privacy,
  { report: { zone }, jobs: { shardSize } }: Config,
  take: (tickets: readonly Ticket[]) => void = () => {},
): Promise<readonly ReadFile[]> {
  const memory = startSettling();
  const merges = startMergeIndex();
  const files: { readonly plan: SourcePlan; readonly totals: ImportTotals; readonly rejects: readonly Reject[] }[] = [];
  const aliases = new Map<string, string>();
  for (const [place, plan] of plans.entries()) {
    const { table, profile, marks } = plan;
    const rejects: Reject[] = [];
    let totals = NO_TOTALS;
    for (const from of marks) {
      const shard = await ingestRows({ table, profile, from, rows: shardSize, zone, key, sellers });
      const settled = settleShard(shard, memory);
      merges.add(place, shard.children ?? []);
      for (const [id, alias] of Object.entries(shard.aliases ?? {})) aliases.set(id, alias);
      take(settled.tickets);
      rejects.push(...settled.rejects);
      totals = addTotals(totals, settled, zone);
    }
    files.push({ plan, totals, rejects });
  }
  for (const id of merges.isEmpty() ? [] : memory.seen) merges.claim(id, aliases.get(id));
  const kept = merges.countKept();
  return files.map(({ plan, totals, rejects }, place) => ({
    receipt: receiptOf(plan, { ...totals, keptMerged: kept.get(place) ?? 0 }),
    rejects,
  }));
}

function receiptOf({ table, profile }: SourcePlan, totals: ImportTotals): ReturnType<typeof makeReceipt> {
  return makeReceipt({ ...table, delimiter: table.layout.delimiter }, profile, totals);
}
