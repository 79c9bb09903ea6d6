import { InputError } from '../../domain/errors.ts';
import type { TableFacts } from '../../domain/table.ts';
import { type ByteSource, readHead } from './containers/byte-source.ts';
import { findLayout } from './find-layout.ts';
import { findObjects, type ObjectsPlace } from './formats/find-objects.ts';
import { flattenObject } from './formats/flatten-object.ts';
import { isObject } from './formats/parse-object.ts';
import type { Inspection } from './inspect-bytes.ts';
import type { OpenedFile } from './open-table.ts';
import { csvFrom, jsonRecords, type TextTable } from './text-records.ts';

const HEAD_BYTES = 1 << 18;
/** More columns than this are no columns, but things named by their number. */
const MOST_HEADERS = 2_000;

/**
 * Opens a table that is text: finds what it is written in, and its headers; those of JSON need a pass over all of it.
 * @throws InputError `empty-file`, `unclosed-quote`, `bad-json`, `no-objects` or `too-many-columns`
 */
export async function openText(
  source: ByteSource,
  { sha256, bytes, options }: OpenedFile,
  inspection: Inspection,
): Promise<TableFacts> {
  const encoding = options.encoding ?? inspection.encoding;
  const head = new TextDecoder(encoding).decode(await readHead(source, HEAD_BYTES), { stream: true });
  const facts = { ...source, sha256, bytes, encoding, badBytes: inspection.badBytes, leftOut: [] };
  const layout = { delimiter: '', preamble: 0, directive: false };
  const plain: TextTable = { ...facts, format: 'json', layout, dropped: { preamble: [], footer: [] } };
  if (isJsonLines(head, source.name)) return withKeys({ ...plain, format: 'json-lines' });
  if (/^\s*(?:\[\s*\{|\{\s*")/.test(head)) return withKeys({ ...plain, list: listOf(findObjects(head), source.name) });
  return openCsv({
    ...plain,
    format: 'csv',
    layout: findLayout(head, options.isKnown ?? (() => false), options.delimiter),
  });
}

/** The first line is an object and more follows, or it is broken and others are objects; a name decides where there is but one line. */
function isJsonLines(head: string, name: string): boolean {
  const lines = head
    .trimStart()
    .split('\n', 20)
    .filter((line) => line.trim() !== '');
  const [first = '', ...others] = lines;
  // A line that is a page of an API is a document of its own.
  if (!first.startsWith('{') || findObjects(first)?.kind === 'path') return false;
  const objects = lines.filter((line) => isWhole(line)).length;
  if (isWhole(first)) return others.length > 0 || /\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(name);
  return objects > 1 || (objects > 0 && /\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(name));
}

function isWhole(line: string): boolean {
  if (!line.startsWith('{') || !line.trimEnd().endsWith('}')) return false;
  try {
    return isObject(JSON.parse(line));
  } catch {
    return false;
  }
}

function listOf(place: ObjectsPlace | undefined, file: string): string | undefined {
  if (place) return place.kind === 'path' ? place.path : place.kind === 'list' ? '' : undefined;
  const message =
    'expected JSON with a list of tickets (itself, or under tickets, conversations, results, issues, records, data or items), got another; export one object a line';
  throw new InputError('no-objects', { file }, message);
}

/** The headers of objects are their keys, in order of first appearance. */
async function withKeys(table: TextTable): Promise<TableFacts> {
  const headers = new Set<string>();
  for await (const batch of jsonRecords(table, { row: 0, end: 0 })) {
    for (const { value } of batch) if (value) for (const header of flattenObject(value).keys()) headers.add(header);
    if (headers.size > MOST_HEADERS) throw tooManyColumns(table.name, batch[0]?.row ?? 1);
  }
  if (headers.size > 0) return { ...table, headers: [...headers] };
  throw new InputError(
    'empty-file',
    { file: table.name },
    'expected tickets, got no object with keys; export it again',
  );
}

function tooManyColumns(file: string, row: number): InputError {
  const message = `expected tickets with the same keys, got more than ${MOST_HEADERS} different ones; export without objects whose keys are numbers or names`;
  return new InputError('too-many-columns', { file, row }, message);
}

/** Reads the rows above the header row, which are left out, and the header row. */
async function openCsv(table: TextTable): Promise<TableFacts> {
  const preamble: number[] = [];
  for await (const batch of csvFrom(table, { row: 0, end: 0, skip: 0 })) {
    for (const { row, cells } of batch) {
      if (preamble.length < table.layout.preamble) preamble.push(row);
      else {
        const headers = cells.map((cell) => cell.normalize('NFC').trim());
        return { ...table, headers, dropped: { preamble, footer: [] } };
      }
    }
  }
  throw new InputError('empty-file', { file: table.name }, 'expected a header row, got blank lines; export it again');
}
