import { InputError } from '../domain/errors.ts';
import { COLUMN_NAMES, COLUMNS, type Column, isColumn } from './columns.ts';
import { headerKey, nearest } from './header-key.ts';

/** Which of a file's columns is which canonical one. */
export interface ColumnMapping {
  /** Canonical column -> the file's own header. */
  readonly mapping: Readonly<Partial<Record<Column, string>>>;
  /** Canonical column -> positions in a row; more than one where the header is repeated. */
  readonly positions: Readonly<Partial<Record<Column, readonly number[]>>>;
  /** Positions of cells that name persons, mapped or not: their names are removed from the row's texts. */
  readonly people: readonly number[];
  /** Headers that nothing was mapped to, in file order. */
  readonly unmapped: readonly string[];
}

const PERSON =
  /^(?:full name|(?:contact|customer|requester|caller|supplied|submitter) ?(?:name)?|caller id|reporter|creator|requestors?|from|associated contact|assignee|agent|assigned to|agent assigned|(?:case|ticket) owner|resolved by|closed by)$/;

/**
 * Maps headers to canonical columns: what the operator says (`overrides`, canonical -> header) first, then the names that helpdesks use.
 * @throws InputError `unknown-canonical`, `unknown-column`, `column-mapped-twice`, `no-id-column`, `no-close-column` or `no-text-column`.
 */
export function mapColumns(
  headers: readonly string[],
  file: string,
  overrides: Readonly<Record<string, string>> = {},
): ColumnMapping {
  const byKey = positionsByKey(headers);
  const chosen = chosenKeys(overrides, byKey, headers, file);
  const taken = new Set(chosen.values());
  for (const column of COLUMN_NAMES) {
    const key = COLUMNS[column].map(headerKey).find((alias) => byKey.has(alias) && !taken.has(alias));
    if (chosen.has(column) || key === undefined) continue;
    chosen.set(column, key);
    taken.add(key);
  }
  assertEnough(chosen, headers, file);
  const entries = [...chosen].map(([column, key]) => [column, byKey.get(key) ?? []] as const);
  return {
    positions: Object.fromEntries(entries),
    mapping: Object.fromEntries(entries.map(([column, [first = 0]]) => [column, headers[first] ?? ''])),
    people: headers.flatMap((header, at) => (PERSON.test(headerKey(header)) ? [at] : [])),
    unmapped: [...new Set(headers.filter((header) => header !== '' && !taken.has(headerKey(header))))],
  };
}

function positionsByKey(headers: readonly string[]): Map<string, number[]> {
  const byKey = new Map<string, number[]>();
  headers.forEach((header, position) => {
    const key = headerKey(header);
    if (key !== '') byKey.set(key, [...(byKey.get(key) ?? []), position]);
  });
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
  const hint = near ? `did you mean --map "${column}=${near}"?` : `there are: ${listed(headers)}`;
  return new InputError('unknown-column', { file, column: header }, `the file has no such column; ${hint}`);
}

interface Need {
  readonly code: string;
  readonly what: string;
  readonly anyOf: readonly Column[];
  /** Headers that are worth suggesting. */
  readonly like: RegExp;
}

const NEEDS: readonly Need[] = [
  { code: 'no-id-column', what: 'the ticket id', anyOf: ['ticket_id'], like: /id$|nr|no\.?$|num|key|ticket|case/i },
  {
    code: 'no-close-column',
    what: 'the closing time',
    anyOf: ['closed_at'],
    like: /clos|solv|resol|complet|end|date|time/i,
  },
  {
    code: 'no-text-column',
    what: 'the customer’s text',
    anyOf: ['description', 'subject'],
    like: /text|body|narrative|complaint|message|comment|descr|summary|issue|note|title/i,
  },
];

function assertEnough(chosen: ReadonlyMap<Column, string>, headers: readonly string[], file: string): void {
  for (const { code, what, anyOf, like } of NEEDS) {
    if (anyOf.some((column) => chosen.has(column))) continue;
    const free = headers.filter((header) => header !== '' && ![...chosen.values()].includes(headerKey(header)));
    const guess = free.find((header) => like.test(header)) ?? 'Their Column';
    const message = `expected a column for ${what} (${anyOf.join(' or ')}), got: ${listed(headers)}; name it with --map "${anyOf[0]}=${guess}"`;
    throw new InputError(code, { file }, message);
  }
}

function listed(headers: readonly string[]): string {
  const names = [...new Set(headers.filter((header) => header !== ''))];
  return names.length > 60 ? `${names.slice(0, 60).join(', ')} and ${names.length - 60} more` : names.join(', ');
}
