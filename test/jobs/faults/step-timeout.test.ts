import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunManifest } from '../../../src/domain/run.ts';
import { type Running, until } from '../site.ts';
import { reference } from './reference.ts';
import type { Scene } from './scene.ts';
import { startServers } from './servers.ts';

const servers = await startServers();
const LOST = { week: '2026-W45', runId: '2026-W45-r1' };

// One story in order: a step that takes too long fails its week, the next week goes on and says so, and the week can be asked for again.
describe.skipIf(servers.isMissing)('a step that takes longer than its timeout', { timeout: 120_000 }, () => {
  let scene: Scene;
  let sane: Running;
  beforeAll(async () => {
    scene = await servers.scene('timeout');
    const held = await scene.store.hold({ table: 'runs', when: `new.week = '${LOST.week}'` });
    const worker = scene.work();
    await held.reached(worker);
    worker.child.kill('SIGKILL');
    await held.cut();
    await held.release();
  }, 120_000);
  afterAll(() => servers.stop());

  it('is aborted, tried again, and given up as step-timeout', async () => {
    // 60 ms: less than a thread takes to start.
    const hasty = scene.work([], { COALFACE_JOBS_STEP_TIMEOUT_MINUTES: '0.001' });
    const isLost = async () =>
      (await scene.store.marks()).some(({ scope, state }) => scope === LOST.runId && state === 'failed');
    await until(isLost, 10);
    hasty.child.kill('SIGKILL');
    await hasty.ended;
    const tries = scene.failures().filter(({ runId }) => runId === LOST.runId);
    expect(tries.map(({ code, attempt }) => [code, attempt])).toEqual(
      [1, 2, 3].map((attempt) => ['step-timeout', attempt]),
    );
  });

  it('is told by the next report, the status with its exit code, and the metrics', async () => {
    sane = scene.work([], { COALFACE_MONITOR_PORT: '0' });
    await sane.says(({ msg }) => msg === 'close done');
    const told = `Week ${LOST.week} was not produced: its step "fit" failed (step-timeout).`;
    const pages = scene.site.pages();
    expect([...pages.keys()].filter((path) => path.startsWith(LOST.week))).toEqual([]);
    const { warnings } = JSON.parse(pages.get('2026-W46/analyst/run.json') as string) as RunManifest;
    expect(warnings).toContain(told);
    expect(pages.get('2026-W46/overview.md') ?? pages.get('2026-W46/index.html')).toContain(
      `Week ${LOST.week} was not`,
    );

    const { weeks } = await scene.site.status();
    expect(weeks).toContainEqual(expect.objectContaining({ ...LOST, state: 'failed', code: 'step-timeout' }));
    expect(await scene.site.command(['status'])).toMatchObject({
      code: 5,
      out: expect.stringContaining('(step-timeout)'),
    });
    const { monitor } = await sane.says(({ msg }) => msg === 'worker started');
    expect(await (await fetch(`${monitor}/metrics`)).text()).toContain('coalface_weeks{state="failed"} 1');
  });

  it('comes out when it is asked for again with a sane timeout, and the week after it is restated', async () => {
    const { site, reports, drain } = scene;
    sane.child.kill('SIGTERM');
    await sane.ended;
    expect(await site.enqueue()).toMatchObject({ code: 0 });
    await drain();
    const weekly = (pages: ReadonlyMap<string, string>) => [...pages].filter(([path]) => /^2026-W4[456]\//.test(path));
    const asFirst = weekly(site.pages()).map(([path, body]) => [path, body.replaceAll('2026-W46-r2', '2026-W46-r1')]);
    expect(asFirst).toEqual(weekly(await reference()));
    // The old folder goes, the new one comes: what the kernel tells of a restatement.
    expect(['2026-W44', LOST.week].map(reports.changes)).toEqual([1, 1]);
    expect(reports.states('2026-W46')).toHaveLength(2);
    expect(await scene.store.finishes()).toEqual({
      '2026-W44-r1': 1,
      '2026-W45-r1': 1,
      '2026-W46-r1': 1,
      '2026-W46-r2': 1,
    });
  });
});
