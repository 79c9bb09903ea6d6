import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../../src/adapters/store/postgres.ts';
import { ConfigError, StoreError } from '../../../src/domain/errors.ts';
import type { ImportReceipt } from '../../../src/domain/receipt.ts';
import type { TicketId } from '../../../src/domain/ticket.ts';
import type { IsoWeek } from '../../../src/domain/week.ts';
import { describeStore } from '../../contract/store.ts';
import { stored, ticket } from '../../contract/ticket.ts';
import { startPostgresServer } from './postgres-server.ts';

const WEEK = '2026-W46' as IsoWeek;

// Started while the file is read, because whether there is a server decides which tests there are.
const server = await startPostgresServer();
if (typeof server === 'string') console.warn(`skipped: ${server}`);

afterAll(async () => {
  if (typeof server !== 'string') await server.stop();
});

describe.skipIf(typeof server === 'string')('on a real PostgreSQL', () => {
  let url = '';
  beforeAll(async () => {
    if (typeof server !== 'string') url = await server.database('coalface_test');
  });
  const dropAll = async () => {
    await query(url, 'drop schema if exists coalface cascade');
  };
  const openEmpty = async () => {
    await dropAll();
    return openPostgresStore(url);
  };

  describeStore('postgres', { start: dropAll, openEmpty, reopen: () => openPostgresStore(url), stop: dropAll });

  describe('openPostgresStore', () => {
    beforeEach(dropAll);

    it('keeps to a schema of its own and names its place without the password', async () => {
      const store = await openPostgresStore(url);
      await store.setting('a', () => 'b');
      expect(store.kind).toBe('postgres');
      expect(store.place).toMatch(/^postgres:\/\/.*\/coalface_test$/);
      expect(store.place).not.toContain('secret');
      expect(await query(url, "select count(*)::integer as n from pg_tables where schemaname = 'public'")).toEqual([
        { n: 0 },
      ]);
      await store.close();
    });

    it('makes its tables once when several processes start at once', async () => {
      const stores = await Promise.all([1, 2, 3, 4, 5].map(() => openPostgresStore(url)));
      expect(await query(url, 'select version from coalface.schema_version')).toEqual([{ version: 3 }]);
      await Promise.all(stores.map((store) => store.close()));
    });

    it('lets several stores work on one database: runs and settings are made once, tickets counted once', async () => {
      const stores = await Promise.all([1, 2, 3].map(() => openPostgresStore(url)));
      const fingerprint = { data: 'd', config: 'c', labels: 'l', model: 'm' };
      const runs = await Promise.all(stores.map((store) => store.openRun(WEEK, fingerprint)));
      const keys = await Promise.all(stores.map((store, n) => store.setting('key', () => `key-${n}`)));
      const tickets = Array.from({ length: 1_000 }, (_, n) => stored(ticket(`t${n}`, WEEK)));
      const saved = await Promise.all(
        stores.map((store, n) => store.saveTickets(n === 1 ? [...tickets].reverse() : tickets)),
      );
      expect(new Set(runs.map(({ runId }) => runId))).toEqual(new Set(['2026-W46-r1']));
      expect(new Set(keys).size).toBe(1);
      expect(saved.reduce((sum, { added }) => sum + added, 0)).toBe(1_000);
      await Promise.all(stores.map((store) => store.close()));
    });

    it('keeps the rejects of an import with it, in order', async () => {
      const store = await openPostgresStore(url);
      const receipt = { file: 'a.csv', sha256: 'f', mapping: {} } as unknown as ImportReceipt;
      const reject = { file: 'a.csv', row: 7, column: null, code: 'bad-date', reason: 'expected a date, got {none}' };
      await store.saveImport(receipt, [reject]);
      await store.saveImport(receipt, [{ ...reject, row: 9, column: 'closed_at' }, reject]);
      expect(
        await query(url, 'select file, "row", "column", code, reason from coalface.rejects order by position'),
      ).toEqual([{ ...reject, row: 9, column: 'closed_at' }, reject]);
      await store.close();
    });

    it('serves a role that may use the schema but not make one', async () => {
      await (await openPostgresStore(url)).close();
      await query(
        url,
        "drop role if exists clerk; create role clerk login password 'secret'; grant usage on schema coalface to clerk",
      );
      await query(
        url,
        'grant all on all tables in schema coalface to clerk; grant usage on all sequences in schema coalface to clerk',
      );
      const store = await openPostgresStore(url.replace('tester', 'clerk'));
      expect(await store.saveTickets([stored(ticket('a', WEEK))])).toMatchObject({ added: 1 });
      await store.close();
      await query(url, 'drop owned by clerk; drop role clerk');
    });

    it('refuses a store of a newer version', async () => {
      await (await openPostgresStore(url)).close();
      await query(url, 'update coalface.schema_version set version = 99');
      await expect(openPostgresStore(url)).rejects.toMatchObject({ code: 'store-too-new', retryable: false });
    });

    it('rolls back a forgetting that fails half-way', async () => {
      const store = await openPostgresStore(url);
      await store.saveTickets([stored(ticket('a', WEEK))]);
      const { runId } = await store.openRun(WEEK, { data: 'd', config: 'c', labels: 'l', model: 'm' });
      await store.save(runId, 'assignments', 0, [{ ticketId: 'a' as TicketId, topicId: null, similarity: 0 }]);
      await query(url, "update coalface.run_values set body = body || ' damaged'");
      await expect(store.forgetTicket('a' as TicketId)).rejects.toThrow();
      expect(await store.countTickets()).toEqual([{ week: WEEK, tickets: 1 }]);
      await store.close();
    });

    it('outlives a server that drops its connections', async () => {
      const store = await openPostgresStore(url);
      await store.countTickets();
      await query(url, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'coalface'");
      const first = await store.countTickets().catch((error: unknown) => error);
      if (!Array.isArray(first)) expect(first).toMatchObject({ name: 'StoreError', retryable: true });
      expect(await store.countTickets()).toEqual([]);
      await store.close();
    });

    it('says what is wrong without a word of the data', async () => {
      const store = await openPostgresStore(url);
      const failure = store.saveTickets([stored(ticket('secret\0words', WEEK))]);
      await expect(failure).rejects.toMatchObject({ code: 'store-refused', retryable: false });
      await expect(failure).rejects.not.toThrow(/secret|words/);
      await store.close();
    });

    it('calls a missing database denied, which no retry mends', async () => {
      const failure = openPostgresStore(url.replace('coalface_test', 'absent'));
      await expect(failure).rejects.toMatchObject({ code: 'store-denied', retryable: false });
    });
  });
});

describe('openPostgresStore without a server', () => {
  it('calls a closed port unreachable, which a retry may mend', async () => {
    const failure = openPostgresStore('postgres://me:secret@127.0.0.1:1/x');
    await expect(failure).rejects.toBeInstanceOf(StoreError);
    await expect(failure).rejects.toMatchObject({ code: 'store-unreachable', retryable: true });
    await expect(failure).rejects.toThrow(/^postgres:\/\/127.0.0.1:1\/x: ECONNREFUSED/);
  });

  it.each(['', 'redis://localhost', 'host=localhost password=secret'])(
    'refuses %j as a URL and does not repeat it',
    async (url) => {
      const failure = openPostgresStore(url);
      await expect(failure).rejects.toBeInstanceOf(ConfigError);
      await expect(failure).rejects.not.toThrow('secret');
    },
  );
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
