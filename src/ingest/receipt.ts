import type { ImportReceipt } from '../domain/receipt.ts';
import type { TableFacts } from '../domain/table.ts';
import { dayOf } from '../domain/week.ts';
import type { Column } from './columns.ts';
import { MAX_EXTRA_LENGTH } from './extra-cells.ts';
import type { IngestCounts, Ingested } from './ingest.ts';
import { presetOf } from './presets/presets.ts';
import type { SourceProfile } from './source-profile.ts';
import { makeSourceReceipt } from './source-receipt.ts';

/** What the adapter knows of a file. */
export interface FileFacts extends Pick<ImportReceipt, 'sha256' | 'bytes' | 'encoding' | 'delimiter'> {
  /** Sequences of bytes that are no characters. */
  readonly badBytes?: number | undefined;
  /** Numbers of rows that are no data. */
  readonly dropped?: { readonly preamble: readonly number[]; readonly footer: readonly number[] } | undefined;
  /** Other parts of the same file that are not read. */
  readonly leftOut?: readonly string[] | undefined;
  readonly container?: TableFacts['container'] | undefined;
  readonly format?: TableFacts['format'] | undefined;
  readonly sheet?: string | undefined;
  readonly list?: string | undefined;
}

/** A file's outcome over all its shards. */
export interface ImportTotals extends IngestCounts {
  readonly used: number;
  readonly rejected: number;
  /** Tickets outside the asked window; the caller's count. */
  readonly outOfWindow: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly cut: Readonly<Record<string, number>>;
  readonly badCells: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
  /** Merged ticket -> the one that it was merged into; the first thousand. */
  readonly links: Readonly<Record<string, string>>;
  readonly linked: number;
  /** Merged tickets whose text stays with the one that they went into; the caller's count, since that one may be in another file. */
  readonly keptMerged: number;
}

const MAX_LINKS = 1_000;

/** Totals before the first shard. */
export const NO_TOTALS: ImportTotals = {
  used: 0,
  rejected: 0,
  merged: 0,
  duplicate: 0,
  notClosed: 0,
  setAside: 0,
  filtered: 0,
  outOfWindow: 0,
  firstDay: null,
  lastDay: null,
  cut: {},
  badCells: {},
  reasons: {},
  links: {},
  linked: 0,
  keptMerged: 0,
};

/** Adds a shard's outcome; `zone` is the reporting zone, in whose calendar the days are. */
export function addTotals(totals: ImportTotals, ingested: Ingested, zone: string): ImportTotals {
  const { counts } = ingested;
  const instants = ingested.tickets.map(({ closedAt }) => closedAt).sort();
  const [first, last] = [instants[0], instants.at(-1)].map((at) =>
    at === undefined ? null : dayOf(new Date(at), zone),
  );
  return {
    used: totals.used + ingested.tickets.length,
    rejected: totals.rejected + ingested.rejects.length,
    merged: totals.merged + counts.merged,
    duplicate: totals.duplicate + counts.duplicate,
    notClosed: totals.notClosed + counts.notClosed,
    setAside: totals.setAside + counts.setAside,
    filtered: totals.filtered + counts.filtered,
    outOfWindow: totals.outOfWindow,
    firstDay: [totals.firstDay, first ?? null].filter((day) => day !== null).sort()[0] ?? null,
    lastDay:
      [totals.lastDay, last ?? null]
        .filter((day) => day !== null)
        .sort()
        .at(-1) ?? null,
    cut: addCounts(totals.cut, ingested.cut),
    badCells: addCounts(totals.badCells, ingested.badCells),
    reasons: addCounts(totals.reasons, ingested.reasons ?? {}),
    links: addLinks(totals.links, ingested.links ?? []),
    linked: totals.linked + (ingested.links?.length ?? 0),
    keptMerged: totals.keptMerged,
  };
}

function addLinks(links: ImportTotals['links'], more: NonNullable<Ingested['links']>): ImportTotals['links'] {
  const free = MAX_LINKS - Object.keys(links).length;
  if (free <= 0 || more.length === 0) return links;
  return { ...links, ...Object.fromEntries(more.slice(0, free).map(({ id, into }) => [id, into])) };
}

function addCounts(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(keys.map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]));
}

