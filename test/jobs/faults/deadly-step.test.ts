import { afterAll, describe, expect, it } from 'vitest';
import type { RunManifest } from '../../../src/domain/run.ts';
import { startServers } from './servers.ts';

const servers = await startServers();
const RUN = '2026-W45-r1';

describe.skipIf(servers.isMissing)('a step that every worker dies of', { timeout: 120_000 }, () => {
  afterAll(() => servers.stop());

  it('is given up after nine starts, and the next week says so', async () => {
    const { store, site, work, drain } = await servers.scene('deadly');
    const held = await store.hold({ table: 'run_values', when: `new.run_id = '${RUN}' and new.kind = 'topics'` });
    // The queue gives a job up that has lost its worker four times; the store counts on.
    for (let death = 1; death <= 4; death += 1) {
      const worker = work();
      await held.reached(worker);
      worker.child.kill('SIGKILL');
      await worker.ended;
      await held.cut();
      // As if five more had died of it.
      if (death === 1)
        await store.query("update coalface.steps set attempts = 6 where step = 'fit' and scope = $1", [RUN]);
    }
    await drain();
    await held.release();
    expect(await store.marks()).toContainEqual(
      expect.objectContaining({ scope: RUN, step: 'fit', state: 'failed', attempts: 9, code: 'worker-died' }),
    );
    const { weeks } = await site.status();
    expect(weeks.map(({ week, state }) => [week, state])).toEqual(
      expect.arrayContaining([
        ['2026-W44', 'published'],
        ['2026-W45', 'failed'],
        ['2026-W46', 'published'],
      ]),
    );
    const { warnings } = JSON.parse(site.pages().get('2026-W46/analyst/run.json') as string) as RunManifest;
    expect(warnings).toContain('Week 2026-W45 was not produced: its step "fit" failed (worker-died).');
  });
});
