import { InputError } from '../domain/errors.ts';
import { assertColumns, listHeaders } from './assert-columns.ts';
import { COLUMN_NAMES, COLUMNS, type Column, isColumn } from './columns.ts';
import { headerKey, nearest } from './header-key.ts';
import { GENERIC } from './presets/generic.ts';
import type { Preset } from './presets/preset.ts';

/** Which of a file's columns is which canonical one. */
export interface ColumnMapping {
  /** Canonical column -> the file's own header. */
  readonly mapping: Readonly<Partial<Record<Column, string>>>;
  /** Canonical column -> positions in a row, most trusted first; more than one where a header is repeated or several are read. */
  readonly positions: Readonly<Partial<Record<Column, readonly number[]>>>;
  /** Positions of cells that name persons, mapped or not: their names are removed from the row's texts. */
  readonly people: readonly number[];
  /** Headers that nothing was mapped to, in file order. */
  readonly unmapped: readonly string[];
  /** Sentences on columns that could be meant as well as the ones that were taken. */
  readonly doubts: readonly string[];
}

/** What decides the mapping, the strongest first. */
export interface MappingChoice {
  /** What the operator says on the command line: canonical -> header. */
  readonly overrides?: Readonly<Record<string, string>>;
  /** A reviewed mapping: canonical -> headers. Nothing else is guessed then. */
  readonly fixed?: Readonly<Partial<Record<Column, readonly string[]>>> | undefined;
  readonly preset?: Preset;
  /** What the file was taken for, for the message where a column is missing. */
  readonly looksLike?: string | undefined;
}

const PERSON =
  /^(?:full name|(?:contact|customer|requester|caller|supplied|submitter) ?(?:name)?|caller id|reporter|creator|requestors?|from|associated contact|assignee|agent|assigned to|agent assigned|(?:case|ticket) owner|resolved by|closed by)$/;

type KeyedPositions = ReadonlyMap<string, readonly number[]>;

/** A choice of one or more headers (keys) for a column, and whether it is only a common name and no product's own. */
interface Claim {
  readonly keys: readonly string[];
  readonly isGuess: boolean;
}

/**
 * Maps headers to canonical columns: what the operator says first, then a reviewed mapping, else the product's own headers and the names that helpdesks use.
 * @throws InputError `unknown-canonical`, `unknown-column`, `column-mapped-twice`, `no-id-column`, `no-close-column` or `no-text-column`.
 */
export function mapColumns(
  headers: readonly string[],
  file: string,
  overrides: Readonly<Record<string, string>> = {},
  { preset = GENERIC, fixed, looksLike }: Omit<MappingChoice, 'overrides'> = {},
): ColumnMapping {
  const byKey = positionsByKey(headers);
  const chosen = new Map<Column, Claim>();
  for (const [column, key] of chosenKeys(overrides, byKey, headers, file))
    chosen.set(column, { keys: [key], isGuess: false });
  const taken = new Set([...chosen.values()].flatMap(({ keys }) => keys));
  const doubts = fixed
    ? claimFixed(fixed, byKey, chosen, taken, file)
    : claimAll(preset, headers, byKey, chosen, taken);
  assertColumns(new Map([...chosen].map(([column, { keys }]) => [column, keys])), headers, file, {
    looksLike,
    advice: preset.advice,
  });
  const entries = [...chosen].map(
    ([column, { keys }]) => [column, keys.flatMap((key) => byKey.get(key) ?? [])] as const,
  );
  const used = new Set(entries.flatMap(([, positions]) => positions));
  return {
    positions: Object.fromEntries(entries),
    mapping: Object.fromEntries(entries.map(([column, [first = 0]]) => [column, headers[first] ?? ''])),
    people: headers.flatMap((header, at) => (PERSON.test(headerKey(header)) ? [at] : [])),
    unmapped: [...new Set(headers.filter((header, at) => header !== '' && !used.has(at)))],
    doubts,
  };
}

function claimFixed(
  fixed: NonNullable<MappingChoice['fixed']>,
  byKey: KeyedPositions,
  chosen: Map<Column, Claim>,
  taken: ReadonlySet<string>,
  file: string,
): string[] {
  for (const [column, names] of Object.entries(fixed) as [Column, readonly string[]][]) {
    if (names.length > 0 && !names.some((name) => byKey.has(headerKey(name)))) {
      const message = `the mapping's key columns.${column} names a column that the file does not have; correct it, or leave the key out`;
      throw new InputError('bad-mapping', { file, column: names[0] }, message);
    }
    const keys = names.map(headerKey).filter((key) => byKey.has(key) && !taken.has(key));
    if (!chosen.has(column) && keys.length > 0) chosen.set(column, { keys, isGuess: false });
  }
  return [];
}

