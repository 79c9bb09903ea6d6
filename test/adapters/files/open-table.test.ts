import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openTable } from '../../../src/adapters/files/open-table.ts';
import type { TableRow } from '../../../src/adapters/files/table-row.ts';
import { tableRows } from '../../../src/adapters/files/table-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'coalface-table-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function read(path: string): Promise<Omit<TableRow, 'end'>[]> {
  const rows: Omit<TableRow, 'end'>[] = [];
  for await (const { row, cells } of tableRows(await openTable(path))) rows.push({ row, cells });
  return rows;
}

describe('openTable', () => {
  it('hashes the bytes and reads UTF-8 with a byte order mark and semicolons', async () => {
    const content = '\uFEFFid;subject\r\n1;"a, b"\r\n2;größer\r\n';
    const table = await openTable(file('bom.csv', content));
    expect(table).toMatchObject({
      encoding: 'utf-8',
      layout: { delimiter: ';' },
      headers: ['id', 'subject'],
      name: 'bom.csv',
    });
    expect(table.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(table.bytes).toBe(Buffer.byteLength(content));
    expect(await read(table.path)).toEqual([
      { row: 2, cells: ['1', 'a, b'] },
      { row: 3, cells: ['2', 'größer'] },
    ]);
  });

  it('falls back to Windows-1252, whose apostrophe is byte 0x92', async () => {
    const path = file('cp1252.csv', Buffer.from('id,subject\n1,caf\xe9 isn\x92t open\n', 'latin1'));
    expect((await openTable(path)).encoding).toBe('windows-1252');
    expect((await read(path))[0]?.cells[1]).toBe('café isn’t open');
  });

  it.each(['utf-16le', 'utf-16be'] as const)('reads tab-separated %s', async (encoding) => {
    const bytes = Buffer.from('\uFEFFid\tsubject\n1\tzu groß\n', 'utf16le');
    const path = file(`${encoding}.txt`, encoding === 'utf-16be' ? bytes.swap16() : bytes);
    expect(await openTable(path)).toMatchObject({ encoding, layout: { delimiter: '\t' }, headers: ['id', 'subject'] });
    expect((await read(path))[0]?.cells).toEqual(['1', 'zu groß']);
  });

  it('honours a sep= line, which is no row', async () => {
    const path = file('sep.csv', 'sep=|\nid|subject\n1|a;b,c\n');
    expect((await openTable(path)).headers).toEqual(['id', 'subject']);
    expect(await read(path)).toEqual([{ row: 2, cells: ['1', 'a;b,c'] }]);
  });

  it('keeps line breaks inside quotes and numbers rows like a spreadsheet, blank ones included', async () => {
    const path = file('lines.csv', 'id,subject\n1,"a\r\nb"\n\n,\n2,c\n');
    expect(await read(path)).toEqual([
      { row: 2, cells: ['1', 'a\r\nb'] },
      { row: 5, cells: ['2', 'c'] },
    ]);
  });

  it('keeps repeated headers by position', async () => {
    const path = file('repeated.csv', 'id,Comment,Comment\n1,a,b\n');
    expect((await openTable(path)).headers).toEqual(['id', 'Comment', 'Comment']);
  });

  it('skips the title rows of a report and counts them as rows', async () => {
    const path = file('preamble.csv', `Report Owner,Ann\nDate,today\nid,a,b,c,d\n${'1,x,y,z,w\n'.repeat(5)}`);
    expect((await openTable(path)).headers).toEqual(['id', 'a', 'b', 'c', 'd']);
    expect((await read(path))[0]).toEqual({ row: 4, cells: ['1', 'x', 'y', 'z', 'w'] });
  });

  it('hands ragged rows on as they are, and drops only empty surplus cells', async () => {
    const path = file('ragged.csv', 'id,subject\n1\n2,a,b\n3,c,,\n');
    expect((await read(path)).map(({ cells }) => cells.length)).toEqual([1, 3, 2]);
  });

  it('reads cells of 40 kB and more', async () => {
    const long = 'word, "" '.repeat(60_000);
    const path = file('long.csv', `id,subject\n1,"${long}"\n`);
    expect((await read(path))[0]?.cells[1]).toBe(long.replaceAll('""', '"'));
  });

  it('says in which row a quote is left open', async () => {
    const path = file('open.csv', 'id,subject\n1,a\n2,"b\n3,c\n');
    await expect(read(path)).rejects.toMatchObject({ code: 'unclosed-quote', place: { file: 'open.csv', row: 3 } });
  });

  it.each([
    ['empty.csv', '', 'empty-file'],
    ['blank.csv', '\uFEFF\n\n', 'empty-file'],
    ['archive.csv', 'PK\u0003\u0004rest', 'bad-archive'],
    ['zipped.csv', Buffer.from([0x1f, 0x8b, 8, 0]), 'bad-archive'],
    ['empty-archive.csv', 'PK\u0005\u0006', 'not-csv'],
    ['old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'not-csv'],
    ['page.csv', '<html><body>', 'not-csv'],
    ['numbers.csv', Buffer.from([1, 2, 3, 0, 0, 0, 7, 7]), 'not-csv'],
  ])('refuses %s', async (name, content, code) => {
    await expect(openTable(file(name, content))).rejects.toMatchObject({ name: 'InputError', code });
  });

  it('refuses a missing file and a folder', async () => {
    await expect(openTable(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'file-missing' });
    await expect(openTable(folder)).rejects.toMatchObject({ code: 'not-a-file' });
  });

  it('reads back any table of quoted cells, whatever the delimiter', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => `x${text.replace(/[\0\uFEFF]/g, '')}`);
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', ';', '\t', '|'), async (rows, delimiter) => {
        const quoted = rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter));
        const path = file('any.csv', `${['a', 'b', 'c'].join(delimiter)}\n${quoted.join('\n')}\n`);
        expect((await openTable(path)).layout.delimiter).toBe(delimiter);
        expect((await read(path)).map(({ cells }) => cells)).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });
});

describe('tableRows', () => {
  const text = 'sep=;\nReport\n\nid;a;b;c\n1;"two\nlines; größer";x;\n\n2;€;y;z\n3;isn’t;"";q\n';

  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['utf-16le', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['windows-1252', Buffer.from(text.replaceAll('€', '\x80').replaceAll('’', '\x92'), 'latin1')],
  ])('reads on from any row of a file in %s', async (name, content) => {
    const table = await openTable(file(`marks ${name}.csv`, content));
    const rows: TableRow[] = [];
    for await (const row of tableRows(table)) rows.push(row);
    expect(rows.map(({ cells }) => cells[0])).toEqual(['1', '2', '3']);
    for (const [at, { row, end }] of rows.entries()) {
      const rest: TableRow[] = [];
      for await (const next of tableRows(table, { row, end })) rest.push(next);
      expect(rest).toEqual(rows.slice(at + 1));
    }
  });

  it('refuses a file that has changed since it was opened', async () => {
    const table = await openTable(file('changing.csv', 'id,a\n1,x\n'));
    writeFileSync(table.path, 'id,a\n1,x\n2,y\n');
    await expect(tableRows(table).next()).rejects.toMatchObject({ code: 'file-changed' });
  });
});
