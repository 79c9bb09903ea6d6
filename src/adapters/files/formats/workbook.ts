import readWorkbook from 'read-excel-file/node';
import { InputError } from '../../../domain/errors.ts';
import type { TableRow } from '../table-row.ts';

/** A sheet of a workbook; its rows are numbered as the sheet shows them, blank ones left out. */
export interface Sheet {
  readonly sheet: string;
  readonly rows: readonly TableRow[];
}

/**
 * The sheets of a workbook in its order. Dates are ISO 8601 without a zone, days alone where a column has no times; numbers are as they are stored.
 * The whole workbook is held in memory: who calls has looked at its size.
 * @throws InputError `bad-workbook`
 */
export async function readSheets(workbook: string | Buffer, file: string): Promise<readonly Sheet[]> {
  try {
    const sheets = await readWorkbook<string>(workbook, { parseNumber: storedNumber, trim: false });
    return sheets.map(({ sheet, data }) => ({ sheet, rows: rowsOf(data as readonly (readonly unknown[])[]) }));
  } catch (cause) {
    const message = 'expected a workbook that can be read, got one that is damaged; open it and save as "CSV UTF-8"';
    throw new InputError('bad-workbook', { file }, message, { cause });
  }
}

function rowsOf(data: readonly (readonly unknown[])[]): readonly TableRow[] {
  const timed = new Set<number>();
  for (const cells of data)
    for (const [at, cell] of cells.entries()) if (cell instanceof Date && cell.getTime() % 86_400_000) timed.add(at);
  return data.flatMap((cells, index) => {
    const texts = cells.map((cell, at) => cellText(cell, timed.has(at)));
    return texts.every((text) => text.trim() === '') ? [] : [{ row: index + 1, cells: texts, end: index + 1 }];
  });
}

function cellText(cell: unknown, timed: boolean): string {
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return String(cell);
  // A time is a fraction of a day, which is seldom a whole number of seconds.
  return new Date(Math.round(cell.getTime() / 1_000) * 1_000).toISOString().slice(0, timed ? 19 : 10);
}

/** Ids keep their digits, and one in scientific notation shows that they are lost; the tail of a binary fraction is cut. */
function storedNumber(text: string): string {
  return /^-?\d+\.\d{12,}$/.test(text) ? String(Number(text)) : text;
}
