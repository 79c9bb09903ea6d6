import { Client } from 'pg';
import { afterAll, describe, vi } from 'vitest';
import { openPostgresStore } from '../../src/adapters/store/postgres.ts';
import { startPostgresServer } from '../adapters/store/postgres-server.ts';
import { describeForget } from './forget-suite.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const server = await startPostgresServer();
if (typeof server === 'string') console.warn(`skipped: ${server}`);
afterAll(async () => {
  if (typeof server !== 'string') await server.stop();
});

describe.skipIf(typeof server === 'string')('on a real PostgreSQL', () => {
  let databases = 0;
  describeForget('a PostgreSQL store', async () => {
    if (typeof server === 'string') throw new Error(server);
    databases += 1;
    const url = await server.database(`forget_${databases}`);
    return { store: await openPostgresStore(url), dump: () => dump(url) };
  });
});

async function dump(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const names = await client.query(
      "select tablename from pg_tables where schemaname = 'coalface' order by tablename",
    );
    const rows: unknown[] = [];
    for (const { tablename } of names.rows)
      rows.push((await client.query(`select * from coalface.${client.escapeIdentifier(tablename)}`)).rows);
    return JSON.stringify(rows);
  } finally {
    await client.end();
  }
}
