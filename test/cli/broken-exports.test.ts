import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { placesWithStore } from './harness.ts';
import { type MadeReject, makeBrokenExport } from './make-broken-export.ts';

/** `npm run test:exports` asks for 40,000. */
const ROWS = Number(process.env.EXPORT_ROWS ?? 4_000);

function readRejects(path: string): MadeReject[] {
  const rows: Record<string, string>[] = parse(readFileSync(path), { columns: true });
  return rows.map(({ row, column, code, byte_offset }) => ({
    row: Number(row),
    column: column || null,
    code: code ?? '',
    byteOffset: Number(byte_offset),
  }));
}

const makePlace = placesWithStore();

describe(`an export of ${ROWS} rows`, () => {
  it.each([
    [0.01, 0],
    [0.05, 4],
    [0.1, 4],
    [0.2, 3],
  ])(
    'of which %d are broken in mixed ways ends with code %i, every row is accounted for, and each broken one is named',
    async (share, expected) => {
      const here = makePlace();
      const path = join(here.dir, 'export.csv');
      const made = makeBrokenExport(path, ROWS, share, 20_261_116);

      const checked = await here.call('check', path, '--json');
      const { data, ok } = JSON.parse(checked.out);
      const [receipt] = data.files;
      const outcomes = ['used', 'rejected', 'merged', 'duplicate', 'notClosed', 'setAside', 'outOfWindow'] as const;
      expect([checked.code, ok]).toEqual([expected, expected !== 3]);
      expect(receipt.rows).toBe(ROWS);
      expect(outcomes.reduce((sum, outcome) => sum + receipt[outcome], 0)).toBe(ROWS);
      expect(receipt).toMatchObject({ used: made.used, rejected: made.rejects.length, duplicate: made.duplicate });
      expect(data.rejects).toMatchObject(made.rejects.slice(0, 1_000));

      const ran = await here.call('run', path, '--json', '--week', '2026-W46');
      expect(ran.code).toBe(expected);
      const week = join(here.dir, 'reports/2026-W46/analyst/rejects.csv');
      const refused = join(here.dir, 'reports/analyst/rejects.csv');
      expect([existsSync(week), existsSync(refused)]).toEqual([expected !== 3, expected === 3]);
      expect(readRejects(expected === 3 ? refused : week)).toEqual(made.rejects);
      if (expected !== 3) return;
      expect(JSON.parse(ran.out).errors[0]).toMatchObject({ code: 'too-many-rejects', file: 'export.csv' });
      expect(here.list('reports').map((line) => line.split(' ')[0])).toEqual(['reports/analyst/rejects.csv']);
      // Nothing of it was stored: the export, mended, is the first that this store sees.
      makeBrokenExport(path, 400, 0, 1);
      expect((await here.call('run', path)).err).toContain('new, holds no tickets');
    },
    600_000,
  );
});
