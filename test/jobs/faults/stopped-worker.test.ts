import { afterAll, describe, expect, it } from 'vitest';
import { until } from '../site.ts';
import { MIDDLE_OF } from './hold.ts';
import { startServers } from './servers.ts';

const servers = await startServers();

/** Longer than a test: a task that comes to another worker was handed over. */
const NEVER_DEAD = { COALFACE_JOBS_LOCK_SECONDS: '600' };

describe.skipIf(servers.isMissing)('a worker that is told to end in the middle of a week', { timeout: 120_000 }, () => {
  afterAll(() => servers.stop());

  it('ends what it has under way, leaves the rest, and says by its exit code that it was told to', async () => {
    const { store, work, drain, expectOnce, failures } = await servers.scene('ends', NEVER_DEAD);
    const worker = work();
    await worker.says(({ msg, runId }) => msg === 'fit done' && runId === '2026-W44-r1');
    worker.child.kill('SIGTERM');
    const from = performance.now();
    expect(await worker.ended).toMatchObject({ code: 143 });
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(await store.marks()).not.toContainEqual(expect.objectContaining({ state: 'started' }));
    await drain();
    await expectOnce();
    expect(failures()).toEqual([]);
  });

  it('gives back what takes longer than its grace', async () => {
    const { store, work, drain, expectOnce, failures } = await servers.scene('gives', NEVER_DEAD);
    const worker = work(['--grace', '1', '--concurrency', '4']);
    const started = async () => (await store.marks()).filter(({ state }) => state === 'started');
    // Four threads are starting on two cores: that takes longer than a second.
    await until(async () => (await started()).length === 4, 10);
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toMatchObject({ code: 143 });
    expect(await started()).not.toEqual([]);
    await drain();
    await expectOnce();
    expect(failures()).toEqual([]);
  });

  it('does not wait for a store that hangs, and loses the task when its lock runs out', async () => {
    const { store, work, drain, expectOnce, failures } = await servers.scene('hangs');
    const held = await store.hold(MIDDLE_OF.measure);
    const worker = work(['--grace', '2']);
    await held.reached(worker);
    worker.child.kill('SIGTERM');
    const from = performance.now();
    expect(await worker.ended).toMatchObject({ code: 143 });
    expect(performance.now() - from).toBeLessThan(6_000);
    await held.cut();
    await held.release();
    await drain();
    await expectOnce();
    expect(failures()).toEqual([]);
  });
});
