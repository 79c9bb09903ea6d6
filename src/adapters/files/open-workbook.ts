import { InputError } from '../../domain/errors.ts';
import type { TableFacts } from '../../domain/table.ts';
import { type ByteSource, openBytes } from './containers/byte-source.ts';
import { type Archive, readThrough, type ZipPart } from './containers/zip.ts';
import { findHeader, type IsKnown } from './find-header.ts';
import { readSheets, type Sheet } from './formats/workbook.ts';
import type { OpenedFile } from './open-table.ts';

/** Unpacked bytes of the largest workbook that is read: it is held in memory, several times over. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Whether an archive is an Excel workbook. @throws InputError `not-csv` where it is another office document */
export function isWorkbook(parts: readonly ZipPart[], file: string): boolean {
  const has = (entry: string) => parts.some((part) => part.entry === entry);
  if (has('xl/workbook.xml')) return true;
  const other = has('xl/workbook.bin')
    ? 'a binary Excel workbook (.xlsb)'
    : (has('content.xml') && has('META-INF/manifest.xml')) || has('word/document.xml')
      ? 'an office document'
      : undefined;
  if (other === undefined) return false;
  throw new InputError('not-csv', { file }, `expected a CSV file, got ${other}; open it and save as "CSV UTF-8"`);
}

/**
 * Opens the first sheet that has a header row.
 * @param workbook its path, or its bytes where it is packed once more
 * @throws InputError `workbook-too-large`, `bad-workbook` or `empty-file`
 */
export async function openWorkbook(
  workbook: Archive,
  source: ByteSource,
  { sha256, bytes, options }: OpenedFile,
): Promise<TableFacts> {
  const { name } = source;
  await assertFits(workbook, name);
  const sheets = await readSheets(workbook, name);
  const { sheet, header } = findSheet(sheets, options.isKnown ?? (() => false), name);
  return {
    ...source,
    sha256,
    bytes,
    format: 'workbook',
    sheet: sheet.sheet,
    encoding: 'utf-8',
    badBytes: 0,
    layout: { delimiter: '', preamble: header, directive: false },
    headers: headersOf(sheet.rows[header]?.cells ?? []),
    dropped: { preamble: sheet.rows.slice(0, header).map(({ row }) => row), footer: [] },
    leftOut: sheets.filter((one) => one !== sheet && one.rows.length > 0).map((one) => one.sheet),
  };
}

/** The bytes of a workbook that is packed once more; the sheet's reader wants them whole. @throws InputError `workbook-too-large`, or as reading them does */
export async function packedWorkbook(source: ByteSource): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of openBytes(source)) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw tooLarge(source.name);
  }
  return Buffer.concat(chunks);
}

/** Counts what really comes out: the reader of workbooks believes what the archive says. */
async function assertFits(workbook: Archive, file: string): Promise<void> {
  let held = 0;
  await readThrough(workbook, file, (entry, bytes) => {
    if (!/^xl\/.*\.xml$/.test(entry)) return;
    held += bytes;
    if (held > MOST_BYTES) throw tooLarge(file);
  });
}

function tooLarge(file: string): InputError {
  const message = `expected a workbook of at most ${MOST_BYTES >> 20} MB unpacked, got a larger one; open it and save as "CSV UTF-8"`;
  return new InputError('workbook-too-large', { file }, message);
}

/** A sheet whose header is known is better than a cover sheet before it. */
function findSheet(sheets: readonly Sheet[], isKnown: IsKnown, file: string) {
  const found = sheets.flatMap((sheet) => {
    const records = sheet.rows.slice(0, 51).map(({ cells }) => cells.filter((cell, at) => cell !== '' || at === 0));
    const width = Math.max(0, ...records.map(({ length }) => length));
    const header = findHeader(records, width, isKnown);
    const isNamed = (records[header] ?? []).filter(isKnown).length > 1;
    return width > 1 ? [{ sheet, header, isNamed }] : [];
  });
  const best = found.find(({ isNamed }) => isNamed) ?? found[0];
  if (best) return best;
  throw new InputError('empty-file', { file }, 'expected a header row and tickets, got empty sheets; export it again');
}

/** Empty cells beyond the last header are padding. */
function headersOf(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1).map((cell) => cell.normalize('NFC').trim());
}
