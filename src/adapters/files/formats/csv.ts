import { finished } from 'node:stream/promises';
import { type CsvError, type Parser, parse } from 'csv-parse';
import { InputError } from '../../../domain/errors.ts';
import type { Layout } from '../../../domain/table.ts';
import type { RowBatches, TableRow } from '../table-row.ts';

/** Longest record in characters; beyond it a quote was surely left open and the rest of the file would land in memory. */
const MAX_RECORD = 16 * 1024 * 1024;

/** Where in a text parsing begins. */
export interface CsvStart {
  /** Number of the row before. */
  readonly row: number;
  /** Bytes before. */
  readonly end: number;
  /** Filled records to leave out: what stands above the first data row. */
  readonly skip: number;
}

/**
 * The filled records of a delimited text; blank lines are left out but numbered.
 * @param chunks the text in UTF-8 from the start on
 * @throws InputError `unclosed-quote` or `bad-record`, with the row
 */
export async function* csvRecords(
  chunks: AsyncIterable<Buffer>,
  { delimiter, quoted = true, lineEnd }: Layout,
  { row: before, end, skip }: CsvStart,
  file: string,
): RowBatches {
  let row = before;
  let left = skip;
  let next = end;
  let batch: TableRow[] = [];
  const take = (cells: string[], info: { readonly bytes: number }): null => {
    row += 1;
    const start = next;
    next = end + info.bytes;
    if (isBlank(cells)) return null;
    if (left > 0) left -= 1;
    else batch.push({ row, cells, end: next, start });
    return null;
  };
  // Taken as they are found: the stream's own queue, one object and one wait a record, costs as much as parsing.
  const parser = parse({
    delimiter,
    quote: quoted ? '"' : false,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD,
    ...(lineEnd !== undefined && { record_delimiter: lineEnd }),
    on_record: take,
  }).resume();
  const ended = finished(parser);
  ended.catch(() => {});
  try {
    for await (const chunk of chunks) {
      await write(parser, chunk);
      if (batch.length === 0) continue;
      const whole = batch;
      batch = [];
      yield whole;
    }
    parser.end();
    await ended;
    if (batch.length > 0) yield batch;
  } catch (cause) {
    if (batch.length > 0) yield batch;
    throw asInputError(cause, file, row + 1);
  } finally {
    parser.destroy();
  }
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || cell.trim() === '');
}

/**
 * Has the parser take a chunk, which it does at once. It makes an error of every ragged row, though it is told not to mind them: without a stack such a row takes 21 µs
 * instead of 56.
 */
function write(parser: Parser, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      parser.write(chunk, (error) => (error ? reject(error) : resolve()));
    } finally {
      Error.stackTraceLimit = limit;
    }
  });
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
  return cause;
}
