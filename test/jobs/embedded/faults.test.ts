import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MARKER } from '../../made-export.ts';
import { type RedisServer, startRedisServer } from '../queue/redis-server.ts';
import { type LogLine, type Running, referencePages, type Site } from '../site.ts';
import { embeddedSites } from './embedded-sites.ts';

const PER_WEEK = 30;
const makeSite = embeddedSites(PER_WEEK);

/** A preload that makes a thread hang for ever in the middle of a ticket, once: when it is in the source folder that a file of this name names. */
const HANG = 'hang-in';
const HANGING = `
  import { existsSync, readFileSync, unlinkSync } from 'node:fs';
  import { isMainThread } from 'node:worker_threads';
  const lower = String.prototype.toLowerCase;
  const hangs = () => new Error().stack.includes('/src/' + readFileSync('${HANG}', 'utf8'));
  if (!isMainThread) String.prototype.toLowerCase = function () {
    if (this.includes('${MARKER}') && existsSync('${HANG}') && hangs()) { unlinkSync('${HANG}'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); }
    return lower.call(this);
  };`;
const PRELOAD = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(HANGING)}` };

/** Makes the next thread that comes to a step hang there. @returns resolves when one does */
async function hangIn(site: Site, step: string): Promise<void> {
  writeFileSync(join(site.dir, HANG), step);
  while (existsSync(join(site.dir, HANG))) await sleep(20);
}

/** Starts a worker and sends it a signal when it has come so far. */
async function stop(site: Site, signal: NodeJS.Signals, hasComeSoFar: (worker: Running) => Promise<unknown>) {
  const worker = site.start(['work', '--grace', '2'], PRELOAD);
  await hasComeSoFar(worker);
  const from = performance.now();
  worker.child.kill(signal);
  return { ...(await worker.ended), ms: performance.now() - from, lines: worker.lines() };
}

const hasDone = (step: string, week: string) => (line: LogLine) =>
  line.msg === `${step} done` && `${line.week ?? line.runId}`.startsWith(week);
const warnings = (lines: readonly LogLine[]) => lines.filter(({ level }) => level === 'warn');

describe('the pages of an embedded worker are the same bytes', { timeout: 240_000, concurrent: true }, () => {
  let expected: ReadonlyMap<string, string>;
  beforeAll(async () => {
    expected = await referencePages(PER_WEEK);
  }, 120_000);

  it('after it was killed in the middle of reading, of tagging, and when it had just published a week', async () => {
    const site = makeSite({ COALFACE_JOBS_LOCK_SECONDS: '4' });
    await site.enqueue();
    const places = [
      () => hangIn(site, 'ingest'),
      async ({ says }: Running) => {
        await says(hasDone('open', '2026-W45'));
        await hangIn(site, 'tag');
      },
      ({ says }: Running) => says(hasDone('render', '2026-W45')),
    ];
    for (const place of places)
      expect(await stop(site, 'SIGKILL', place)).toMatchObject({ code: null, signal: 'SIGKILL' });
    const { code, err } = await site.command(['work', '--drain']);
    expect([code, err.includes(MARKER)]).toEqual([0, false]);
    expect(site.pages()).toEqual(expected);
  });

  it('after it was stopped in the middle of a week, stopped while a step hung, and had aborted one that hung', async () => {
    const site = makeSite();
    await site.enqueue();
    const stopped = await stop(site, 'SIGTERM', ({ says }) => says(hasDone('fit', '2026-W44')));
    expect([stopped.code, stopped.lines.at(-1)?.msg, warnings(stopped.lines)]).toEqual([143, 'worker stopped', []]);

    const stuck = await stop(site, 'SIGTERM', () => hangIn(site, 'tag'));
    expect([stuck.code, stuck.lines.at(-1)?.msg, warnings(stuck.lines)]).toEqual([143, 'worker stopped', []]);
    expect(stuck.ms).toBeLessThan(5_000);

    const late = site.start(['work', '--drain'], { ...PRELOAD, COALFACE_JOBS_STEP_TIMEOUT_MINUTES: '0.4' });
    await hangIn(site, 'vectorize');
    expect(await late.says(({ level }) => level === 'warn')).toMatchObject({ code: 'step-timeout', final: false });
    expect((await late.ended).code).toBe(0);
    expect(site.pages()).toEqual(expected);
  });
});

const redis = await startRedisServer();
if (typeof redis === 'string') console.warn(`skipped: ${redis}`);

describe.skipIf(typeof redis === 'string')('a worker whose Redis is away', { timeout: 60_000 }, () => {
  afterAll(() => (redis as RedisServer).stop());

  it('ends within the grace when it is asked to stop', async () => {
    const { socket, kill } = redis as RedisServer;
    const worker = makeSite({ REDIS_URL: socket }).start(['work', '--grace', '2']);
    await worker.says(({ msg }) => msg === 'worker started');
    await kill();
    await worker.says(({ msg, level }) => msg === 'queue' && level === 'warn');
    const from = performance.now();
    worker.child.kill('SIGTERM');
    expect((await worker.ended).code).toBe(143);
    expect(performance.now() - from).toBeLessThan(6_000);
    expect(worker.lines().at(-1)?.msg).toMatch(/^worker stopped before all was closed/);
  });
});
