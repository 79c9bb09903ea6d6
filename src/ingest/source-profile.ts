import { InputError } from '../domain/errors.ts';
import { blankRule } from './blank-cell.ts';
import type { Column } from './columns.ts';
import { type DateDecision, type DateOrder, type DateVote, startDateVote } from './date-vote.ts';
import type { ExtraColumn } from './extra-cells.ts';
import { isZone } from './local-time.ts';
import { type ColumnMapping, mapColumns } from './map-columns.ts';
import type { Mapping } from './mapping.ts';
import { correctionsOf, isAsFound } from './mapping-changes.ts';
import { startOrderEvidence } from './order-evidence.ts';
import { isPersonHeader } from './person-header.ts';
import { detectPreset } from './presets/detect-preset.ts';
import type { Preset } from './presets/preset.ts';
import { startStatusCount } from './status-count.ts';
import type { Fate } from './ticket-fate.ts';

/** All that is known of a file before its rows are read as tickets: plain data, the same for every shard. */
export interface SourceProfile extends ColumnMapping {
  readonly file: string;
  readonly headers: readonly string[];
  /** Name of the preset that the file is read with. */
  readonly preset: string;
  /** How surely the headers tell it, in [0, 1]. */
  readonly confidence: number;
  /** Whether the preset was found, asked for, or named by a mapping file. */
  readonly presetFrom: 'headers' | 'flag' | 'mapping';
  /** Columns kept beside the canonical ones. */
  readonly extra: readonly ExtraColumn[];
  /** What the operator's mapping file says of words of the status column. */
  readonly statuses: Readonly<Record<string, Fate>>;
  /** Words of the status column with their rows; empty where there are too many of them to be statuses. */
  readonly statusCounts: Readonly<Record<string, number>>;
  /** Undefined where no cell of the column was filled. */
  readonly closedAt: DateDecision | undefined;
  /** Undefined where the column is absent, empty or unreadable. */
  readonly createdAt: DateDecision | undefined;
  /** Zone that date cells without one are read in; days without a time are read in the reporting zone. */
  readonly zone: string;
  readonly zoneFrom: 'column' | 'mapping' | 'preset' | 'flag' | 'config' | 'default';
  /** Data rows. */
  readonly rows: number;
  /** Text cells of 32,000 characters or a little less, which exporters cut at. */
  readonly truncated: number;
  readonly warnings: readonly string[];
}

/** What the operator says of a file. */
export interface ProfileOptions {
  /** Canonical column -> header. */
  readonly overrides?: Readonly<Record<string, string>> | undefined;
  readonly dateOrder?: DateOrder | undefined;
  /** IANA zone for dates that state none, and how it is known. */
  readonly zone: string;
  readonly zoneFrom: 'flag' | 'config' | 'default';
  /** Name of a product or preset; found by the headers where it is not given. */
  readonly source?: string | undefined;
  /** A reviewed mapping of these headers. */
  readonly mapping?: Mapping | undefined;
}

/** The first pass over a file: shown every row once, it then says how to read them. */
export interface ProfilePass {
  /** `row` is for messages; without it rows are counted from 2. */
  add(cells: readonly string[], row?: number): void;
  /** @throws InputError `excel-broken-id`, or what the votes on its date columns throw. */
  finish(): SourceProfile;
}

/**
 * Starts the first pass over a file.
 * @throws InputError where the headers do not make tickets (see mapColumns), or `unknown-zone`.
 */
