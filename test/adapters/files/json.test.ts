import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openTable } from '../../../src/adapters/files/open-table.ts';
import type { TableRow } from '../../../src/adapters/files/table-row.ts';
import { tableRows } from '../../../src/adapters/files/table-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'coalface-json-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string | Buffer, name = 'export.json') {
  const path = join(folder, name);
  writeFileSync(path, content);
  const table = await openTable(path);
  const rows: TableRow[] = [];
  for await (const row of tableRows(table)) rows.push(row);
  return { table, rows, cells: rows.map(({ cells }) => cells) };
}

describe('JSON', () => {
  it('flattens objects to dotted headers in order of first appearance, and keeps lists as JSON', async () => {
    const tickets = [
      { id: 1, via: { channel: 'mail', source: { from: {} } }, open: false, tags: ['a', 'b'], note: null },
      { id: 2, comments: [{ body: 'Hello' }], via: { channel: 'web' }, empty: [] },
    ];
    const { table, cells } = await read(JSON.stringify(tickets, null, 1));
    expect(table).toMatchObject({ format: 'json', list: '' });
    expect(table.headers).toEqual(['id', 'via.channel', 'open', 'tags', 'note', 'comments', 'empty']);
    expect(cells).toEqual([
      ['1', 'mail', 'false', '["a","b"]', '', '', ''],
      ['2', 'web', '', '', '', '[{"body":"Hello"}]', ''],
    ]);
  });

  it.each([
    ['tickets', { count: 2, next_page: null, tickets: [{ id: 1 }, { id: 2 }] }],
    [
      'conversations',
      { type: 'conversation.list', pages: { total: 1, list: [1] }, conversations: [{ id: 1 }, { id: 2 }] },
    ],
    ['_embedded.conversations', { _embedded: { conversations: [{ id: 1 }, { id: 2 }] }, page: { size: 2 } }],
    ['results', { total: 2, results: [{ id: 1 }, { id: 2 }], paging: {} }],
    ['', [{ ticket: { id: 1 } }, { ticket: { id: 2 } }]],
  ])('opens the wrapper "%s"', async (list, document) => {
    const { table, rows } = await read(JSON.stringify(document));
    expect(table).toMatchObject({ list, headers: ['id'] });
    expect(rows).toEqual([
      { row: 1, cells: ['1'], end: 1 },
      { row: 2, cells: ['2'], end: 2 },
    ]);
  });

  it('opens pages of an API that follow one another, a line each or not', async () => {
    const page = (ids: readonly number[]) => ({ tickets: ids.map((id) => ({ id })), next_page: 'more', count: 3 });
    const pages = [page([1, 2]), page([]), page([3])];
    for (const text of [
      pages.map((one) => JSON.stringify(one)).join('\n'),
      pages.map((one) => JSON.stringify(one, null, 2)).join('\n'),
    ]) {
      const { table, rows } = await read(`${text}\n`, 'pages.ndjson');
      expect(table).toMatchObject({ format: 'json', list: 'tickets', headers: ['id'] });
      expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
        [1, '1'],
        [2, '2'],
        [3, '3'],
      ]);
    }
    const odd = `${JSON.stringify(pages[0])}\n{"error":"not found"}\n`;
    await expect(read(odd, 'odd.ndjson')).rejects.toMatchObject({ code: 'bad-json' });
  });

  it.each([
    ['of its own', { type: 'conversation', id: '7', conversations: [{ id: 8 }] }],
    ['in a wrapper', { ticket: { type: 'conversation', id: '7', conversations: [{ id: 8 }] } }],
  ])('reads a single object with an id %s', async (_, document) => {
    const { table, cells } = await read(JSON.stringify(document, null, 2));
    expect(table.list).toBeUndefined();
    expect(table.headers).toEqual(['type', 'id', 'conversations']);
    expect(cells).toEqual([['conversation', '7', '[{"id":8}]']]);
  });

  it('keeps every digit of long ids, in documents and lines', async () => {
    const long = '12345678901234567890';
    expect((await read(`[{"id":${long},"n":1.5,"s":"a ${long}"}]`)).cells).toEqual([[long, '1.5', `a ${long}`]]);
    const line = `{"id":${long},"n":1.5,"s":"a, ${long}, b"}\n`;
    expect((await read(line + line)).cells[1]).toEqual([long, '1.5', `a, ${long}, b`]);
  });

  it('says near which object a document breaks, and that one without tickets has none', async () => {
    await expect(read('[{"id":1},{"id":2},{"id"')).rejects.toMatchObject({ code: 'bad-json', place: { row: 3 } });
    await expect(read('[{"id":1}]\nand so on')).rejects.toMatchObject({ code: 'bad-json' });
    await expect(read('{"meta":{"a":1},"flags":[{"x":1}],"b":2,"c":{')).rejects.toMatchObject({ code: 'no-objects' });
    await expect(read('[{}]')).rejects.toMatchObject({ code: 'empty-file' });
  });

  it('reads back any list of flat objects, as a document, in a wrapper and one a line', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    const object = fc.record({ id: fc.nat(), subject: text, note: fc.option(text), open: fc.boolean() });
    const writers = {
      list: (objects: readonly unknown[]) => JSON.stringify(objects),
      wrapper: (objects: readonly unknown[]) =>
        JSON.stringify({ meta: [[{ id: 0 }]], tickets: objects, count: 1 }, null, 2),
      lines: (objects: readonly unknown[]) => objects.map((one) => `${JSON.stringify(one)}\n`).join(''),
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(object, { minLength: 2, maxLength: 6 }),
        fc.constantFrom(...(['list', 'wrapper', 'lines'] as const)),
        async (objects, writer) => {
          const { cells } = await read(writers[writer](objects), 'any.json');
          expect(cells).toEqual(
            objects.map(({ id, subject, note, open }) => [String(id), subject, note ?? '', String(open)]),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('is read where %s are nested thousands deep, in time', async (_, start, end) => {
    const deep = `${start.repeat(30_000)}${start === '[' ? '' : 1}${end.repeat(30_000)}`;
    const from = Date.now();
    expect((await read(`[{"id":1,"x":${deep}},{"id":2}]`)).cells.map(([id]) => id)).toEqual(['1', '2']);
    expect((await read(`{"meta":${deep},"tickets":[{"id":1}]}`)).cells).toEqual([['1']]);
    expect(Date.now() - from).toBeLessThan(5_000);
  });

  it('reads documents of many chunks', async () => {
    const tickets = Array.from({ length: 20_000 }, (_, id) => ({ id, subject: `größer ${'x'.repeat(id % 90)}` }));
    const { cells } = await read(`{"tickets":${JSON.stringify(tickets)},"n":[{"id":"last"}]}`);
    expect([cells.length, cells.at(-1)]).toEqual([20_000, ['19999', tickets[19_999]?.subject]]);
  });

  it('keeps an element that is no object as a row without cells', async () => {
    expect((await read('[{"id":1,"a":2},null,[3]]')).cells).toEqual([['1', '2'], [], []]);
  });
});

describe('one object a line', () => {
  const lines = ['{"ticket":{"id":1,"subject":"größer"}}', '', '{"id":2,"sub', '{"id":3,"via":{"channel":"web"}}'];

  it('is a row a line, and a broken line one without cells under its own number', async () => {
    const { table, rows } = await read(lines.join('\r\n'), 'a.csv');
    expect(table).toMatchObject({ format: 'json-lines', headers: ['id', 'subject', 'via.channel'] });
    expect(rows.map(({ row, cells }) => ({ row, cells }))).toEqual([
      { row: 1, cells: ['1', 'größer', ''] },
      { row: 3, cells: [] },
      { row: 4, cells: ['3', '', 'web'] },
    ]);
  });

  it('is told by its name where there is one line, and by the others where the first is broken', async () => {
    expect((await read('{"a":{"x":1},"b":2}', 'one.ndjson')).table.format).toBe('json-lines');
    expect((await read('{"id":1,\n{"id":2}\n{"id":3}\n')).cells).toEqual([[], ['2'], ['3']]);
  });

  it.each([
    ['plain', (text: string) => Buffer.from(text)],
    ['with a mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['packed', (text: string) => gzipSync(text)],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('reads on from any line, %s', async (name, encode) => {
    const { table, rows } = await read(encode(`${lines.join('\n')}\n`), `marks ${name}.ndjson`);
    for (const [at, { row, end }] of rows.entries()) {
      const rest: TableRow[] = [];
      for await (const next of tableRows(table, { row, end })) rest.push(next);
      expect(rest).toEqual(rows.slice(at + 1));
    }
  });
});
