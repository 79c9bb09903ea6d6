import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openQueue, type TaskQueue } from '../../../jobs/queue/open-queue.ts';
import { openQueuePool, type QueuePool } from '../../../src/adapters/queue-pool.ts';
import { openPostgresStore } from '../../../src/adapters/store/postgres.ts';
import { startPostgresServer } from '../../adapters/store/postgres-server.ts';
import { describeQueue, until } from '../../contract/queue.ts';
import { startRestartablePostgres } from './restartable-postgres.ts';

const PATIENCE = 60_000;

// Started while the file is read, because whether there is a server decides which tests there are.
const server = await startPostgresServer();
if (typeof server === 'string') console.warn(`skipped: ${server}`);

afterAll(async () => {
  if (typeof server !== 'string') await server.stop();
});

describe.skipIf(typeof server === 'string')('on a real PostgreSQL', () => {
  let url = '';
  let pool: QueuePool;
  beforeAll(async () => {
    if (typeof server !== 'string') url = await server.database('queue_test');
  });

  describeQueue('postgres', {
    start: async () => {
      pool = openQueuePool(url, 3);
    },
    open: (name, settings) => openQueue({ kind: 'postgres', pool }, name, settings),
    address: () => ['postgres', url],
    leave: async () => {},
    comeBack: async () => {},
    stop: () => pool.end(),
  });

  describe('openQueue', { timeout: PATIENCE }, () => {
    const withQueue = async (place: string, work: (tasks: TaskQueue) => Promise<unknown>, listeners = 1) => {
      const own = openQueuePool(place, listeners);
      try {
        const tasks = await openQueue({ kind: 'postgres', pool: own }, 'x');
        await work(tasks);
        await tasks.close();
      } finally {
        await own.end();
      }
    };
    beforeEach(() =>
      query(url, 'drop schema if exists coalface_queue cascade; drop schema if exists coalface cascade'),
    );

    it('makes its tables once when several processes start at once', async () => {
      await Promise.all([1, 2, 3, 4, 5].map(() => withQueue(url, ({ queue }) => queue.add('x', {}, { jobId: 'a' }))));
      expect(await query(url, 'select count(*)::integer as n from coalface_queue.job')).toEqual([{ n: 1 }]);
    });

    it('keeps to a schema of its own, beside the store in the same database', async () => {
      const store = await openPostgresStore(url);
      await withQueue(url, async ({ queue }) => {
        await queue.add('x', {}, { jobId: 'a' });
        expect(await store.setting('a', () => 'b')).toBe('b');
      });
      await store.close();
      const schemas = "select distinct schemaname from pg_tables where schemaname !~ '^(pg_|information_)' order by 1";
      expect(await query(url, schemas)).toEqual([{ schemaname: 'coalface' }, { schemaname: 'coalface_queue' }]);
    });

    it('serves a role that may use its tables but not make them', async () => {
      await withQueue(url, async () => {});
      await query(url, "drop role if exists porter; create role porter login password 'secret'");
      await query(
        url,
        'grant usage, create on schema coalface_queue to porter; grant all on all tables in schema coalface_queue to porter; ' +
          'grant usage on all sequences in schema coalface_queue to porter',
      );
      await withQueue(url.replace('tester', 'porter'), ({ queue }) => queue.add('x', {}, { jobId: 'a' }));
      await query(url, 'drop owned by porter; drop role porter');
    });

    it('refuses tables that a newer version has made its own', async () => {
      await withQueue(url, async () => {});
      await query(url, 'update coalface_queue.migration set min_client_version = 99');
      const failure = withQueue(url, async () => {});
      await expect(failure).rejects.toMatchObject({ name: 'StoreError', code: 'queue-too-new', retryable: false });
    });

    it('calls a missing database denied and a missing server unreachable', async () => {
      const denied = withQueue(url.replace('queue_test', 'absent'), async () => {});
      await expect(denied).rejects.toMatchObject({ code: 'queue-denied', retryable: false });
      const away = withQueue('postgres://me:secret@127.0.0.1:1/x', async () => {});
      await expect(away).rejects.toMatchObject({ code: 'queue-unreachable', retryable: true });
      await expect(away).rejects.not.toThrow(/secret/);
    });

    it('has as many workers as its pool was made for', async () => {
      await withQueue(
        url,
        async ({ queue, work }) => {
          const done = new Set<string>();
          for (const name of ['w1', 'w2', 'w3', 'w4'])
            work(
              async () => {
                done.add(name);
                await sleep(100);
              },
              { name, concurrency: 2 },
            );
          await queue.addBulk(
            Array.from({ length: 80 }, (_, n) => ({ name: 'x', data: {}, opts: { jobId: `j${n}` } })),
          );
          await until(async () => (await queue.getCompletedCount()) === 80, 'all jobs to be done');
          expect(done.size).toBe(4);
          expect((await queue.getWorkers()).length).toBe(4);
        },
        4,
      );
    });
  });
});

describe.skipIf(typeof server === 'string')('on a PostgreSQL that is restarted', { timeout: PATIENCE }, () => {
  it.each([
    ['by a socket, where a server that is away looks like a missing file', 'socket'],
    ['by a port', 'port'],
  ] as const)('goes on with all its jobs, each done once: %s', async (_, by) => {
    const restartable = await startRestartablePostgres(by);
    onTestFinished(() => restartable.remove());
    const pool = openQueuePool(restartable.url);
    const said: string[] = [];
    const tasks = await openQueue({ kind: 'postgres', pool }, 'x', { onError: (message) => said.push(message) });
    const runs: (string | undefined)[] = [];
    tasks.work(async ({ id }) => {
      runs.push(id);
      await sleep(1_000);
    });
    await tasks.queue.addBulk(['during', 'waiting'].map((jobId) => ({ name: 'x', data: {}, opts: { jobId } })));
    await until(() => runs.length === 1, 'a start');
    await restartable.stop();
    await sleep(2_000);
    await restartable.start();
    await until(async () => (await tasks.queue.getCompletedCount().catch(() => 0)) === 2, 'both jobs to be done');
    await sleep(500);
    const added = Date.now();
    await tasks.queue.add('x', {}, { jobId: 'after' });
    await until(() => runs.length === 3, 'a third start');
    expect(Date.now() - added).toBeLessThan(1_000);
    await until(async () => (await tasks.queue.getCompletedCount()) === 3, 'a third job to be done');
    expect(runs).toEqual(['during', 'waiting', 'after']);
    expect(await tasks.queue.getFailedCount()).toBe(0);
    // Told of, and not without a pause.
    expect(said.length).toBeLessThan(100);
    expect(await tasks.close()).toBe(true);
    await pool.end();
  });
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