export function startProfile(headers: readonly string[], file: string, options: ProfileOptions): ProfilePass {
  if (!isZone(options.zone)) {
    throw new InputError(
      'unknown-zone',
      { file },
      `expected an IANA time zone such as Europe/Berlin, got "${options.zone}"`,
    );
  }
  const { mapping } = options;
  const { preset, confidence } = detectPreset(headers, mapping?.source ?? options.source);
  const looksLike =
    preset.name === 'generic' ? undefined : `${preset.title} (${preset.name}, confidence ${confidence.toFixed(2)})`;
  const columns = mapColumns(headers, file, options.overrides, { preset, fixed: mapping?.columns, looksLike });
  const at = (column: Column): number => columns.positions[column]?.[0] ?? -1;
  const [id, status] = [at('ticket_id'), at('status')];
  const opens = [at('created_at')];
  const closes = columns.positions.closed_at ?? [];
  const closedVote = startDateVote(file, columns.mapping.closed_at ?? 'closed_at', preset.advice);
  const createdVote = startDateVote(file, columns.mapping.created_at ?? 'created_at');
  const text = [at('description'), at('resolution'), at('conversation'), at('subject')];
  const order = startOrderEvidence();
  const words = startStatusCount();
  const isBlank = blankRule(preset);
  let rows = 0;
  let truncated = 0;

  function add(cells: readonly string[], row = rows + 2): void {
    rows += 1;
    // A ragged row's cells stand in the wrong columns: it is rejected later and has no say here.
    if (cells.length !== headers.length) return;
    if (/^\d(?:[.,]\d+)?E\+\d{2}$/i.test(cells[id]?.trim() ?? '')) throw brokenId(file, row, columns);
    const closed = firstFilled(cells, closes, isBlank);
    const opened = firstFilled(cells, opens, isBlank);
    closedVote.add(closed, row);
    createdVote.add(opened, row);
    order.add(opened, closed);
    words.add(cells[status] ?? '');
    if (text.some((position) => isTruncated(cells[position] ?? ''))) truncated += 1;
  }

  function finish(): SourceProfile {
    const told = options.dateOrder ?? createdVote.order() ?? order.decide();
    const known = options.dateOrder ?? mapping?.dateOrder ?? told;
    const alone = { headers, file, options, order: closedVote.order() ?? told };
    const isMapped = mapping !== undefined && !isAsFound(mapping, { preset, columns }, alone);
    const closedAt = closedVote.decide(known);
    const warnings: string[] = [...columns.doubts];
    const createdAt = decideCreated(createdVote, closedVote.order() ?? known, warnings);
    return {
      ...columns,
      ...zoneOf(preset, closedAt, options),
      file,
      headers,
      preset: preset.name,
      confidence,
      presetFrom: isMapped ? 'mapping' : options.source === undefined ? 'headers' : 'flag',
      extra: extraColumns(headers, columns, mapping),
      statuses: correctionsOf(mapping?.statuses ?? {}, preset),
      statusCounts: words.counts(),
      closedAt,
      createdAt,
      rows,
      truncated,
      warnings,
    };
  }

  return { add, finish };
}

function zoneOf(
  preset: Preset,
  closedAt: DateDecision | undefined,
  { zone, zoneFrom, mapping }: ProfileOptions,
): Pick<SourceProfile, 'zone' | 'zoneFrom'> {
  const known: Pick<SourceProfile, 'zone' | 'zoneFrom'> = mapping?.zone
    ? { zone: mapping.zone, zoneFrom: 'mapping' }
    : preset.zone === 'utc'
      ? { zone: 'UTC', zoneFrom: 'preset' }
      : { zone, zoneFrom };
  return closedAt?.zoned ? { ...known, zoneFrom: 'column' } : known;
}

function firstFilled(
  cells: readonly string[],
  positions: readonly number[],
  isBlank: (cell: string) => boolean,
): string {
  for (const position of positions) {
    const cell = cells[position] ?? '';
    if (!isBlank(cell.trim())) return cell;
  }
  return '';
}

function extraColumns(
  headers: readonly string[],
  { positions }: ColumnMapping,
  mapping: Mapping | undefined,
): readonly ExtraColumn[] {
  const used = new Set(Object.entries(positions).flatMap(([column, at]) => readPositions(column, at, headers)));
  return headers.flatMap((header, at) => {
    const name = mapping && Object.hasOwn(mapping.extra, header) ? mapping.extra[header] : header;
    if (header === '' || used.has(at) || name === null || name === undefined) return [];
    return [{ at, header, name, isPerson: isPersonHeader(header) }];
  });
}

/** Columns that all cells are read of; of others the first filled one counts. */
const LISTS: ReadonlySet<string> = new Set(['description', 'resolution', 'conversation', 'tags']);

/** A header that comes twice is often two columns of the same name ("Source" of the ticket and of the contact): the second is kept beside. */
function readPositions(column: string, positions: readonly number[], headers: readonly string[]): readonly number[] {
  if (LISTS.has(column)) return positions;
  return positions.filter((at, place) => positions.findIndex((other) => headers[other] === headers[at]) === place);
}

/** A created date serves durations alone: where it cannot be read the file is still good. */
function decideCreated(vote: DateVote, order: DateOrder | undefined, warnings: string[]): DateDecision | undefined {
  try {
    return vote.decide(order);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    warnings.push(`created_at is not used: ${cause.message}`);
    return undefined;
  }
}

function isTruncated(cell: string): boolean {
  return cell.length >= 31_990 && cell.length <= 32_001;
}

function brokenId(file: string, row: number, { mapping }: ColumnMapping): InputError {
  const message =
    'expected a ticket id, got a number in scientific notation: a spreadsheet destroyed the ids; export again and do not open the file in one';
  return new InputError('excel-broken-id', { file, row, column: mapping.ticket_id }, message);
}
