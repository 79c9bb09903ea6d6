import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openTable, openTables } from '../../../src/adapters/files/open-table.ts';
import { rowBatches, tableRows } from '../../../src/adapters/files/table-rows.ts';
import type { TableFacts } from '../../../src/domain/table.ts';
import { makeWorkbook, makeZip } from './make-zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'coalface-containers-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function cellsOf(table: TableFacts): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const { cells } of tableRows(table)) rows.push(cells);
  return rows;
}

const CSV = 'id,subject\n1,"a, b"\n2,größer\n';

describe('a gzip file', () => {
  it('is read as the text in it, whatever its name', async () => {
    const table = await openTable(file('tickets.csv', gzipSync(CSV)));
    expect(table).toMatchObject({ container: 'gzip', format: 'csv', headers: ['id', 'subject'], encoding: 'utf-8' });
    expect(await cellsOf(table)).toEqual([
      ['1', 'a, b'],
      ['2', 'größer'],
    ]);
  });

  it('is read in UTF-16 too, and of several members', async () => {
    const wide = file('wide.gz', gzipSync(Buffer.from(`\uFEFF${CSV}`, 'utf16le')));
    expect(await openTable(wide)).toMatchObject({ encoding: 'utf-16le', headers: ['id', 'subject'] });
    const two = file('two.gz', Buffer.concat([gzipSync('id,subject\n1,a\n'), gzipSync('2,b\n')]));
    expect(await cellsOf(await openTable(two))).toEqual([
      ['1', 'a'],
      ['2', 'b'],
    ]);
  });

  it('is refused where it is cut short or holds an archive', async () => {
    const cut = file('cut.gz', gzipSync(CSV).subarray(0, 30));
    await expect(openTables(cut)).rejects.toMatchObject({ code: 'bad-archive' });
    const nested = file('nested.gz', gzipSync(makeZip([{ name: 'a.csv', content: CSV }])));
    await expect(openTables(nested)).rejects.toMatchObject({ code: 'nested-archive' });
  });

  it('is refused where it unpacks to a disk full of nothing', async () => {
    const { assertNoBomb } = await import('../../../src/adapters/files/containers/no-bomb.ts');
    expect(() => assertNoBomb(5_000_000, 2 ** 30 + 1, 'x.gz')).toThrow(/^x\.gz: .*200 times/);
    expect(() => assertNoBomb(6_000_000, 2 ** 30 + 1, 'x.gz')).not.toThrow();
    expect(() => assertNoBomb(1, 2 ** 30, 'x.gz')).not.toThrow();
  });
});

describe('a ZIP archive', () => {
  it('gives a table a part, and leaves out folders, system files and notes', async () => {
    const path = file(
      'export.zip',
      makeZip([
        { name: 'out/', content: '' },
        { name: 'out/part-1.csv', content: CSV },
        { name: '__MACOSX/out/._part-1.csv', content: 'x' },
        { name: 'readme.txt', content: 'Thank you for exporting\n' },
        { name: 'logo.png', content: Buffer.from('89504e470d0a1a0a00', 'hex') },
        { name: 'out/part-2.csv', content: Buffer.from('id;subject\n3;caf\xe9\n', 'latin1') },
      ]),
    );
    const tables = await openTables(path);
    expect(tables.map(({ name, encoding }) => [name, encoding])).toEqual([
      ['export.zip/out/part-1.csv', 'utf-8'],
      ['export.zip/out/part-2.csv', 'windows-1252'],
    ]);
    expect(tables[0]?.leftOut).toEqual(['logo.png', 'readme.txt']);
    const digest = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(tables[0]?.sha256).toBe(digest(CSV));
    expect(tables.map(({ archiveSha256 }) => archiveSha256)).toEqual(Array(2).fill(digest(readFileSync(path))));
    expect(await cellsOf(tables[1] as TableFacts)).toEqual([['3', 'café']]);
    await expect(openTable(path)).rejects.toMatchObject({ code: 'many-tables' });
  });

  it('is refused where it is encrypted, holds an archive, lies about its size, or holds no table', async () => {
    const code = async (parts: Parameters<typeof makeZip>[0]) =>
      openTables(file('bad.zip', makeZip(parts))).then(
        () => 'read',
        (error) => error.code,
      );
    expect(await code([{ name: 'a.csv', content: CSV, flags: 1 }])).toBe('encrypted-archive');
    expect(await code([{ name: 'a.zip', content: makeZip([{ name: 'b.csv', content: CSV }]) }])).toBe('nested-archive');
    expect(await code([{ name: 'a.csv.gz', content: gzipSync(CSV) }])).toBe('nested-archive');
    expect(await code([{ name: 'a.csv', content: CSV, claimed: 2 ** 31 }])).toBe('archive-bomb');
    expect(await code([{ name: 'a.csv', content: CSV, claimed: 3 }])).toBe('bad-archive');
    expect(await code(['a.csv', 'a.csv'].map((name) => ({ name, content: CSV })))).toBe('bad-archive');
    expect(await code([{ name: 'a.pdf', content: '%PDF-1.4' }])).toBe('no-table');
    const cut = makeZip([{ name: 'a.csv', content: CSV }]);
    await expect(openTables(file('cut.zip', cut.subarray(0, 60)))).rejects.toMatchObject({ code: 'bad-archive' });
  });
});