/** All claims of the product come before any guess: a common name must not take a header from the column that it is the product's own name of. */
function claimAll(
  { columns, signs = [] }: Preset,
  headers: readonly string[],
  byKey: KeyedPositions,
  chosen: Map<Column, Claim>,
  taken: Set<string>,
): string[] {
  const doubts: string[] = [];
  const claim = (column: Column, names: readonly string[], isGuess: boolean): void => {
    if (chosen.has(column)) return;
    const claims = names.map((name) => presentKeys(name, byKey, taken)).filter((keys) => keys.length > 0);
    const [keys, ...others] = claims;
    if (keys === undefined) return;
    chosen.set(column, { keys, isGuess });
    for (const key of keys) taken.add(key);
    if (isGuess && others.length > 0) doubts.push(doubtOf(column, keys, others.flat(), headers, byKey));
  };
  for (const column of COLUMN_NAMES) claim(column, columns[column] ?? [], false);
  // What the product says a row's fate with is no guess's ("Resolution" of Jira is a way to end, not a note).
  for (const { header } of signs) taken.add(headerKey(header));
  for (const column of COLUMN_NAMES) if (columns[column]?.length !== 0) claim(column, COLUMNS[column], true);
  return doubts.filter((doubt) => doubt !== '');
}

function presentKeys(name: string, byKey: KeyedPositions, taken: ReadonlySet<string>): readonly string[] {
  return name
    .split(' + ')
    .map(headerKey)
    .filter((key) => byKey.has(key) && !taken.has(key));
}

/** Columns of which a wrong one goes unnoticed: an account's id beside its name is none of them. */
const DOUBTFUL: ReadonlySet<Column> = new Set([
  'ticket_id',
  'created_at',
  'closed_at',
  'status',
  'subject',
  'description',
  'resolution',
  'conversation',
  'requester',
]);

function doubtOf(
  column: Column,
  keys: readonly string[],
  others: readonly string[],
  headers: readonly string[],
  byKey: KeyedPositions,
): string {
  if (!DOUBTFUL.has(column)) return '';
  const named = (key: string) => headers[byKey.get(key)?.[0] ?? 0] ?? key;
  const rest = [...new Set(others)].filter((key) => !keys.includes(key)).map(named);
  if (rest.length === 0) return '';
  return `${column} is read from "${keys.map(named).join('", "')}"; "${rest.join('", "')}" could be meant as well: if so, pass --map "${column}=${rest[0]}".`;
}

/** Positions by header; a header with a mark such as ` [list]` is a field of the firm's own and gives way to the same one without. */
function positionsByKey(headers: readonly string[]): Map<string, number[]> {
  const byKey = new Map<string, number[]>();
  const isMarked = (position: number) => /\[[a-z]{3,4}\]\s*$/i.test(headers[position] ?? '');
  headers.forEach((header, position) => {
    const key = headerKey(header);
    if (key !== '') byKey.set(key, [...(byKey.get(key) ?? []), position]);
  });
  for (const [key, positions] of byKey) {
    const plain = positions.filter((position) => !isMarked(position));
    if (plain.length > 0) byKey.set(key, plain);
  }
  return byKey;
}

function chosenKeys(
  overrides: Readonly<Record<string, string>>,
  byKey: ReadonlyMap<string, unknown>,
  headers: readonly string[],
  file: string,
): Map<Column, string> {
  const chosen = new Map<Column, string>();
  for (const [column, header] of Object.entries(overrides)) {
    const key = headerKey(header);
    if (!isColumn(column)) throw unknownCanonical(column, file);
    if (!byKey.has(key)) throw unknownColumn(column, header, headers, file);
    const twin = [...chosen].find(([, other]) => other === key)?.[0];
    if (twin) {
      const message = `expected one canonical column for each --map, got both "${twin}" and "${column}"; drop one of them`;
      throw new InputError('column-mapped-twice', { file, column: header }, message);
    }
    chosen.set(column, key);
  }
  return chosen;
}

function unknownCanonical(column: string, file: string): InputError {
  const near = nearest(column, COLUMN_NAMES);
  const hint = near ? `did you mean "${near}"?` : `one of ${COLUMN_NAMES.join(', ')}`;
  return new InputError('unknown-canonical', { file }, `--map names no canonical column "${column}"; ${hint}`);
}

function unknownColumn(column: string, header: string, headers: readonly string[], file: string): InputError {
  const near = nearest(header, headers);
  const hint = near ? `did you mean --map "${column}=${near}"?` : `there are: ${listHeaders(headers)}`;
  return new InputError('unknown-column', { file, column: header }, `the file has no such column; ${hint}`);
}
