import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openTable } from '../../../src/adapters/files/open-table.ts';
import type { TableRow } from '../../../src/adapters/files/table-row.ts';
import { rowBatches } from '../../../src/adapters/files/table-rows.ts';
import { ticketBatches } from '../../../src/adapters/files/ticket-file.ts';
import type { TableFacts } from '../../../src/domain/table.ts';
import type { RowMark } from '../../../src/domain/ticket.ts';
import { makeWorkbook, makeZip } from './make-zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'coalface-any-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HEADERS = ['id', 'subject', 'status', 'closed'];
const isKnown = (cell: string) => HEADERS.includes(cell);
type Table = readonly (readonly string[])[];

const LATIN = ['ä', 'ß', 'é', '’', '€', 'Š'];
const MARKS = ['"', '""', ',', ';', '\t', '|', ' ', "'=1", '\n', '\r\n', '\\', '{', '[', '<b>', '&amp;', '0', '-'];
const word = fc.string({ minLength: 1, maxLength: 8 });
/** Characters that every encoding here has. */
const latin = fc
  .array(fc.oneof(word, fc.constantFrom(...LATIN, ...MARKS)), { maxLength: 4 })
  .map((parts) => parts.join(''));
const any = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom(...LATIN, ...MARKS)), { maxLength: 4 })
  .map((parts) => parts.join('').replace(/[\0\uFEFF\uD800-\uDFFF]/g, ''));
const tableOf = (cell: fc.Arbitrary<string>) =>
  fc.array(fc.tuple(fc.nat().map(String), cell, cell, cell), { minLength: 2, maxLength: 9 });

/** How a delimited text is written. */
const style = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  quotes: fc.constantFrom('all', 'needed', 'some'),
  blanks: fc.array(fc.nat(8), { maxLength: 2 }),
  isEnded: fc.boolean(),
});
type Style = typeof style extends fc.Arbitrary<infer T> ? T : never;

/** The text, and the number of each row in it, blank lines counted. */
function writeText(rows: Table, { delimiter, end, quotes, blanks, isEnded }: Style) {
  const needs = (text: string) => text.includes(delimiter) || /["\r\n]/.test(text);
  const quote = (text: string, at: number) =>
    needs(text) || quotes === 'all' || (quotes === 'some' && at % 2 === 0) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = [HEADERS.join(delimiter)];
  const numbers: number[] = [];
  for (const [at, cells] of rows.entries()) {
    if (blanks.includes(at)) lines.push('');
    lines.push(cells.map(quote).join(delimiter));
    numbers.push(lines.length);
  }
  return { text: lines.join(end) + (isEnded ? end : ''), numbers };
}

// Node decodes 0x80 to 0x9f as Latin-1 unless it is told that more follows.
const CP1252 = new TextDecoder('windows-1252');
const BYTE_OF = new Map(
  Array.from({ length: 256 }, (_, byte) => [CP1252.decode(Uint8Array.of(byte), { stream: true }), byte]),
);

const ENCODERS = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with a mark': (text: string) => Buffer.from(`\uFEFF${text}`),
  'utf-16le': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'utf-16be': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  gzip: (text: string) => gzipSync(text),
  zip: (text: string) => makeZip([{ name: 'part.csv', content: text }]),
} as const;

let made = 0;
async function open(bytes: string | Buffer, ending: string): Promise<TableFacts> {
  // A name of its own: readings of packed files are taken up again by their names.
  const path = join(folder, `${made++}.${ending}`);
  writeFileSync(path, bytes);
  return openTable(path, { isKnown });
}

async function rowsFrom(table: TableFacts, mark: RowMark | null): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const batch of rowBatches(table, mark)) rows.push(...batch);
  return rows;
}

/** Reading gives these cells, and from after any row on the rest of them. */
async function expectCells(table: TableFacts, rows: Table, numbers: readonly number[]): Promise<void> {
  const whole = await rowsFrom(table, null);
  expect(table.headers).toEqual(HEADERS);
  expect(whole.map(({ cells }) => cells)).toEqual(rows);
  expect(whole.map(({ row }) => row)).toEqual(numbers);
  for (const [at, mark] of whole.entries()) expect(await rowsFrom(table, mark)).toEqual(whole.slice(at + 1));
}

const numbersFrom = (rows: Table, first: number) => rows.map((_, at) => first + at);

describe('any table comes back cell by cell, under its own row numbers, whole or from any row on', () => {
  it.each(Object.keys(ENCODERS) as (keyof typeof ENCODERS)[])(
    'as delimited text in %s',
    async (encoder) => {
      await fc.assert(
        fc.asyncProperty(tableOf(any), style, async (rows, how) => {
          const { text, numbers } = writeText(rows, how);
          await expectCells(await open(ENCODERS[encoder](text), 'csv'), rows, numbers);
        }),
        { numRuns: 60 },
      );
    },
    60_000,
  );

  it('as delimited text in Windows-1252', async () => {
    await fc.assert(
      fc.asyncProperty(tableOf(latin), style, async (rows, how) => {
        // Text in plain letters alone is UTF-8 as well.
        const named = rows.with(0, ['0', 'Größe: für €', 'é', '']);
        const { text, numbers } = writeText(named, how);
        const table = await open(Buffer.from([...text].map((letter) => BYTE_OF.get(letter) ?? 63)), 'csv');
        expect(table.encoding).toBe('windows-1252');
        await expectCells(table, named, numbers);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('as JSON, as one object a line, and as a workbook', async () => {
    const objects = (rows: Table) =>
      rows.map((cells) => Object.fromEntries(HEADERS.map((name, at) => [name, cells[at]])));
    await fc.assert(
      fc.asyncProperty(tableOf(any), async (rows) => {
        await expectCells(await open(JSON.stringify(objects(rows)), 'json'), rows, numbersFrom(rows, 1));
        const lines = objects(rows).map((one) => JSON.stringify(one));
        await expectCells(await open(`${lines.join('\n')}\n`, 'ndjson'), rows, numbersFrom(rows, 1));
        // XML has no control characters, and one line end.
        const printed = rows.map((cells) => cells.map((text) => text.replace(/[\r\p{Cc}\uFFFE\uFFFF]/gu, '')));
        const book = await open(makeWorkbook({ Tickets: [HEADERS, ...printed] }), 'xlsx');
        await expectCells(book, printed, numbersFrom(rows, 2));
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('and says at which byte each row begins, where rows have a place in the file', async () => {
    await fc.assert(
      fc.asyncProperty(tableOf(any), style, fc.boolean(), async (rows, how, hasMark) => {
        const { text } = writeText(rows, { ...how, blanks: [] });
        const bytes = Buffer.from(`${hasMark ? '\uFEFF' : ''}${text}`);
        const table = await open(bytes, 'csv');
        const starts: number[] = [];
        for await (const batch of ticketBatches(table)) starts.push(...batch.map(({ start }) => start ?? -1));
        const alone = writeText(rows, { ...how, blanks: [], isEnded: true }).text;
        const lengths = rows.map((_, at) => {
          const upTo = (count: number) => writeText(rows.slice(0, count), { ...how, blanks: [], isEnded: true }).text;
          expect(alone.startsWith(upTo(at))).toBe(true);
          return Buffer.byteLength(upTo(at)) + (hasMark ? 3 : 0);
        });
        expect(starts).toEqual(lengths);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
