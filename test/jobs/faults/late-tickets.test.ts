import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addExport, referenceOfBoth } from './reference.ts';
import { startServers } from './servers.ts';

const servers = await startServers();

describe.skipIf(servers.isMissing)('late tickets of a week that is out', { timeout: 120_000 }, () => {
  afterAll(() => servers.stop());

  it('restate it, also where the worker dies when it has saved them and told nobody', async () => {
    const { site, store, work, drain } = await servers.scene('late');
    await drain();
    addExport(site);
    mkdirSync(join(site.dir, 'watched'));
    renameSync(join(site.dir, 'more.csv'), join(site.dir, 'watched', 'more.csv'));
    const taken = await site.command(['enqueue', '--source', 'watched', '--settle', '0', '--out', site.out]);
    expect(taken).toMatchObject({ code: 0 });

    const held = await store.hold({ table: 'staged', when: "new.kind = 'touched' and new.body <> '[]'" });
    const worker = work();
    await held.reached(worker);
    expect(await store.query("select from coalface.tickets where ticket_id = 'T-9003'")).toHaveLength(1);
    worker.child.kill('SIGKILL');
    await worker.ended;
    await held.cut();
    await held.release();
    await drain();
    expect(site.pages()).toEqual(await referenceOfBoth());
  });
});
