import type { TableFacts } from '../../domain/table.ts';
import type { RowMark } from '../../domain/ticket.ts';
import { openBytes, readHead } from './containers/byte-source.ts';
import { plainBytes } from './containers/plain.ts';
import { csvRecords } from './formats/csv.ts';
import { jsonDocument } from './formats/json-document.ts';
import { type JsonRecord, jsonLines } from './formats/json-lines.ts';
import type { RowBatches } from './table-row.ts';
import { markLength, utf8Bytes } from './utf8-bytes.ts';

/** A table whose headers may not be known yet. */
export type TextTable = Omit<TableFacts, 'headers'>;

const DIRECTIVE = /^sep=.\r?\n/i;

/** The filled records of a delimited file from a place on; at the very first place those above the first data row are among them unless skipped. */
export async function* csvFrom(table: TextTable, start: RowMark & { readonly skip: number }): RowBatches {
  const { path, name, layout, container, encoding } = table;
  const directive = layout.directive ? (DIRECTIVE.exec(await firstText(table))?.[0].length ?? 0) : 0;
  const at = Math.max(start.end, directive);
  const chunks =
    container === 'plain' && encoding === 'utf-8'
      ? plainBytes(path, name, at + markLength(await readHead(table, 3)))
      : without(directive, utf8Bytes(openBytes(table), encoding));
  yield* csvRecords(chunks, layout, { ...start, end: at }, name);
}

async function firstText(table: TextTable): Promise<string> {
  for await (const chunk of utf8Bytes(openBytes(table), table.encoding))
    if (chunk.length >= 8) return chunk.toString('latin1', 0, 8);
  return '';
}

/** What follows the first bytes of a text. */
async function* without(bytes: number, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const chunk of chunks) {
    if (left < chunk.length) yield left === 0 ? chunk : chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

/** The objects of a JSON table, from a place on where they have one a line. */
export async function* jsonRecords(table: TextTable, start: RowMark): AsyncGenerator<readonly JsonRecord[]> {
  const seeks = table.format === 'json-lines' && start.end > 0;
  const chunks = seeks
    ? plainBytes(table.path, table.name, start.end + markLength(await readHead(table, 3)))
    : utf8Bytes(openBytes(table), table.encoding);
  if (table.format === 'json-lines') yield* jsonLines(chunks, start, table.name);
  else yield* jsonDocument(chunks, table.list, table.name);
}
