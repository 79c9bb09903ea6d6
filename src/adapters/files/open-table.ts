import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { InputError } from '../../domain/errors.ts';
import { type Encoding, inspectFile } from './inspect-file.ts';
import { type Layout, sniffDelimiter } from './sniff-delimiter.ts';

/** Longest record in characters; beyond it a quote was surely left open and the rest of the file would land in memory. */
const MAX_RECORD = 16 * 1024 * 1024;
const HEAD_CHARACTERS = 1 << 18;

/** A data row. Its cells are as many as the file has: a step that reads it compares them with the headers. */
export interface TableRow {
  /** Record number as a spreadsheet shows it; the header of a plain file is row 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** A delimited text file that can be read more than once, always as a stream. */
export interface Table {
  readonly path: string;
  /** Base name, for messages. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: Encoding;
  readonly delimiter: string;
  /** Headers by position, trimmed; a repeated header is kept each time. */
  readonly headers: readonly string[];
  /**
   * The data rows in file order, from the start at each call; blank lines are skipped but numbered.
   * @throws InputError `unclosed-quote` or `bad-record`, with the row.
   */
  rows(): AsyncIterable<TableRow>;
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
export async function openTable(path: string, options: TableOptions = {}): Promise<Table> {
  const name = basename(path);
  const inspection = await inspectFile(path);
  const encoding = options.encoding ?? inspection.encoding;
  const layout = sniffDelimiter(await readText(path, encoding, HEAD_CHARACTERS), options.delimiter);
  const source = { path, name, encoding, layout };
  const headers = await readHeaders(source);
  const { sha256, bytes } = inspection;
  const rows = (): AsyncIterable<TableRow> => dataRows(source, headers.length);
  return { path, name, sha256, bytes, encoding, delimiter: layout.delimiter, headers, rows };
}

interface TextSource {
  readonly path: string;
  readonly name: string;
  readonly encoding: Encoding;
  readonly layout: Layout;
}

async function readHeaders(source: TextSource): Promise<readonly string[]> {
  for await (const { cells } of records(source)) return cells.map((cell) => cell.normalize('NFC').trim());
  throw new InputError('empty-file', { file: source.name }, 'expected a header row, got blank lines; export it again');
}

async function* dataRows(source: TextSource, width: number): AsyncGenerator<TableRow> {
  let header = true;
  for await (const { row, cells } of records(source)) {
    if (!header) yield { row, cells: withoutSurplus(cells, width) };
    header = false;
  }
}

/** Spreadsheets pad rows with empty cells beyond the last header; those hold nothing and are dropped. */
function withoutSurplus(cells: readonly string[], width: number): readonly string[] {
  const surplus = cells.length > width && cells.slice(width).every((cell) => cell === '');
  return surplus ? cells.slice(0, width) : cells;
}

/** All records from the header row on, with blank ones left out. */
async function* records({ path, name, encoding, layout }: TextSource): AsyncGenerator<TableRow> {
  const parser = parse({
    delimiter: layout.delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD,
  });
  const text = Readable.from(decoded(path, encoding, layout.directive));
  text.on('error', (cause) => parser.destroy(cause)).pipe(parser);
  let row = 0;
  let filled = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (cells.every((cell) => cell.trim() === '')) continue;
      filled += 1;
      if (filled > layout.preamble) yield { row, cells };
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
