import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { InputError } from '../../domain/errors.ts';
import type { Encoding, TableFacts } from '../../domain/table.ts';
import type { RowMark } from '../../domain/ticket.ts';
import { inspectFile } from './inspect-file.ts';
import { sniffDelimiter } from './sniff-delimiter.ts';

/** Longest record in characters; beyond it a quote was surely left open and the rest of the file would land in memory. */
const MAX_RECORD = 16 * 1024 * 1024;
const HEAD_CHARACTERS = 1 << 18;

/** A data row. Its cells are as many as the file has: a step that reads it compares them with the headers. */
export interface TableRow {
  /** Record number as a spreadsheet shows it; the header of a plain file is row 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Where the next row begins: bytes of the file's text in UTF-8, without byte order mark and Excel's directive. */
  readonly end: number;
}

/** What the caller knows better than the bytes. */
export interface TableOptions {
  readonly delimiter?: string | undefined;
  readonly encoding?: Encoding | undefined;
}

/**
 * Opens a CSV, TSV or other delimited file: finds its hash, encoding, delimiter and headers.
 * @throws InputError `file-missing`, `not-a-file`, `file-unreadable`, `empty-file`, `not-csv` or `unclosed-quote`.
 */
export async function openTable(path: string, options: TableOptions = {}): Promise<TableFacts> {
  const name = basename(path);
  const inspection = await inspectFile(path);
  const encoding = options.encoding ?? inspection.encoding;
  const layout = sniffDelimiter(await readText(path, encoding, HEAD_CHARACTERS), options.delimiter);
  const { sha256, bytes } = inspection;
  const headers = await readHeaders({ path, name, encoding, layout });
  return { path, name, sha256, bytes, encoding, layout, headers };
}

/**
 * The data rows of a table in file order, from its first row or from a mark on; blank lines are skipped but numbered.
 * @throws InputError `unclosed-quote` or `bad-record`, with the row; `file-changed` where the file is no longer the one that was opened.
 */
export async function* tableRows(table: TableFacts, from: RowMark | null = null): AsyncGenerator<TableRow> {
  assertSame(table);
  const { constants = [] } = table;
  const width = table.headers.length - constants.length;
  let header = from === null;
  for await (const { cells, ...place } of records(table, from)) {
    if (!header) yield { ...place, cells: [...withoutSurplus(cells, width), ...constants] };
    header = false;
  }
}

/** Rows are found by their place in the file: in another file that place is anywhere. */
function assertSame({ path, name, bytes }: TableFacts): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === bytes) return;
  const message = `expected the file as it was opened, of ${bytes} bytes, got ${size === undefined ? 'none' : `one of ${size}`}; put it back or begin again`;
  throw new InputError('file-changed', { file: name }, message);
}

type TextSource = Pick<TableFacts, 'path' | 'name' | 'encoding' | 'layout'>;

async function readHeaders(source: TextSource): Promise<readonly string[]> {
  for await (const { cells } of records(source)) return cells.map((cell) => cell.normalize('NFC').trim());
  throw new InputError('empty-file', { file: source.name }, 'expected a header row, got blank lines; export it again');
}

/** Spreadsheets pad rows with empty cells beyond the last header; those hold nothing and are dropped. */
function withoutSurplus(cells: readonly string[], width: number): readonly string[] {
  const surplus = cells.length > width && cells.slice(width).every((cell) => cell === '');
  return surplus ? cells.slice(0, width) : cells;
}

/** All records from the header row or a mark on, with blank ones left out. */
async function* records(
  { path, name, encoding, layout }: TextSource,
  from: RowMark | null = null,
): AsyncGenerator<TableRow> {
  const parser = parse({
    delimiter: layout.delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD,
    info: true,
  });
  const skipped = from?.end ?? 0;
  const text = Readable.from(textFrom(skipped, { path, encoding, layout }));
  text.on('error', (cause) => parser.destroy(cause)).pipe(parser);
  let row = from?.row ?? 0;
  let filled = from === null ? 0 : layout.preamble;
  try {
    for await (const { record: cells, info } of parser as AsyncIterable<{
      record: string[];
      info: { bytes: number };
    }>) {
      row += 1;
      if (cells.every((cell) => cell.trim() === '')) continue;
      filled += 1;
      if (filled > layout.preamble) yield { row, cells, end: skipped + info.bytes };
    }
  } catch (cause) {
    throw asInputError(cause, name, row + 1);
  } finally {
    text.destroy();
    parser.destroy();
  }
}

function asInputError(cause: unknown, file: string, row: number): unknown {
  const code = (cause as CsvError).code;
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') {
    const message =
      'a cell opens with a double quote that is never closed; close it or double the quote inside the cell';
    return new InputError('unclosed-quote', { file, row }, message);
  }
  if (typeof code === 'string' && code.startsWith('CSV_')) {
    const message =
      'text follows a closing quote within a cell; double the quotes inside quoted cells and export again';
    return new InputError('bad-record', { file, row }, message);
  }
  if (cause instanceof Error && 'syscall' in cause) {
    return new InputError('file-unreadable', { file }, 'the file could not be read to its end; try again', { cause });
  }
  return cause;
}

async function readText(path: string, encoding: Encoding, limit: number): Promise<string> {
  let text = '';
  for await (const part of decoded(path, encoding, false)) {
    text += part;
    if (text.length >= limit) break;
  }
  return text.replace(/^\uFEFF/, '');
}

/** A file's text from a place on. In UTF-8 without a directive places in text and file are the same but for the byte order mark; else the text before it is read too. */
function textFrom(bytes: number, { path, encoding, layout }: Omit<TextSource, 'name'>): AsyncIterable<string | Buffer> {
  if (bytes === 0) return decoded(path, encoding, layout.directive);
  if (encoding !== 'utf-8' || layout.directive) return after(bytes, decoded(path, encoding, layout.directive));
  return createReadStream(path, { start: bytes + (startsWithMark(path) ? 3 : 0), highWaterMark: 1 << 18 });
}

function startsWithMark(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(3);
    readSync(file, head, 0, 3, 0);
    return head.equals(Buffer.from('\uFEFF'));
  } finally {
    closeSync(file);
  }
}

/** What follows the first `bytes` bytes of a text. */
async function* after(bytes: number, text: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const part of text) {
    const whole = Buffer.from(part);
    if (left < whole.length) yield left === 0 ? whole : whole.subarray(left);
    left = Math.max(0, left - whole.length);
  }
}

/** The file's text in pieces, without byte order mark and, where asked, without its first line. */
async function* decoded(path: string, encoding: Encoding, skipLine: boolean): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let skip = skipLine;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    if (text !== '') yield skip ? text.slice(text.indexOf('\n') + 1) : text;
    skip = skip && text === '';
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
