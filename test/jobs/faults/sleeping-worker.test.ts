import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { until } from '../site.ts';
import { MIDDLE_OF } from './hold.ts';
import { startServers } from './servers.ts';

const servers = await startServers();

// What a paused virtual machine or a laptop that was closed does.
describe.skipIf(servers.isMissing)('a worker that is stopped past its lock', { timeout: 120_000 }, () => {
  afterAll(() => servers.stop());

  it.each(['gather', 'open', 'assign', 'report', 'render'] as const)(
    'in %s wakes up to find all done by another, and spoils nothing',
    async (step) => {
      const { store, work, drain, expectOnce, failures } = await servers.scene(step, {
        COALFACE_JOBS_CONCURRENCY: '1',
      });
      const held = await store.hold(MIDDLE_OF[step]);
      const sleeper = work();
      await held.reached(sleeper);
      sleeper.child.kill('SIGSTOP');
      await held.release();
      await drain();
      const told = sleeper.lines().length;
      sleeper.child.kill('SIGCONT');
      await until(() => sleeper.lines().length > told);
      await sleep(1_500);
      sleeper.child.kill('SIGTERM');
      expect(await sleeper.ended).toMatchObject({ code: 143 });
      await expectOnce();
      expect(failures()).toEqual([]);
    },
  );
});
