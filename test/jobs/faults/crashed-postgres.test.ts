import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { isRunning } from '../../../src/adapters/is-running.ts';
import { startRedisServer } from '../queue/redis-server.ts';
import { type RestartablePostgres, startRestartablePostgres } from '../queue/restartable-postgres.ts';
import { until } from '../site.ts';
import { openScene } from './scene.ts';
import { startServers } from './servers.ts';

const servers = await startServers();

/** Ends a server as when its machine loses power, but for what the disk already has: no goodbye to anyone, and recovery at the next start. */
async function crash({ url }: RestartablePostgres): Promise<void> {
  const folder = decodeURIComponent(new URL(url).searchParams.get('host') as string);
  const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGQUIT');
  await until(() => !isRunning(pid));
}

describe.skipIf(servers.isMissing)('a PostgreSQL that crashes twice in mid-week', { timeout: 120_000 }, () => {
  afterAll(() => servers.stop());

  it.each(['Redis', 'the same PostgreSQL'])('costs nothing with the queue on %s', async (place) => {
    const postgres = await startRestartablePostgres('socket');
    const redis = await startRedisServer();
    const REDIS_URL = place === 'Redis' && typeof redis !== 'string' ? redis.socket : '';
    const { store, work, expectOnce, close } = await openScene({ REDIS_URL, DATABASE_URL: postgres.url });
    const workers = [work(['--drain']), work(['--drain'])];
    for (const [step, run] of [
      ['fit', '2026-W44-r1'],
      ['assign', '2026-W45-r1'],
    ]) {
      await Promise.any(workers.map(({ says }) => says(({ msg, runId }) => msg === `${step} done` && runId === run)));
      await crash(postgres);
      await sleep(1_500);
      await postgres.start();
    }
    expect(await Promise.all(workers.map(({ ended }) => ended))).toMatchObject([{ code: 0 }, { code: 0 }]);
    await store.reopen();
    await expectOnce();
    await close();
    await postgres.remove();
    if (typeof redis !== 'string') await redis.stop();
  });
});
