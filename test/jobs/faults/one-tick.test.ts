import { copyFileSync, mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, it } from 'vitest';
import { openQueue } from '../../../jobs/queue/open-queue.ts';
import type { RedisServer } from '../queue/redis-server.ts';
import { type Site, until } from '../site.ts';
import type { Scene } from './scene.ts';
import { startServers } from './servers.ts';

const servers = await startServers();

/** Two operators set the same schedule at the same moment, on a store that nobody has opened before. */
function scheduleTwice(site: Site) {
  const source = join(site.dir, 'watched');
  mkdirSync(source);
  copyFileSync(join(site.dir, 'tickets.csv'), join(source, 'tickets.csv'));
  // It has lain still for long.
  utimesSync(join(source, 'tickets.csv'), 1_000_000, 1_000_000);
  // Once a year: no other tick comes while the test runs.
  const words = ['schedule', '--cron', '0 6 1 6 *', '--source', source, '--out', site.out];
  return Promise.all([site.command(words), site.command(words)]);
}

/** Makes the tick that is next come now. @returns how many were waiting for their time */
async function tickNow({ socket }: RedisServer): Promise<number> {
  const { queue, close } = await openQueue({ kind: 'redis', url: socket });
  const delayed = await queue.getDelayed();
  for (const job of delayed) await job.promote();
  await close();
  return delayed.length;
}

async function flush({ socket }: RedisServer): Promise<void> {
  const client = new Redis(socket);
  await client.flushall();
  client.disconnect();
}

const ticks = ({ lines }: Scene) => lines().flatMap(({ msg }) => (msg.startsWith('tick:') ? [msg] : []));

describe.skipIf(servers.isMissing)('a tick with two schedulers and two workers', { timeout: 120_000 }, () => {
  afterAll(() => servers.stop());

  it('is one tick, one intake and one publication, also when the queue loses the schedule', async () => {
    const scene = await servers.scene('tick', {}, scheduleTwice);
    const workers = [scene.work(), scene.work()];
    await Promise.all(workers.map(({ says }) => says(({ msg }) => msg === 'worker started')));
    expect(await tickNow(scene.redis)).toBe(1);
    await until(() => scene.lines().some(({ msg }) => msg === 'close done'));
    expect(ticks(scene)).toEqual(['tick: brought in']);
    await scene.expectOnce();

    // Both find the schedule lost and set it anew; the tick that may have been lost comes once, and finds nothing new.
    await flush(scene.redis);
    await until(() => ticks(scene).length > 1);
    for (const { child } of workers) child.kill('SIGTERM');
    expect(await Promise.all(workers.map(({ ended }) => ended))).toMatchObject([{ code: 143 }, { code: 143 }]);
    expect(ticks(scene)).toEqual(['tick: brought in', 'tick: nothing new']);
    await scene.expectOnce();
    expect(scene.failures()).toEqual([]);
  });
});
