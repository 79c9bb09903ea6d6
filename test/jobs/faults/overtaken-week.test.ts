import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunManifest } from '../../../src/domain/run.ts';
import { csv, ticketRows } from '../../made-export.ts';
import { until } from '../site.ts';
import { MIDDLE_OF } from './hold.ts';
import type { Scene } from './scene.ts';
import { startServers } from './servers.ts';

const servers = await startServers();

/** Another process brings one more ticket of the first week into the store, and dies before it does anything with it. */
async function bringOneMore({ site, store }: Scene): Promise<void> {
  const [[_, ...row] = []] = ticketRows(60);
  writeFileSync(join(site.dir, 'one-more.csv'), csv([['T-9000', ...row]]));
  const run = site.start(['run', 'one-more.csv', '--out', join(site.dir, 'other')], { REDIS_URL: '' });
  await until(async () => (await store.query("select from coalface.tickets where ticket_id = 'T-9000'")).length > 0, 5);
  run.child.kill('SIGKILL');
  await run.ended;
}

describe.skipIf(servers.isMissing)('a week whose tickets change while it is worked out', { timeout: 120_000 }, () => {
  afterAll(() => servers.stop());

  it('is worked out anew before it is published', async () => {
    const scene = await servers.scene('overtaken');
    const { store, site, reports, work } = scene;
    const held = await store.hold(MIDDLE_OF.report);
    const worker = work(['--drain']);
    await held.reached(worker);
    await bringOneMore(scene);
    await held.release();
    expect(await worker.ended).toMatchObject({ code: 0 });

    const { coverage } = JSON.parse(site.pages().get('2026-W44/analyst/run.json') as string) as RunManifest;
    expect(coverage.tickets).toBe(61);
    expect(reports.changes('2026-W44')).toBe(1);
    expect(await store.finishes()).toEqual({ '2026-W44-r2': 1, '2026-W45-r1': 1, '2026-W46-r1': 1 });
    expect(scene.failures()).toEqual([]);
  });
});
