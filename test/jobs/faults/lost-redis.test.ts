import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, it } from 'vitest';
import type { RedisServer } from '../queue/redis-server.ts';
import { MIDDLE_OF } from './hold.ts';
import { startServers } from './servers.ts';

const servers = await startServers('--appendonly', 'yes');

/** Longer than a test: nobody is taken for dead. */
const NEVER_DEAD = { COALFACE_JOBS_LOCK_SECONDS: '600' };

async function flush({ socket }: RedisServer): Promise<void> {
  const client = new Redis(socket);
  await client.flushall();
  client.disconnect();
}

describe.skipIf(servers.isMissing)('a Redis that', { timeout: 120_000 }, () => {
  afterAll(() => servers.stop());

  it('is killed and started again loses no task, and none of them counts as failed', async () => {
    const { redis, store, work, expectOnce, failures } = await servers.scene('killed');
    const worker = work(['--drain']);
    const held = await store.hold(MIDDLE_OF.assign);
    await held.reached(worker);
    await redis.kill();
    // The step ends while nobody can be told of it.
    await held.release();
    await sleep(3_000);
    await redis.restart();
    expect(await worker.ended).toMatchObject({ code: 0 });
    await expectOnce();
    expect(failures()).toEqual([]);
  });

  it('is emptied under an idle worker is filled again from the store', async () => {
    const { redis, store, work, expectOnce, lines } = await servers.scene('idle', NEVER_DEAD);
    const held = await store.hold(MIDDLE_OF.fit);
    const killed = work();
    await held.reached(killed);
    const idle = work(['--drain']);
    await idle.says(({ msg }) => msg === 'worker started');
    killed.child.kill('SIGKILL');
    await held.cut();
    await held.release();
    // The dead worker's lock would hold for ten minutes.
    await sleep(2_000);
    expect(lines().filter(({ msg }) => msg === 'fit done')).toEqual([]);
    await flush(redis);
    expect(await idle.ended).toMatchObject({ code: 0 });
    await expectOnce();
  });

  it('is emptied under a busy worker is filled again, and what the worker has under way counts', async () => {
    const { redis, store, work, expectOnce, failures } = await servers.scene('busy');
    const held = await store.hold(MIDDLE_OF.tag);
    const workers = [work(['--drain']), work(['--drain'])] as const;
    await Promise.race(workers.map((worker) => held.reached(worker)));
    await flush(redis);
    await held.release();
    expect(await Promise.all(workers.map(({ ended }) => ended))).toMatchObject([{ code: 0 }, { code: 0 }]);
    await expectOnce();
    expect(failures()).toEqual([]);
  });
});
