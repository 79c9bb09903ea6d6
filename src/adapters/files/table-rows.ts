import { statSync } from 'node:fs';
import { InputError } from '../../domain/errors.ts';
import type { TableFacts } from '../../domain/table.ts';
import type { RowMark } from '../../domain/ticket.ts';
import { resumedRows } from './cursors.ts';
import { flattenObject } from './formats/flatten-object.ts';
import type { JsonRecord } from './formats/json-lines.ts';
import { readSheets } from './formats/workbook.ts';
import { packedWorkbook } from './open-workbook.ts';
import type { RowBatches, TableRow } from './table-row.ts';
import { csvFrom, jsonRecords } from './text-records.ts';
import { withoutFooter } from './without-footer.ts';

const FIRST = { row: 0, end: 0 };
const MOST_IN_BATCH = 1_000;

/** What is told of a table when its rows have been read to the end. */
export type TellFooter = (rows: readonly number[]) => void;

/**
 * The data rows of a table in file order, a batch at a time, from its first row or from a mark on; blank rows are left out but numbered.
 * @param tell is given the numbers of the rows that were left out at the end; only for reading from the first row.
 * @throws InputError `unclosed-quote`, `bad-record`, `bad-json`, `line-too-long`, `bad-archive` or `bad-workbook`, with the row where it is known; `file-changed`
 * where the file is no longer the one that was opened.
 */
export async function* rowBatches(table: TableFacts, from: RowMark | null = null, tell?: TellFooter): RowBatches {
  assertSame(table);
  const { constants = [], headers } = table;
  const width = headers.length - constants.length;
  const isEven = ({ cells }: TableRow): boolean => cells.length <= width && constants.length === 0;
  const finish = (cells: readonly string[]): readonly string[] => {
    const even = withoutSurplus(cells, width);
    return constants.length > 0 && even.length > 0 ? [...even, ...constants] : even;
  };
  for await (const batch of rowsOf(table, from, width, tell))
    yield batch.every(isEven) ? batch : batch.map((row) => ({ ...row, cells: finish(row.cells) }));
}

/** The same, row by row. */
export async function* tableRows(table: TableFacts, from: RowMark | null = null): AsyncGenerator<TableRow> {
  for await (const batch of rowBatches(table, from)) yield* batch;
}

/** Rows are found by their place in the file: in another file that place is anywhere. */
function assertSame({ path, name, bytes }: TableFacts): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === bytes) return;
  const message = `expected the file as it was opened, of ${bytes} bytes, got ${size === undefined ? 'none' : `one of ${size}`}; put it back or begin again`;
  throw new InputError('file-changed', { file: name }, message);
}

/** Spreadsheets pad rows with empty cells beyond the last header; those hold nothing and are dropped. */
function withoutSurplus(cells: readonly string[], width: number): readonly string[] {
  const surplus = cells.length > width && cells.slice(width).every((cell) => cell === '');
  return surplus ? cells.slice(0, width) : cells;
}

/** In plain UTF-8 places in text and file are the same but for the byte order mark, and reading begins anywhere; else one reading goes on from shard to shard. */
function rowsOf(table: TableFacts, from: RowMark | null, width: number, tell?: TellFooter): RowBatches {
  const { path, format } = table;
  const hasFooter = format === 'csv' || format === 'workbook';
  const open = (start: RowMark | null): RowBatches =>
    hasFooter ? withoutFooter(rawRows(table, start, width), width, tell) : rawRows(table, start, width);
  const seeks = hasPlaces(table);
  // Who wants to know of the footer reads to the end himself.
  return seeks || tell
    ? open(seeks ? from : null)
    : resumedRows(tableKey(table), path, from?.row ?? 0, () => open(null));
}

/** Whether rows can be found by their places in the file. */
export function hasPlaces({ container, format, encoding }: TableFacts): boolean {
  return container === 'plain' && encoding === 'utf-8' && (format === 'csv' || format === 'json-lines');
}

function tableKey({ path, sha256, entry, sheet, layout, headers }: TableFacts): string {
  return JSON.stringify([path, sha256, entry, sheet, layout, headers.length]);
}

function rawRows(table: TableFacts, from: RowMark | null, width: number): RowBatches {
  const { format, layout } = table;
  if (format === 'workbook') return sheetRows(table, width);
  if (format === 'csv') return csvFrom(table, from ? { ...from, skip: 0 } : { ...FIRST, skip: layout.preamble + 1 });
  return objectRows(jsonRecords(table, from ?? FIRST), table.headers.slice(0, width));
}

async function* objectRows(batches: AsyncIterable<readonly JsonRecord[]>, headers: readonly string[]): RowBatches {
  for await (const batch of batches)
    yield batch.map(({ value, ...place }) => {
      const cells = value && flattenObject(value);
      return { ...place, cells: cells ? headers.map((header) => cells.get(header) ?? '') : [] };
    });
}

async function* sheetRows(table: TableFacts, width: number): RowBatches {
  const { path, name, container, layout } = table;
  const sheets = await readSheets(container === 'plain' ? path : await packedWorkbook(table), name);
  const rows = sheets.find(({ sheet }) => sheet === table.sheet)?.rows.slice(layout.preamble + 1) ?? [];
  for (let at = 0; at < rows.length; at += MOST_IN_BATCH)
    yield rows.slice(at, at + MOST_IN_BATCH).map((row) => ({ ...row, cells: padded(row.cells, width) }));
}

function padded(cells: readonly string[], width: number): readonly string[] {
  return cells.length >= width ? cells : [...cells, ...Array<string>(width - cells.length).fill('')];
}
