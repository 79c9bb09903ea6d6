import { Queue, UnrecoverableError, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Monitor, openMonitor } from '../../../jobs/monitor/monitor.ts';
import type { Status } from '../../../src/domain/status.ts';
import { findChromium, openChromium } from '../../e2e/check-pages.ts';
import { type RedisServer, startRedisServer } from '../queue/redis-server.ts';

const TOKEN = 'correct-horse-battery';
const BEARER = { headers: { authorization: `Bearer ${TOKEN}` } };
const SECRET = 'My pump leaks says Mrs Meier';
const STATUS: Status = { store: 'here', intakes: [], failedIntakes: [], weeks: [], steps: [] };
const ASKS = ['', '/done-2026-W46-r1', '/failed-2026-W46-r1', '/failed-2026-W46-r1/flow', '/done-2026-W46-r1/logs'];

const redis = await startRedisServer();
if (typeof redis === 'string') console.warn(`skipped: ${redis}`);
const executable = findChromium();
if (!executable && process.env.CI)
  throw new Error('expected Chromium in CI, found none: install it or set CHROMIUM_PATH');

describe.skipIf(typeof redis === 'string')('openMonitor', () => {
  const { socket, stop } = redis as RedisServer;
  const connection = new Redis({ path: socket, maxRetriesPerRequest: null });
  const queue = new Queue('coalface', { connection });
  let monitor: Monitor;

  beforeAll(async () => {
    await fillQueue(queue, connection);
    monitor = await openMonitor({
      port: 0,
      token: TOKEN,
      status: async () => STATUS,
      queue,
      checks: { queue: () => connection.ping(), worker: () => true },
    });
  });

  afterAll(async () => {
    await monitor.close();
    await queue.close();
    await connection.quit();
    await stop();
  });

  it('answers the probes without a token', async () => {
    expect((await fetch(`${monitor.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${monitor.url}/readyz`)).status).toBe(200);
  });

  it('counts the jobs of the queue and the steps of the worker', async () => {
    monitor.observeStep({ step: 'tag', ms: 10, counts: { tickets: 7 } });
    monitor.stepFailed({ step: 'tag', code: 'store-unreachable' });
    const text = await (await fetch(`${monitor.url}/metrics`)).text();
    for (const line of [
      'coalface_queue_jobs{state="completed"} 1',
      'coalface_queue_jobs{state="failed"} 1',
      'coalface_queue_jobs{state="delayed"} 2',
      'coalface_tickets_total{step="tag"} 7',
      'coalface_step_failures_total{step="tag",code="store-unreachable"} 1',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).not.toMatch(/W46|Meier/);
  });

  it.each([
    '/board',
    '/board/',
    '/board/queue/coalface',
    '/board/api/queues',
    '/board/api/redis/stats',
    '/board/static/favicon.ico',
  ])('answers 401 at %s without the token', async (path) => {
    const response = await fetch(monitor.url + path);
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="coalface"']);
  });

  it('shows the board with the token, and asks no other server for anything', async () => {
    const page = await (await fetch(`${monitor.url}/board/`, BEARER)).text();
    expect(page).toContain('<title>Coalface</title>');
    const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path as string);
    expect(loaded.filter((path) => /^(https?:)?\/\//.test(path))).toEqual([]);
    for (const path of loaded.filter((one) => one.includes('.'))) {
      expect((await fetch(new URL(path, `${monitor.url}/board/`), BEARER)).status).toBe(200);
    }
  });

  it('shows ids and counts of jobs and no word of what they hold', async () => {
    const asks = ASKS.map((path) => (path === '' ? 'queues?activeQueue=coalface' : `queues/coalface${path}`));
    const bodies = await Promise.all(
      [...asks, 'job-schedulers', 'redis/stats', 'queues/coalface/workers', 'queues/coalface/metrics'].map(
        async (path) => {
          const response = await fetch(`${monitor.url}/board/api/${path}`, BEARER);
          expect([path, response.status]).toEqual([path, 200]);
          return response.text();
        },
      ),
    );
    const all = bodies.join('\n');
    expect(all).not.toMatch(/pump|Meier/);
    for (const known of ['done-2026-W46-r1', '"runId":"2026-W46-r1"', '"tickets":9', 'UnrecoverableError', '0 6 * * 1'])
      expect(all).toContain(known);
  });

  it('changes nothing', async () => {
    const before = await queue.getJobCounts();
    for (const [method, path] of [
      ['PUT', 'queues/pause'],
      ['PUT', 'queues/coalface/pause'],
      ['PUT', 'queues/coalface/obliterate'],
      ['PUT', 'queues/coalface/retry/failed'],
      ['PUT', 'queues/coalface/failed-2026-W46-r1/clean'],
      ['POST', 'queues/coalface/add'],
      ['PATCH', 'queues/coalface/failed-2026-W46-r1/update-data'],
    ] as const) {
      expect((await fetch(`${monitor.url}/board/api/${path}`, { ...BEARER, method })).status).toBe(405);
    }
    expect(await queue.isPaused()).toBe(false);
    expect(await queue.getJobCounts()).toEqual(before);
  });

  it('refuses a short token before it listens', async () => {
    const failure = openMonitor({ port: 0, token: 'short', status: async () => STATUS, queue, checks: {} });
    await expect(failure).rejects.toMatchObject({ name: 'ConfigError', code: 'board-token' });
  });

  it.skipIf(!executable)(
    'opens in a browser from a link on another site, with the token once',
    async () => {
      const browser = await openChromium(executable as string);
      try {
        const { text, problems, address } = await lookAt(browser, monitor.url);
        expect(problems).toEqual([]);
        expect(address).not.toContain(TOKEN);
        expect(text).toContain('done-2026-W46-r1');
        expect(text).not.toMatch(/pump|Meier/);
      } finally {
        await browser.close();
      }
    },
    60_000,
  );
});

describe.skipIf(typeof redis === 'string')('openMonitor without its Redis', () => {
  it('says who fails, keeps its own numbers, and closes at once', async () => {
    const { socket, stop } = (await startRedisServer()) as RedisServer;
    const connection = new Redis({ path: socket, maxRetriesPerRequest: null });
    connection.on('error', () => {});
    const queue = new Queue('coalface', { connection });
    queue.on('error', () => {});
    await queue.waitUntilReady();
    const checks = { queue: () => queue.getJobCounts(), worker: () => true };
    const monitor = await openMonitor({ port: 0, token: TOKEN, status: async () => STATUS, queue, checks });
    await stop();
    const [ready, metrics] = await Promise.all([fetch(`${monitor.url}/readyz`), fetch(`${monitor.url}/metrics`)]);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'failing', failing: ['queue'] }]);
    const text = await metrics.text();
    expect(text).toContain('coalface_source_up{source="queue"} 0');
    expect(text).not.toContain('coalface_queue_jobs{');
    const hanging = fetch(`${monitor.url}/board/api/queues`, BEARER).catch(() => 'cut');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const started = performance.now();
    await monitor.close();
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(await hanging).toBe('cut');
    connection.disconnect();
    await queue.close().catch(() => {});
  }, 20_000);
});

