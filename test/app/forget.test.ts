import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { afterAll, beforeAll, vi } from 'vitest';
import { openEmbeddedPool, openEmbeddedStore } from '../../src/adapters/store/embedded.ts';
import { openSqlStore } from '../../src/adapters/store/sql-store.ts';
import { describeForget } from './forget-suite.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coalface-forget-'));
  await (await openEmbeddedStore(join(folder, 'template'))).close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let opened = 0;
describeForget('the embedded store', async () => {
  opened += 1;
  const place = join(folder, `store-${opened}`);
  cpSync(join(folder, 'template', 'store'), place, { recursive: true });
  const pool = await openEmbeddedPool(place);
  const tables = new Kysely<Record<string, unknown>>({ dialect: new PostgresDialect({ pool }) });
  const store = await openSqlStore({ kind: 'embedded', place, pool });
  const dump = async () => {
    const names = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = 'coalface' order by tablename`.execute(tables);
    const rows = names.rows.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(tables));
    return JSON.stringify((await Promise.all(rows)).map((table) => table.rows));
  };
  return { store, dump };
});