/** What a report loses where none of the columns is mapped. */
const GAPS: readonly { readonly anyOf: readonly Column[]; readonly gap: string }[] = [
  {
    anyOf: ['description', 'conversation'],
    gap: 'description: only topics and trends from the subjects, no causes; ask the helpdesk administrator for an export that holds the first message (in Zendesk the NDJSON export or the API, in Freshdesk the "Description" field).',
  },
  {
    anyOf: ['resolution', 'conversation'],
    gap: 'resolution: the agents’ closing notes cannot support or contradict a cause.',
  },
  {
    anyOf: ['created_at'],
    gap: 'created_at: time to resolve and weeks cut by the export’s creation filter cannot be told.',
  },
  { anyOf: ['status'], gap: 'status: every row with a closing time counts as closed.' },
  {
    anyOf: ['account_id'],
    gap: 'account_id: accounts are not counted, and accounts, deals and projects cannot be joined.',
  },
  { anyOf: ['requester'], gap: 'requester: repeat contacts of one person are not recognised.' },
  {
    anyOf: ['product', 'sku'],
    gap: 'product, sku: products come from the text alone, and return rates have no tickets beside them.',
  },
  { anyOf: ['serial', 'lot'], gap: 'serial, lot: units and lots come from the text alone.' },
  { anyOf: ['project_id'], gap: 'project_id: custom projects are found by account and date alone.' },
  { anyOf: ['campaign_code'], gap: 'campaign_code: campaigns are found by account and date alone.' },
  { anyOf: ['handle_minutes'], gap: 'handle_minutes: the cost of a topic is shown in tickets, not in hours or money.' },
  {
    anyOf: ['resolution_minutes'],
    gap: 'resolution_minutes: the time to resolve is taken from the dates, pauses included.',
  },
  { anyOf: ['reassignments'], gap: 'reassignments: hand-overs are not counted.' },
  { anyOf: ['reopens'], gap: 'reopens: reopened tickets are not counted.' },
  { anyOf: ['sla_breached'], gap: 'sla_breached: broken service levels are not counted.' },
  { anyOf: ['csat', 'nps'], gap: 'csat, nps: satisfaction is not compared.' },
];

/** Makes the receipt of one ticket file. */
export function makeReceipt(facts: FileFacts, profile: SourceProfile, totals: ImportTotals): ImportReceipt {
  const { file, rows, zone, zoneFrom, mapping, unmapped, closedAt } = profile;
  const {
    filtered,
    badCells,
    outOfWindow,
    reasons: _,
    links: _links,
    linked: _linked,
    keptMerged: _kept,
    ...counts
  } = totals;
  const { sha256, bytes, encoding, delimiter } = facts;
  return {
    file,
    sha256,
    bytes,
    encoding,
    delimiter,
    rows,
    zone,
    zoneFrom,
    dateFormat: closedAt ? `${closedAt.format}${closedAt.zoned ? ' with zone' : ''}` : 'none',
    mapping: mapping as Readonly<Record<string, string>>,
    unmapped,
    ...counts,
    outOfWindow: outOfWindow + filtered,
    gaps: GAPS.filter(({ anyOf }) => !anyOf.some((column) => mapping[column])).map(({ gap }) => gap),
    warnings: warningsOf(facts, profile, badCells),
    source: makeSourceReceipt(facts, profile, totals),
  };
}

function readingWarnings({ badBytes = 0, dropped, leftOut = [] }: FileFacts): string[] {
  const [above, below] = [dropped?.preamble ?? [], dropped?.footer ?? []];
  return [
    ...(badBytes > 0
      ? [`${badBytes} places are not valid UTF-8 and were read as \uFFFD; the rest of the file is good.`]
      : []),
    ...(above.length > 0 ? [`titles above the header row are no tickets and were left out: ${rowsOf(above)}.`] : []),
    ...(below.length > 0
      ? [`totals or notices below the last row are no tickets and were left out: ${rowsOf(below)}.`]
      : []),
    ...(leftOut.length > 0 ? [`other parts of the file are no tickets and were left out: ${leftOut.join(', ')}.`] : []),
  ];
}

function rowsOf(numbers: readonly number[]): string {
  return `row${numbers.length > 1 ? 's' : ''} ${numbers.join(', ')}`;
}

/** What was noticed in cells and is no column's name. */
const CELL_WARNINGS: Readonly<Record<string, (count: number) => string>> = {
  'dst-gap': (count) =>
    `${count} closing times fall in the hour that daylight saving skips; the later instant was taken.`,
  'extra-cut': (count) =>
    `${count} cells of other columns (extra.*) are longer than ${MAX_EXTRA_LENGTH.toLocaleString('en')} characters and are kept up to there.`,
};

function warningsOf(facts: FileFacts, profile: SourceProfile, badCells: Readonly<Record<string, number>>): string[] {
  const { rows, truncated, closedAt, zone, zoneFrom } = profile;
  const warnings = [...profile.warnings, ...readingWarnings(facts)];
  const preset = presetOf(profile.preset);
  if (rows === 10_000 || preset.rowCaps?.includes(rows))
    warnings.push(
      `the file has exactly ${rows.toLocaleString('en')} rows: the helpdesk probably stopped there; export shorter periods.`,
    );
  if (truncated > 0) warnings.push(`${truncated} rows hold a text cut at 32,000 characters by the export.`);
  if (facts.encoding === 'windows-1252')
    warnings.push('the file is not valid UTF-8 and was read as Windows-1252; check accented letters.');
  if (zoneFrom === 'default' && closedAt && !closedAt.dayOnly) {
    const whose = preset.zoneOf === undefined ? '' : ` (${preset.zoneOf})`;
    warnings.push(
      `closing times state no zone and were read in ${zone}; pass --tz with the zone of the export${whose}.`,
    );
  }
  for (const [column, count] of Object.entries(badCells)) {
    warnings.push(
      CELL_WARNINGS[column]?.(count) ?? `${count} cells of ${column} could not be read and are treated as not given.`,
    );
  }
  return warnings;
}
