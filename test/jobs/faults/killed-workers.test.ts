import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Running } from '../site.ts';
import { MIDDLE_OF } from './hold.ts';
import { WEEKS } from './scene.ts';
import { startServers } from './servers.ts';

const servers = await startServers();

describe.skipIf(servers.isMissing)('killed workers', { timeout: 120_000 }, () => {
  afterAll(() => servers.stop());

  it('are replaced, all at once, and what they were still writing may be written after their death', async () => {
    const { store, work, expectOnce, failures } = await servers.scene('all');
    const held = await store.hold(MIDDLE_OF.assign);
    const workers = [work(), work(), work()];
    await held.reached(workers[0] as Running);
    for (const { child } of workers) child.kill('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    // Not cut: the server has their statements and does them now.
    await held.release();
    const next = [work(['--drain']), work(['--drain'])];
    expect(await Promise.all(next.map(({ ended }) => ended))).toMatchObject([{ code: 0 }, { code: 0 }]);
    await expectOnce();
    expect(failures()).toEqual([]);
  });

  it('leave no half of a report where they die while they publish it', async () => {
    const { site, reports, work, drain, expectOnce } = await servers.scene('publishing');
    let left = 0;
    for (const folder of [...WEEKS, 'first-look']) {
      const worker = work();
      reports.onChange((name) => name.startsWith(`.tmp-${folder}`) && worker.child.kill('SIGKILL'));
      await worker.ended;
      // What it was writing lies there still, hidden: it died before it put its pages in place.
      if (readdirSync(site.out).some((name) => name.startsWith('.tmp-')) && !existsSync(join(site.out, folder)))
        left += 1;
    }
    expect(left).toBeGreaterThan(0);
    await drain();
    await expectOnce();
    expect(readdirSync(site.out).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
