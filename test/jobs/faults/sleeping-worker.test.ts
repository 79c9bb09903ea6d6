import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { until } from '../site.ts';
import { MIDDLE_OF } from './hold.ts';
import { addExport, referenceOfBoth } from './reference.ts';
import { WEEKS } from './scene.ts';
import { startServers } from './servers.ts';

const servers = await startServers();

// What a paused virtual machine or a laptop that was closed does.
describe.skipIf(servers.isMissing)('a worker that is stopped past its lock', { timeout: 120_000 }, () => {
  afterAll(() => servers.stop());

  it.each(['gather', 'open', 'assign', 'render'] as const)(
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

  it('in the middle of writing pages does not put them over newer ones', async () => {
    const { site, store, reports, work, drain } = await servers.scene('pages');
    const isWritten = (week: string) => existsSync(join(site.out, week));
    const isBegun = (week: string) => readdirSync(site.out).some((name) => name.startsWith(`.tmp-${week}`));
    const sleeper = work();
    let asleep = '';
    reports.onChange((name) => {
      const week = WEEKS.find((one) => name.startsWith(`.tmp-${one}`));
      if (week === undefined || asleep !== '') return;
      sleeper.child.kill('SIGSTOP');
      if (isBegun(week) && !isWritten(week)) asleep = week;
      else sleeper.child.kill('SIGCONT');
    });
    await until(() => asleep !== '' || isWritten('2026-W46'));
    expect(asleep).not.toBe('');

    await drain();
    addExport(site);
    expect(await site.command(['enqueue', 'more.csv', '--out', site.out])).toMatchObject({ code: 0 });
    await drain();
    const before = reports.changes(asleep);
    const visible = [...site.pages()].filter(([path]) => !path.startsWith('.'));
    expect(new Map(visible)).toEqual(await referenceOfBoth());
    sleeper.child.kill('SIGCONT');
    await until(() => !isBegun(asleep));
    await sleep(500);
    sleeper.child.kill('SIGTERM');
    expect(await sleeper.ended).toMatchObject({ code: 143 });
    expect(site.pages()).toEqual(await referenceOfBoth());
    expect(reports.changes(asleep)).toBe(before);
    expect(Object.values(await store.finishes())).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
