import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STEPS } from '../../../src/domain/task.ts';
import { MIDDLE_OF } from './hold.ts';
import type { Scene } from './scene.ts';
import { startServers } from './servers.ts';

const servers = await startServers();

describe.skipIf(servers.isMissing)('a worker killed in the middle of a step', { timeout: 120_000 }, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await servers.scene('killed');
  }, 120_000);
  afterAll(() => servers.stop());

  // One after the other in one store: each worker takes over what the one before died of, and dies in the next step.
  it.each(STEPS)('leaves %s to the next one', async (step) => {
    const held = await scene.store.hold(MIDDLE_OF[step]);
    const worker = scene.work();
    await held.reached(worker);
    expect(await scene.store.marks()).toContainEqual(expect.objectContaining({ step, state: 'started' }));
    worker.child.kill('SIGKILL');
    expect(await worker.ended).toMatchObject({ signal: 'SIGKILL' });
    await held.cut();
    await held.release();
  });

  it('has cost nothing in the end', async () => {
    await scene.drain();
    await scene.expectOnce();
    expect(scene.failures()).toEqual([]);
  });
});
