import { type Correction, faultOf } from '../../domain/correction.ts';
import { InputError } from '../../domain/errors.ts';
import type { Reject } from '../../domain/ticket.ts';
import { type DateDecision, type DateOrder, startDateVote } from '../date-vote.ts';
import { headerKey } from '../header-key.ts';
import { withoutGuard } from '../read-cells.ts';
import { readDate } from '../read-date.ts';
import { type FieldSpec, JOIN_SPECS, type JoinKind, type JoinTypes } from './join-specs.ts';

/** A row of a table: its number as a spreadsheet shows it, and its cells by position. */
export interface JoinRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A join file read. */
export interface ParsedJoin<K extends JoinKind> {
  readonly kind: K;
  readonly file: string;
  readonly rows: readonly JoinTypes[K][];
  readonly rejects: readonly Reject[];
  /** Canonical column -> the file's own header. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly unmapped: readonly string[];
  /** Optional cells that could not be read and count as not given, by canonical column. */
  readonly badCells: Readonly<Record<string, number>>;
}

interface Field extends FieldSpec {
  readonly name: string;
  /** Position in a row, or -1 where the file has no such column. */
  readonly at: number;
  readonly header: string;
  readonly dates: DateDecision | undefined;
}

/**
 * Reads a join file into domain rows. A row that lacks a required value is a reject; an unreadable optional cell is counted and not given.
 * @throws InputError `missing-column` with the columns that were there, or what a vote on a date column throws.
 */
export function parseJoin<K extends JoinKind>(
  kind: K,
  table: Iterable<JoinRow>,
  headers: readonly string[],
  file: string,
  options: { readonly dateOrder?: DateOrder | undefined } = {},
): ParsedJoin<K> {
  const input = [...table];
  const whole = input.filter(({ cells }) => cells.length === headers.length);
  const fields = openFields(kind, headers, file).map((field) => decideDates(field, whole, file, options.dateOrder));
  const rows: JoinTypes[K][] = [];
  const rejects: Reject[] = [];
  const badCells: Record<string, number> = {};
  for (const { row, cells } of input) {
    const read = cells.length === headers.length ? readFields(fields, cells) : ragged(cells.length, headers.length);
    const outcome = checked(kind, read);
    if (outcome.kind === 'fault') rejects.push({ file, row, ...outcome.fault });
    else {
      rows.push(outcome.value as unknown as JoinTypes[K]);
      for (const column of outcome.bad) badCells[column] = (badCells[column] ?? 0) + 1;
    }
  }
  const used = fields.filter(({ at }) => at >= 0);
  const mapping = Object.fromEntries(used.map(({ column, header }) => [column, header]));
  const unmapped = headers.filter((header, at) => header !== '' && !used.some((field) => field.at === at));
  return { kind, file, rows, rejects, mapping, unmapped, badCells };
}

type Fault = Pick<Reject, 'column' | 'code' | 'reason'>;
type Outcome =
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'row'; readonly value: Readonly<Record<string, unknown>>; readonly bad: readonly string[] };

/** Finds each field's column: the contract's names claim theirs first, then the aliases. */
function openFields(kind: JoinKind, headers: readonly string[], file: string): Field[] {
  const keys = headers.map(headerKey);
  const specs = Object.entries(JOIN_SPECS[kind]) as [string, FieldSpec][];
  const taken = new Set(specs.map(([, { column }]) => keys.indexOf(headerKey(column))));
  return specs.map(([name, spec]) => {
    const own = keys.indexOf(headerKey(spec.column));
    const alias = (spec.aliases ?? [])
      .map((each) => keys.indexOf(headerKey(each)))
      .find((at) => at >= 0 && !taken.has(at));
    const at = own >= 0 ? own : (alias ?? -1);
    if (at >= 0) taken.add(at);
    if (at < 0 && spec.required) throw missingColumn(kind, spec.column, headers, file);
    return { ...spec, name, at, header: headers[at] ?? '', dates: undefined };
  });
}

function missingColumn(kind: JoinKind, column: string, headers: readonly string[], file: string): InputError {
  const required = (Object.values(JOIN_SPECS[kind]) as FieldSpec[]).filter((spec) => spec.required);
  const names = required.map((spec) => spec.column).join(', ');
  const message = `expected the column "${column}" (a ${kind} file needs ${names}), got: ${headers.join(', ')}; rename the column`;
  return new InputError('missing-column', { file, column }, message);
}

function decideDates(field: Field, rows: readonly JoinRow[], file: string, order: DateOrder | undefined): Field {
  if (field.at < 0 || (field.read !== 'day' && field.read !== 'month')) return field;
  const vote = startDateVote(file, field.header);
  for (const { row, cells } of rows) {
    const cell = cellOf(field, cells);
    if (field.read === 'day' || !YEAR_MONTH.test(cell)) vote.add(cell, row);
  }
  return { ...field, dates: vote.decide(order) };
}

function readFields(fields: readonly Field[], cells: readonly string[]): Outcome {
  const value: Record<string, unknown> = {};
  const bad: string[] = [];
  for (const field of fields) {
    const cell = cellOf(field, cells);
    const read = cell === '' ? undefined : readCell(field, cell);
    if (read === undefined && field.required) return { kind: 'fault', fault: requiredFault(field, cell) };
    if (read === undefined && cell !== '') bad.push(field.column);
    const given = read ?? field.otherwise;
    if (given !== undefined) value[field.name] = given;
  }
  return { kind: 'row', value, bad };
}

/** What each column says alone may not make sense together. */
function checked(kind: JoinKind, outcome: Outcome): Outcome {
  if (kind !== 'corrections' || outcome.kind === 'fault') return outcome;
  const reason = faultOf(outcome.value as unknown as Correction);
  return reason === undefined ? outcome : { kind: 'fault', fault: { column: null, code: 'bad-correction', reason } };
}

const YEAR_MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

function readCell({ read, dates }: Field, cell: string): unknown {
  if (typeof read === 'function') return read(cell);
  if (read === 'month' && YEAR_MONTH.test(cell)) return cell;
  const reading = dates && readDate(cell, dates.format);
  return reading && new Date(reading.ms).toISOString().slice(0, read === 'month' ? 7 : 10);
}

function cellOf({ at }: Field, cells: readonly string[]): string {
  const cell = withoutGuard(cells[at]?.trim() ?? '').trim();
  // What Google Ads writes where there is nothing.
  return cell === '--' ? '' : cell;
}

function requiredFault({ header, column }: Field, cell: string): Fault {
  if (cell === '')
    return { column: header, code: 'missing-value', reason: `expected a value for ${column}, got an empty cell` };
  return { column: header, code: 'bad-value', reason: `expected a value that can be read as ${column}` };
}

function ragged(got: number, expected: number): Outcome {
  const reason = `expected ${expected} cells, got ${got}; look for an unquoted delimiter`;
  return { kind: 'fault', fault: { column: null, code: 'ragged-row', reason } };
}
