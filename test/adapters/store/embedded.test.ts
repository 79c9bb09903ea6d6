import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresPool } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedPool, openEmbeddedStore } from '../../../src/adapters/store/embedded.ts';
import { openSqlStore } from '../../../src/adapters/store/sql-store.ts';
import type { IsoWeek } from '../../../src/domain/week.ts';
import { describeStore } from '../../contract/store.ts';
import { killScript, nextLine, startScript } from './processes.ts';

const PATIENCE = 120_000;
const WEEK = '2026-W46' as IsoWeek;

let root = '';

// Making a data folder takes seconds, copying one 65 ms: made once, as a first opening makes it.
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'coalface-embedded-'));
  const store = await openEmbeddedStore(join(root, 'template'));
  await store.close();
}, PATIENCE);

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describeStore('embedded', suite());

describe('openEmbeddedStore', () => {
  let home = '';
  beforeEach(() => {
    home = join(root, 'home');
    cpSync(join(root, 'template'), home, { recursive: true });
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it(
    'says what it is and where, and leaves nothing but the store',
    async () => {
      const store = await openEmbeddedStore(home);
      expect([store.kind, store.place]).toEqual(['embedded', join(home, 'store')]);
      await store.close();
      await store.close();
      expect(readdirSync(home)).toEqual(['store']);
    },
    PATIENCE,
  );

  it(
    'refuses a folder that this process has open',
    async () => {
      const store = await openEmbeddedStore(home);
      await expect(openEmbeddedStore(home)).rejects.toMatchObject({ code: 'store-in-use', retryable: false });
      await store.close();
    },
    PATIENCE,
  );

  it(
    'refuses a folder that another process has open, and takes it over with all that was saved when that one is killed',
    async () => {
      const holder = startScript('hold-store.ts', home);
      try {
        expect(await nextLine(holder)).toBe('holding');
        await expect(openEmbeddedStore(home)).rejects.toThrow(`process ${holder.pid} `);
      } finally {
        await killScript(holder);
      }
      const store = await openEmbeddedStore(home);
      expect((await store.loadTickets(WEEK, WEEK)).map(({ id }) => id)).toEqual(['held']);
      await store.close();
    },
    PATIENCE,
  );

  it(
    'starts anew where a first opening was killed',
    async () => {
      const fresh = join(root, 'fresh');
      const first = startScript('hold-store.ts', fresh);
      while (!existsSync(join(fresh, 'store.new', 'PG_VERSION'))) await sleep(20);
      await killScript(first);
      expect(existsSync(join(fresh, 'store'))).toBe(false);
      const store = await openEmbeddedStore(fresh);
      expect(await store.countTickets()).toEqual([]);
      await store.close();
      expect(readdirSync(fresh)).toEqual(['store']);
    },
    PATIENCE,
  );

  it(
    'calls a damaged store broken and gives the folder back',
    async () => {
      rmSync(join(home, 'store', 'global', 'pg_control'));
      await expect(openEmbeddedStore(home)).rejects.toMatchObject({ code: 'store-broken', retryable: false });
      expect(readdirSync(home)).toEqual(['store']);
    },
    PATIENCE,
  );

  it('calls a home that cannot be a folder not writable', async () => {
    const file = join(root, 'a-file');
    writeFileSync(file, '');
    const failure = { code: 'store-not-writable', retryable: false };
    await expect(openEmbeddedStore(file)).rejects.toMatchObject(failure);
    await expect(openEmbeddedStore(join(file, 'below'))).rejects.toMatchObject(failure);
  });

  it(
    'refuses a store of a newer version and leaves it closed',
    async () => {
      const pool = await openEmbeddedPool(join(home, 'store'));
      await run(pool, 'update schema_version set version = 99');
      await pool.end();
      await expect(openEmbeddedStore(home)).rejects.toMatchObject({ code: 'store-too-new', retryable: false });
      expect(readdirSync(home)).toEqual(['store']);
    },
    PATIENCE,
  );
});

describe('the embedded pool', () => {
  it(
    'never lets one transaction into another',
    async () => {
      const folder = join(root, 'pool', 'store');
      mkdirSync(join(root, 'pool'));
      cpSync(join(root, 'template', 'store'), folder, { recursive: true });
      const pool = await openEmbeddedPool(folder);
      const first = await pool.connect();
      await first.query('begin', []);
      await first.query("insert into settings values ('a', 'first')", []);
      const others = Promise.all([2, 3].map(() => run(pool, 'select count(*)::integer as n from settings')));
      await first.query("insert into settings values ('b', 'first')", []);
      await first.query('rollback', []);
      first.release();
      expect(await others).toEqual([[{ n: 0 }], [{ n: 0 }]]);
      await pool.end();
    },
    PATIENCE,
  );
});

function suite() {
  let pool: PostgresPool;
  const folder = () => join(root, 'contract', 'store');
  const open = () =>
    openSqlStore({ kind: 'embedded', place: folder(), pool: { connect: () => pool.connect(), end: async () => {} } });
  return {
    start: async () => {
      mkdirSync(join(root, 'contract'));
      cpSync(join(root, 'template', 'store'), folder(), { recursive: true });
      pool = await openEmbeddedPool(folder());
    },
    openEmpty: async () => {
      await run(pool, 'drop schema coalface cascade');
      return open();
    },
    reopen: async () => {
      await pool.end();
      pool = await openEmbeddedPool(folder());
      return open();
    },
    stop: () => pool.end(),
  };
}

async function run(pool: PostgresPool, sql: string): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    return (await client.query(sql, [])).rows;
  } finally {
    client.release();
  }
}