/** One finished job, one failed, two that wait, one of them of a schedule; text wherever a careless processor could put it. */
async function fillQueue(queue: Queue, connection: Redis): Promise<void> {
  const data = { runId: '2026-W46-r1', note: SECRET };
  const worker = new Worker(
    queue.name,
    async (job) => {
      await job.log(SECRET);
      await job.updateProgress({ note: SECRET });
      if (job.id?.startsWith('failed')) throw new UnrecoverableError(SECRET);
      return { tickets: 9, note: SECRET };
    },
    { connection },
  );
  await queue.add('tag', data, { jobId: 'done-2026-W46-r1' });
  await queue.add('tag', data, { jobId: 'failed-2026-W46-r1' });
  await queue.add('tag', data, { jobId: 'later-2026-W46-r1', delay: 3_600_000 });
  await queue.upsertJobScheduler('weekly', { pattern: '0 6 * * 1', tz: 'Europe/Berlin' }, { name: 'tick', data });
  for (let waited = 0; waited < 5_000; waited += 20) {
    const { completed, failed } = await queue.getJobCounts();
    if (completed === 1 && failed === 1) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await worker.close();
}

/** Comes from another site, follows a link with the token, then looks at a job. */
async function lookAt(browser: Browser, url: string) {
  const page = await (await browser.newContext()).newPage();
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  page.on(
    'response',
    (response) => response.status() >= 400 && problems.push(`${response.status()}: ${response.url()}`),
  );
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  page.on('request', (request) => {
    if (!/^data:/.test(request.url()) && !request.url().startsWith(url)) problems.push(`request: ${request.url()}`);
  });
  await page.goto(`data:text/html,<a href="${url}/board/?token=${TOKEN}">board</a>`);
  await page.click('a');
  await page.waitForURL(`${url}/board/`);
  await page.goto(`${url}/board/queue/coalface?status=completed`);
  await page.getByText('done-2026-W46-r1').first().waitFor();
  const list = await page.innerText('body');
  await page.goto(`${url}/board/queue/coalface/failed-2026-W46-r1`);
  await page.getByText('failed-2026-W46-r1').first().waitFor();
  return { text: list + (await page.innerText('body')), problems, address: page.url() };
}
