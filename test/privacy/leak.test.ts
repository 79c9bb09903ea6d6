import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openEmbeddedPool } from '../../src/adapters/store/embedded.ts';
import { placesWithStore } from '../cli/harness.ts';
import { asFiles, type Planted, plantedExport } from './planted.ts';

const makePlace = placesWithStore();

describe('what customers wrote of themselves', () => {
  it('comes through in no page, no message, no receipt and no row of the store', async () => {
    const here = makePlace();
    const { rows, planted } = plantedExport();
    const files = Object.entries(asFiles(rows)).map(([name, text]) => here.write(name, text));
    // Refused first, for its broken rows; then with a limit that lets the rest be used.
    const refused = await here.call('run', ...files, '--json');
    const settings = here.write('settings.json', '{"limits":{"refusedShare":0.5}}');
    const run = await here.call('run', ...files, '--json', '--config', settings);
    const check = await here.call('check', ...files, '--json', '--config', settings);
    expect([refused.code, run.code, check.code], run.err).toEqual([3, 4, 4]);
    const places: Readonly<Record<string, string>> = {
      ...readAll(join(here.dir, 'reports')),
      'stdout and stderr': [refused, run, check].flatMap(({ out, err }) => [out, err]).join('\n'),
      ...(await readTables(join(here.dir, 'home/store'))),
    };
    expect(Object.keys(places).length).toBeGreaterThan(20);
    const found = planted.flatMap((one) =>
      Object.keys(places)
        .filter((place) => holds(places[place] as string, one))
        .map((place) => ({ ...one, place })),
    );
    const leaks = found
      .filter(({ kind }) => kind !== 'name')
      .map(({ kind, where, place }) => `${kind} (${where}) in ${place}`);
    expect(leaks).toEqual([]);
    const names = found.filter(({ kind }) => kind === 'name');
    const missed = [...new Set(names.map(({ where, text }) => `${text} (${where})`))];
    console.info(
      `${missed.length} of ${planted.filter(({ kind }) => kind === 'name').length} names came through: ${missed.join('; ')}`,
    );
    const department = /^\d{4}-W\d\d\/(?:sales|professional-services|manufacturing|marketing|findings)\./;
    expect(names.filter(({ place }) => department.test(place))).toEqual([]);
  });
});

/** As it was written, and without the spaces that group its digits. */
function holds(text: string, { text: planted }: Planted): boolean {
  const compact = planted.replaceAll(' ', '');
  return text.includes(planted) || text.includes(compact) || text.toLowerCase().includes(planted.toLowerCase());
}

function readAll(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

async function readTables(place: string): Promise<Record<string, string>> {
  const db = new Kysely<Record<string, unknown>>({
    dialect: new PostgresDialect({ pool: await openEmbeddedPool(place) }),
  });
  const names = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'coalface' order by tablename`.execute(db);
  const tables: Record<string, string> = {};
  for (const { name } of names.rows)
    tables[`table ${name}`] = JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(db)).rows);
  await db.destroy();
  return tables;
}