describe('a workbook', () => {
  const rows = [
    ['Closed tickets of the week'],
    [],
    ['ticket_id', 'closed_at', 'day', 'subject', 'score'],
    [12345678901, { date: 46335.5 }, { date: 46335 }, 'Pump & <valve>', 4.3499999999999996],
    ['00017', { date: 46336 }, { date: 46336 }, 'line one\nline two', null],
    ['Total', null, null, null, null],
  ] as const;

  it('gives its first sheet that has a header, dates as ISO texts and ids as they are stored', async () => {
    const path = file('book.xlsx', makeWorkbook({ Cover: [['Confidential']], Tickets: rows }));
    const table = await openTable(path);
    expect(table).toMatchObject({ format: 'workbook', sheet: 'Tickets', leftOut: ['Cover'] });
    expect(table.headers).toEqual(['ticket_id', 'closed_at', 'day', 'subject', 'score']);
    expect(table.dropped.preamble).toEqual([1]);
    const read: unknown[] = [];
    let footer: readonly number[] = [];
    for await (const batch of rowBatches(table, null, (dropped) => (footer = dropped))) read.push(...batch);
    expect(footer).toEqual([6]);
    expect(read).toEqual([
      { row: 4, cells: ['12345678901', '2026-11-09T12:00:00', '2026-11-09', 'Pump & <valve>', '4.35'], end: 4 },
      { row: 5, cells: ['00017', '2026-11-10T00:00:00', '2026-11-10', 'line one\nline two', ''], end: 5 },
    ]);
  });

  it('is read where it is packed, beside other parts and by itself', async () => {
    const book = makeWorkbook({ Cover: [['Confidential']], Tickets: rows });
    const plain = await openTable(file('plain.xlsx', book));
    const zip = file(
      'parts.zip',
      makeZip([
        { name: 'a.xlsx', content: book },
        { name: 'b.csv', content: CSV },
      ]),
    );
    const [packed, text] = await openTables(zip);
    expect(packed).toMatchObject({ name: 'parts.zip/a.xlsx', format: 'workbook', container: 'zip', entry: 'a.xlsx' });
    expect(packed?.sha256).toBe(plain.sha256);
    expect(packed?.archiveSha256).toBe(text?.archiveSha256);
    const cells = await cellsOf(plain);
    expect(cells.length).toBeGreaterThan(1);
    expect(await cellsOf(packed as TableFacts)).toEqual(cells);
    expect(await cellsOf(await openTable(file('book.xlsx.gz', gzipSync(book))))).toEqual(cells);
  });

  it('is told from other office documents', async () => {
    const binary = file('b.xlsb', makeZip([{ name: 'xl/workbook.bin', content: 'x' }]));
    await expect(openTables(binary)).rejects.toThrow(/^b\.xlsb: expected a CSV file, got a binary Excel workbook/);
    const broken = file('b.xlsx', makeZip([{ name: 'xl/workbook.xml', content: '<workbook' }]));
    await expect(openTables(broken)).rejects.toMatchObject({ code: 'bad-workbook' });
    // The name in front of the part, not the one in the list at the end.
    const renamed = Buffer.from(makeZip([{ name: 'xl/workbook.xml', content: '<workbook' }]));
    renamed.write('y', renamed.indexOf('xl/workbook.xml'));
    await expect(openTables(file('r.xlsx', renamed))).rejects.toMatchObject({ code: 'bad-archive' });
  });
});
