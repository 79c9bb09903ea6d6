import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openQueue } from '../../../jobs/queue/open-queue.ts';
import { StoreError } from '../../../src/domain/errors.ts';
import { describeQueue, until } from '../../contract/queue.ts';
import { type RedisServer, startRedisServer } from './redis-server.ts';

const PATIENCE = 60_000;
const ignore = () => {};

// Started while the file is read, because whether there is a server decides which tests there are.
const server = await startRedisServer();
if (typeof server === 'string') console.warn(`skipped: ${server}`);
const url = typeof server === 'string' ? '' : server.socket;

afterAll(async () => {
  if (typeof server !== 'string') await server.stop();
});

describe.skipIf(typeof server === 'string')('on a real Redis', () => {
  describeQueue('redis', {
    start: async () => {},
    open: (name, settings) => openQueue({ kind: 'redis', url }, name, settings),
    address: () => ['redis', url],
    leave: async () => {},
    comeBack: async () => {},
    stop: async () => {},
  });

  describe('openQueue', { timeout: PATIENCE }, () => {
    let own: RedisServer | string = '';
    const start = async (...settings: string[]) => {
      own = await startRedisServer(...settings);
      return own as RedisServer;
    };
    afterEach(async () => {
      vi.restoreAllMocks();
      if (typeof own !== 'string') await own.stop();
    });

    it('warns of a Redis that may lose jobs', async () => {
      // BullMQ says so itself, once for each connection.
      vi.spyOn(console, 'warn').mockImplementation(ignore);
      const { socket } = await start('--maxmemory-policy', 'allkeys-lru');
      const tasks = await openQueue({ kind: 'redis', url: socket });
      expect(tasks.warnings).toEqual([
        `${socket}: maxmemory-policy is allkeys-lru, so Redis may drop queued jobs; set it to noeviction`,
        `${socket}: appendonly is off, so a restart of Redis loses queued jobs; set it to yes`,
      ]);
      await tasks.close();
    });

    it('has nothing to say of a Redis that keeps them', async () => {
      const { socket } = await start('--appendonly', 'yes');
      const tasks = await openQueue({ kind: 'redis', url: `redis+unix://${socket}` });
      expect(tasks.warnings).toEqual([]);
      await tasks.close();
    });

    it('keeps its keys together under a word of its own', async () => {
      const { socket } = await start();
      const tasks = await openQueue({ kind: 'redis', url: socket }, 'ingest');
      await tasks.queue.add('x', {}, { jobId: 'a' });
      const client = new Redis(socket);
      expect((await client.keys('*')).filter((key) => !key.startsWith('coalface:ingest:'))).toEqual([]);
      client.disconnect();
      await tasks.close();
    });

    it('waits for a server that is starting', async () => {
      const late = await start();
      await late.kill();
      const opening = openQueue({ kind: 'redis', url: late.socket });
      await sleep(500);
      await late.restart();
      const tasks = await opening;
      await tasks.close();
    });

    it('calls a server that wants a password denied, at once', async () => {
      const { socket } = await start('--requirepass', 'secret');
      const failure = openQueue({ kind: 'redis', url: socket }, 'x', { openTimeoutMs: 30_000 });
      await expect(failure).rejects.toMatchObject({ name: 'StoreError', code: 'queue-denied', retryable: false });
    });

    it('keeps jobs and workers over a Redis that is killed and comes back', async () => {
      const redis = await start('--appendonly', 'yes', '--appendfsync', 'always');
      const lost: string[] = [];
      const tasks = await openQueue({ kind: 'redis', url: redis.socket }, 'x', { onError: (said) => lost.push(said) });
      const runs: (string | undefined)[] = [];
      tasks.work(async ({ id }) => {
        runs.push(id);
        await sleep(1_000);
      });
      await tasks.queue.add('x', {}, { jobId: 'during' });
      await tasks.queue.add('x', {}, { jobId: 'waiting' });
      await until(() => runs.length === 1, 'a start');
      await redis.kill();
      await sleep(1_500);
      await redis.restart();
      await until(async () => (await tasks.queue.getCompletedCount()) === 2, 'both jobs to be done');
      await tasks.queue.add('x', {}, { jobId: 'after' });
      await until(async () => (await tasks.queue.getCompletedCount()) === 3, 'a third');
      expect(runs).toEqual(['during', 'waiting', 'after']);
      expect(lost.length).toBeGreaterThan(0);
      expect(await tasks.close()).toBe(true);
    });

    it('can be closed while its server is away', async () => {
      const redis = await start();
      const tasks = await openQueue({ kind: 'redis', url: redis.socket }, 'x', { onError: ignore });
      let started = false;
      tasks.work(async () => {
        started = true;
        await sleep(300);
      });
      await tasks.queue.add('x', {}, { jobId: 'a' });
      await until(() => started, 'a start');
      await redis.kill();
      expect(await tasks.close(1_000)).toBe(false);
    });
  });
});

describe('openQueue without a Redis', () => {
  let place = '';
  beforeEach(() => {
    place = join(tmpdir(), `coalface-none-${process.pid}.sock`);
  });

  it('calls a place where no server is unreachable, which a retry may mend', async () => {
    const failure = openQueue({ kind: 'redis', url: place }, 'x', { openTimeoutMs: 300 });
    await expect(failure).rejects.toBeInstanceOf(StoreError);
    await expect(failure).rejects.toMatchObject({ code: 'queue-unreachable', retryable: true });
    await expect(failure).rejects.toThrow(`${place}: expected a Redis server that answers within 0.3 s, got ENOENT`);
  });

  it('names the server and never the password', async () => {
    const failure = openQueue({ kind: 'redis', url: 'redis://me:secret@127.0.0.1:1/0' }, 'x', { openTimeoutMs: 300 });
    await expect(failure).rejects.toThrow('redis://127.0.0.1:1/0: ');
    await expect(failure).rejects.not.toThrow(/secret/);
  });

  it('does not wait for a server that never answers', async () => {
    const mute = createServer(ignore).listen(place);
    await once(mute, 'listening');
    const failure = openQueue({ kind: 'redis', url: place }, 'x', { openTimeoutMs: 300 });
    await expect(failure).rejects.toMatchObject({
      code: 'queue-unreachable',
      message: expect.stringMatching(/no answer/),
    });
    mute.close();
  });
});
