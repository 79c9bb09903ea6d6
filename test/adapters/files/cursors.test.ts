import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { resumedRows } from '../../../src/adapters/files/cursors.ts';
import { openTable } from '../../../src/adapters/files/open-table.ts';
import type { RowBatches, TableRow } from '../../../src/adapters/files/table-row.ts';
import { rowBatches, tableRows } from '../../../src/adapters/files/table-rows.ts';
import type { RowMark } from '../../../src/domain/ticket.ts';

const folder = mkdtempSync(join(tmpdir(), 'coalface-cursors-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'any');
writeFileSync(path, 'any');
const ROWS = 1_000;

/** Rows 1 to 1,000 in batches of 7, and how often their reading began and how many batches were read. */
function source() {
  const seen = { opened: 0, batches: 0, closed: 0 };
  async function* open(): RowBatches {
    seen.opened += 1;
    try {
      for (let row = 1; row <= ROWS; row += 7) {
        seen.batches += 1;
        yield Array.from({ length: Math.min(7, ROWS - row + 1) }, (_, at) => ({ row: row + at, cells: [], end: 0 }));
      }
    } finally {
      seen.closed += 1;
    }
  }
  return { seen, open };
}

async function take(batches: AsyncIterable<readonly TableRow[]>, count: number): Promise<readonly number[]> {
  const rows: number[] = [];
  for await (const batch of batches) {
    rows.push(...batch.slice(0, count - rows.length).map(({ row }) => row));
    if (rows.length === count) break;
  }
  return rows;
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

describe('resumedRows', () => {
  it('reads shard after shard in one reading', async () => {
    const { seen, open } = source();
    for (let after = 0; after < ROWS; after += 100)
      expect(await take(resumedRows('shards', path, after, open), 100)).toEqual(range(after + 1, 100));
    expect(seen).toMatchObject({ opened: 1, batches: Math.ceil(ROWS / 7) });
  });

  it('goes on further down, and begins anew for what it has passed', async () => {
    const { seen, open } = source();
    expect(await take(resumedRows('jumps', path, 0, open), 10)).toEqual(range(1, 10));
    expect(await take(resumedRows('jumps', path, 500, open), 10)).toEqual(range(501, 10));
    expect(seen.opened).toBe(1);
    expect(await take(resumedRows('jumps', path, 100, open), 10)).toEqual(range(101, 10));
    expect(seen.opened).toBe(2);
    expect(await take(resumedRows('jumps', path, 510, open), 3)).toEqual(range(511, 3));
    expect(seen.opened).toBe(2);
  });

  it('gives two readers at once a reading each', async () => {
    const { seen, open } = source();
    const [a, b] = [resumedRows('two', path, 0, open), resumedRows('two', path, 0, open)];
    const firsts = await Promise.all([a.next(), b.next()]);
    expect(firsts.map(({ value }) => value?.[0]?.row)).toEqual([1, 1]);
    await Promise.all([a.return(undefined), b.return(undefined)]);
    expect(seen.opened).toBe(2);
  });

  it('does not go on with a reading that failed, nor in a file that has changed', async () => {
    let fails = true;
    const { seen, open } = source();
    async function* failing(): RowBatches {
      yield* open();
    }
    const first = resumedRows('fails', path, 0, async function* () {
      if (fails) throw new Error('no disk');
      yield* failing();
    });
    await expect(first.next()).rejects.toThrow('no disk');
    fails = false;
    expect(await take(resumedRows('fails', path, 0, open), 10)).toEqual(range(1, 10));
    utimesSync(path, 1, 1);
    expect(await take(resumedRows('fails', path, 10, open), 10)).toEqual(range(11, 10));
    expect(seen.opened).toBe(2);
  });

  it('holds few readings open', async () => {
    const sources = Array.from({ length: 8 }, source);
    for (const [at, { open }] of sources.entries()) await take(resumedRows(`many ${at}`, path, 0, open), 1);
    await new Promise(setImmediate);
    expect(sources.reduce((sum, { seen }) => sum + seen.opened - seen.closed, 0)).toBe(4);
  });
});

describe('a packed table that is read shard by shard', () => {
  const csv = `id,subject\n${range(1, 30_000)
    .map((id) => `${id},"größer\n${id}"\n`)
    .join('')}Total,\n`;

  it.each([
    ['gzip', gzipSync(csv)],
    ['UTF-16', Buffer.from(`\uFEFF${csv}`, 'utf16le')],
    ['Windows-1252', Buffer.from(csv, 'latin1')],
  ])(
    'gives the rows of one reading, also after one was broken off: %s',
    async (name, content) => {
      const file = join(folder, name);
      writeFileSync(file, content);
      const table = await openTable(file);
      const whole: TableRow[] = [];
      for await (const row of tableRows(table)) whole.push(row);
      const marks: (RowMark | null)[] = range(0, 30).map((at) =>
        at === 0 ? null : (whole[at * 1_000 - 1] as TableRow),
      );
      const shards: TableRow[] = [];
      for (const [at, mark] of marks.entries()) {
        const broken = rowBatches(table, mark);
        if (at % 7 === 3) await broken.next().then(() => broken.return(undefined));
        const rows: TableRow[] = [];
        for await (const batch of rowBatches(table, mark)) {
          rows.push(...batch.slice(0, 1_000 - rows.length));
          if (rows.length === 1_000) break;
        }
        shards.push(...rows);
      }
      expect(shards).toEqual(whole.slice(0, 30_000));
      expect(statSync(file).size).toBe(table.bytes);
    },
    60_000,
  );
});
