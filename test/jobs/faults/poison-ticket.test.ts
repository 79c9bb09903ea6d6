import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunManifest } from '../../../src/domain/run.ts';
import { MIDDLE_OF } from './hold.ts';
import { type Scene, WEEKS } from './scene.ts';
import { startServers } from './servers.ts';

const servers = await startServers();

/** A ticket of the first week. */
const POISON = 'T-10';

/** Brings the tickets into the store and stops before any is tagged. */
async function gather({ store, work }: Scene): Promise<void> {
  const held = await store.hold(MIDDLE_OF.open);
  const worker = work();
  await held.reached(worker);
  worker.child.kill('SIGKILL');
  await worker.ended;
  await held.cut();
  await held.release();
}

/** Makes the text of a message a number, as no version of Coalface writes it: tagging alone reads messages. */
async function spoil({ store }: Scene): Promise<void> {
  const [row] = await store.query('select body from coalface.tickets where ticket_id = $1', [POISON]);
  const messages = [{ at: null, who: 'customer', public: true, text: 7 }];
  const body = JSON.stringify({ ...JSON.parse(String(row?.body)), messages });
  await store.query('update coalface.tickets set body = $2 where ticket_id = $1', [POISON, body]);
}

/** Copies the database. @returns its URL */
async function copyOf({ store, site }: Scene, name: string): Promise<string> {
  await store.close();
  const at = (database: string) => {
    const url = new URL(site.environment.DATABASE_URL as string);
    url.pathname = database;
    return url.href;
  };
  const client = new Client({ connectionString: at('postgres') });
  await client.connect();
  await client.query(`create database ${name} template poison`);
  await client.end();
  await store.reopen();
  return at(name);
}

describe.skipIf(servers.isMissing)('a ticket that breaks tagging', { timeout: 180_000 }, () => {
  afterAll(() => servers.stop());

  it('is tried again, then set aside and named, and the week comes out without it, from workers and from run', async () => {
    const scene = await servers.scene('poison');
    await gather(scene);
    await spoil(scene);
    const DATABASE_URL = await copyOf(scene, 'twin');
    await scene.drain();

    const tries = scene.failures().filter(({ runId }) => runId === '2026-W44-r1');
    expect(tries).toMatchObject(
      [1, 2].map((attempt) => ({ msg: 'tag failed', attempt, code: 'step-broke', final: false })),
    );
    const pages = scene.site.pages();
    const manifest = JSON.parse(pages.get('2026-W44/analyst/run.json') as string) as RunManifest;
    expect(manifest.coverage).toMatchObject({ tickets: 59, set_aside: 1 });
    expect(manifest.warnings).toContainEqual(expect.stringContaining(`${POISON} (tag)`));
    expect(pages.get('2026-W44/analyst/rejects.csv')).toMatch(new RegExp(`broken-in-tag.*${POISON}`));

    const out = join(scene.site.dir, 'twin');
    const run = await scene.site.command(['run', 'tickets.csv', '--out', out], { DATABASE_URL, REDIS_URL: '' });
    expect(run).toMatchObject({ code: 0 });
    await scene.expectOnce(scene.site.pages(out));
    expect(WEEKS.every((week) => pages.has(`${week}/index.html`))).toBe(true);
  });
});
