import { InputError } from '../domain/errors.ts';
import type { Column } from './columns.ts';
import { type DateDecision, type DateOrder, type DateVote, startDateVote } from './date-vote.ts';
import { isZone } from './local-time.ts';
import { type ColumnMapping, mapColumns } from './map-columns.ts';
import { readDate } from './read-date.ts';

/** All that is known of a file before its rows are read as tickets: plain data, the same for every shard. */
export interface SourceProfile extends ColumnMapping {
  readonly file: string;
  readonly headers: readonly string[];
  /** Undefined where no cell of the column was filled. */
  readonly closedAt: DateDecision | undefined;
  /** Undefined where the column is absent, empty or unreadable. */
  readonly createdAt: DateDecision | undefined;
  /** Zone that date cells without one are read in; days without a time are read in the reporting zone. */
  readonly zone: string;
  readonly zoneFrom: 'column' | 'flag' | 'config' | 'default';
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
  const columns = mapColumns(headers, file, options.overrides);
  const at = (column: Column): number => columns.positions[column]?.[0] ?? -1;
  const [closed, created, id] = [at('closed_at'), at('created_at'), at('ticket_id')];
  const closedVote = startDateVote(file, columns.mapping.closed_at ?? 'closed_at');
  const createdVote = startDateVote(file, columns.mapping.created_at ?? 'created_at');
  const text = [at('description'), at('resolution'), at('conversation'), at('subject')];
  const order = startOrderEvidence();
  let rows = 0;
  let truncated = 0;

  function add(cells: readonly string[], row = rows + 2): void {
    rows += 1;
    // A ragged row's cells stand in the wrong columns: it is rejected later and has no say here.
    if (cells.length !== headers.length) return;
    if (/^\d(?:[.,]\d+)?E\+\d{2}$/i.test(cells[id]?.trim() ?? '')) throw brokenId(file, row, columns);
    closedVote.add(cells[closed] ?? '', row);
    createdVote.add(cells[created] ?? '', row);
    order.add(cells[created] ?? '', cells[closed] ?? '');
    if (text.some((position) => isTruncated(cells[position] ?? ''))) truncated += 1;
  }

  function finish(): SourceProfile {
    const known = options.dateOrder ?? createdVote.order() ?? order.decide();
    const closedAt = closedVote.decide(known);
    const warnings: string[] = [];
    const createdAt = decideCreated(createdVote, closedVote.order() ?? known, warnings);
    const zoneFrom = closedAt?.zoned ? 'column' : options.zoneFrom;
    const { zone } = options;
    return { ...columns, file, headers, closedAt, createdAt, zone, zoneFrom, rows, truncated, warnings };
  }

  return { add, finish };
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

/** A ticket is not closed before it was created: an order under which some are, while under the other none is, is wrong. */
function startOrderEvidence(): { add(created: string, closed: string): void; decide(): DateOrder | undefined } {
  const early = { dmy: 0, mdy: 0 };

  function add(created: string, closed: string): void {
    for (const order of ['dmy', 'mdy'] as const) {
      const [start, end] = [readDate(created, order), readDate(closed, order)];
      if (start && end && end.ms < start.ms) early[order] += 1;
    }
  }

  function decide(): DateOrder | undefined {
    if ((early.dmy === 0) === (early.mdy === 0)) return undefined;
    return early.dmy === 0 ? 'dmy' : 'mdy';
  }

  return { add, decide };
}
