import { InputError } from '../domain/errors.ts';
import { COLUMN_NAMES, type Column, isColumn } from './columns.ts';
import type { DateOrder } from './date-vote.ts';
import { headerKey, nearest } from './header-key.ts';
import { isZone } from './local-time.ts';
import { PRESETS, presetOf } from './presets/presets.ts';
import type { SourceProfile } from './source-profile.ts';
import { FATES, type Fate, statusRule } from './ticket-fate.ts';

/** How files with the same headers are read: written at the first run, reviewed by people, then used as it is. */
export interface Mapping {
  /** A preset's name. */
  readonly source: string;
  /** Canonical column -> headers, most trusted first. */
  readonly columns: Readonly<Partial<Record<Column, readonly string[]>>>;
  /** Other header -> the name under which its cells are kept, or null where they are not. */
  readonly extra: Readonly<Record<string, string | null>>;
  /** Words of the status column -> what they mean; other words go by the product's rule. */
  readonly statuses: Readonly<Record<string, Fate>>;
  /** Null: told from the dates. */
  readonly dateOrder: DateOrder | null;
  /** IANA zone of dates that state none; null: as the settings say. */
  readonly zone: string | null;
}

const SCHEMA = 'coalface.mapping/1';
const KEYS = ['schema', 'source', 'columns', 'extra', 'statuses', 'date_order', 'zone'];
const PREFIX = 'extra.';

/** The mapping by which a file was read, for people to review. */
export function mappingOf(profile: SourceProfile): Mapping {
  const { headers, positions, extra, closedAt, statusCounts, statuses, preset } = profile;
  const headersAt = (places: readonly number[]) => [...new Set(places.map((at) => headers[at] ?? ''))];
  const columns = Object.entries(positions).map(([column, places]) => [column, headersAt(places)]);
  const means = statusRule(presetOf(preset).status, statuses);
  const format = closedAt?.format;
  return {
    source: preset,
    columns: Object.fromEntries(columns),
    extra: Object.fromEntries(extra.map(({ header, name }) => [header, name])),
    statuses: Object.fromEntries(Object.keys(statusCounts).map((word) => [word, means(word)])),
    dateOrder: format === 'dmy' || format === 'mdy' ? format : null,
    zone: profile.zoneFrom === 'mapping' ? profile.zone : null,
  };
}

/** A mapping as the text of its file. */
export function printMapping({ source, columns, extra, statuses, dateOrder, zone }: Mapping): string {
  const kept = Object.entries(extra).map(([header, name]) => [header, name === null ? null : `${PREFIX}${name}`]);
  const value = {
    schema: SCHEMA,
    source,
    columns,
    extra: Object.fromEntries(kept),
    statuses,
    date_order: dateOrder,
    zone,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Reads a mapping file's text. @throws InputError `bad-mapping` with the path of the key that is wrong */
export function parseMapping(text: string, file: string): Mapping {
  const value = objectOf(parseJson(text, file), '', file);
  for (const key of Object.keys(value)) {
    const near = nearest(key, KEYS);
    if (!KEYS.includes(key))
      throw bad(file, key, near ? `got an unknown key; did you mean "${near}"?` : 'got an unknown key');
  }
  if (value.schema !== SCHEMA) throw bad(file, 'schema', `expected "${SCHEMA}"`);
  return {
    source: oneOf(
      value.source,
      PRESETS.map(({ name }) => name),
      'source',
      file,
    ),
    columns: readColumns(objectOf(value.columns, 'columns', file), file),
    extra: readExtra(objectOf(value.extra ?? {}, 'extra', file), file),
    statuses: readStatuses(objectOf(value.statuses ?? {}, 'statuses', file), file),
    dateOrder: value.date_order == null ? null : oneOf(value.date_order, ['dmy', 'mdy'] as const, 'date_order', file),
    zone: readZone(value.zone, file),
  };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw bad(
      file,
      undefined,
      'expected JSON, got text that is none; look for a missing or surplus comma, quote or brace',
    );
  }
}

function readColumns(value: Readonly<Record<string, unknown>>, file: string): Mapping['columns'] {
  const columns: Partial<Record<Column, readonly string[]>> = {};
  const owners = new Map<string, string>();
  for (const [column, headers] of Object.entries(value)) {
    const path = `columns.${column}`;
    if (!isColumn(column)) {
      const near = nearest(column, COLUMN_NAMES);
      throw bad(
        file,
        path,
        `expected a canonical column${near ? `; did you mean "${near}"?` : `, one of ${COLUMN_NAMES.join(', ')}`}`,
      );
    }
    const list = typeof headers === 'string' ? [headers] : headers;
    if (!Array.isArray(list) || list.some((header) => typeof header !== 'string'))
      throw bad(file, path, 'expected a header or a list of headers');
    for (const header of list as string[]) {
      const owner = owners.get(headerKey(header));
      if (owner !== undefined && owner !== column)
        throw bad(file, path, `expected each header once, got one that columns.${owner} has, too`);
      owners.set(headerKey(header), column);
    }
    columns[column] = list as string[];
  }
  return columns;
}

function readExtra(value: Readonly<Record<string, unknown>>, file: string): Mapping['extra'] {
  const entries = Object.entries(value).map(([header, name]) => {
    if (name === null) return [header, null] as const;
    if (typeof name !== 'string' || !name.startsWith(PREFIX) || name.length === PREFIX.length)
      throw bad(file, `extra.${header}`, `expected "${PREFIX}NAME", or null to leave the column out`);
    return [header, name.slice(PREFIX.length)] as const;
  });
  return Object.fromEntries(entries);
}

function readStatuses(value: Readonly<Record<string, unknown>>, file: string): Mapping['statuses'] {
  const entries = Object.entries(value).map(([word, fate]) => [word, oneOf(fate, FATES, `statuses.${word}`, file)]);
  return Object.fromEntries(entries);
}

function readZone(value: unknown, file: string): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string' || !isZone(value))
    throw bad(file, 'zone', 'expected an IANA time zone such as Europe/Berlin, or null');
  return value;
}

function oneOf<T extends string>(value: unknown, words: readonly T[], path: string, file: string): T {
  if (words.includes(value as T)) return value as T;
  throw bad(file, path, `expected one of ${words.join(', ')}`);
}

function objectOf(value: unknown, path: string, file: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw bad(file, path === '' ? undefined : path, 'expected an object');
}

function bad(file: string, key: string | undefined, what: string): InputError {
  return new InputError(
    'bad-mapping',
    { file, column: key },
    `${what}; correct the mapping file, or delete it to have it written anew`,
  );
}
