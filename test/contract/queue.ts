import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, UnrecoverableError } from 'bullmq';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepSchedule } from '../../jobs/queue/keep-schedule.ts';
import type { QueueSettings, TaskQueue, WorkSettings } from '../../jobs/queue/open-queue.ts';
import { killScript, nextLine, startScript } from '../adapters/store/processes.ts';

/** How the suite gets at one kind of place. */
export interface QueueHarness {
  /** Starts what all tests share. */
  start(): Promise<void>;
  /** A client of the place; several may be open at once. */
  open(name: string, settings?: QueueSettings): Promise<TaskQueue>;
  /** Kind and address of the place, for a process of its own. */
  address(): readonly [kind: string, address: string];
  /** Lets go of the place, so that another process can have it. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

const PATIENCE = 60_000;
const SHORT: WorkSettings = { lockMs: 1_500, stalledIntervalMs: 300 };
const HOUSE_SETTINGS = { concurrency: 1, lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 3 };
const MONDAY_AT_SIX = { pattern: '0 6 * * 1', tz: 'Europe/Berlin' };

/** What a queue promises, wherever it lives: one suite for all places. */
export function describeQueue(name: string, harness: QueueHarness): void {
  describe(`the ${name} queue`, { timeout: PATIENCE }, () => {
    let number = 0;
    let queueName = '';
    let opened: TaskQueue[] = [];
    let tasks: TaskQueue;
    const open = async (settings?: QueueSettings) => {
      const client = await harness.open(queueName, settings);
      opened.push(client);
      return client;
    };
    const closeAll = async () => {
      await Promise.all(opened.map((client) => client.close()));
      opened = [];
    };
    beforeAll(() => harness.start(), PATIENCE);
    beforeEach(async () => {
      number += 1;
      queueName = `contract-${number}`;
      tasks = await open({ backoffMs: 100 });
    }, PATIENCE);
    afterEach(async () => {
      vi.useRealTimers();
      await closeAll();
    }, PATIENCE);
    afterAll(() => harness.stop(), PATIENCE);

    const jobOf = async (id: string): Promise<Job> => {
      const job = await tasks.queue.getJob(id);
      if (job === undefined) throw new Error(`expected a job ${id}, got none`);
      return job;
    };
    const reaches = (id: string, state: string) =>
      until(async () => (await tasks.queue.getJobState(id)) === state, `job ${id} to be ${state}`);

    it('opens with the settings of the house', async () => {
      const { queue, work, kind } = await harness.open(`${queueName}-defaults`);
      const worker = work(async () => {});
      const kept = { age: 604_800, count: expect.any(Number) };
      expect(kind).toBe(name);
      expect(queue.defaultJobOptions).toEqual({
        attempts: 3,
        backoff: { type: 'exponential', delay: 2_000 },
        removeOnComplete: kept,
        removeOnFail: kept,
      });
      expect(worker.opts).toMatchObject(HOUSE_SETTINGS);
      await queue.close();
      await worker.close();
    });

    describe('a job', () => {
      it('comes to the worker as it was added, and its result comes back', async () => {
        const data = { week: '2026-W47', shard: 12, none: null, deep: [{ ä: '😀 "x" \\ \n' }, 0.1, -3, true] };
        const seen: unknown[] = [];
        await tasks.queue.add('ingest', data, { jobId: 'ingest-2026-W47-r1-12' });
        tasks.work(async ({ id, name, data }) => {
          seen.push([id, name, data]);
          return { tickets: 7 };
        });
        await reaches('ingest-2026-W47-r1-12', 'completed');
        expect(seen).toEqual([['ingest-2026-W47-r1-12', 'ingest', data]]);
        expect((await jobOf('ingest-2026-W47-r1-12')).returnvalue).toEqual({ tickets: 7 });
      });

      it('added under one id by two clients is one job, with what was said first', async () => {
        const other = await open();
        await tasks.queue.add('first', { n: 1 }, { jobId: 'same' });
        await Promise.all([tasks, other].map(({ queue }) => queue.add('second', { n: 2 }, { jobId: 'same' })));
        expect(await tasks.queue.getJobCounts('waiting', 'delayed', 'active')).toEqual({
          waiting: 1,
          delayed: 0,
          active: 0,
        });
        expect(await jobOf('same')).toMatchObject({ name: 'first', data: { n: 1 } });
      });

      it('blocks its id while it is kept after it is done, and frees it when it is removed', async () => {
        let runs = 0;
        tasks.work(async () => {
          runs += 1;
        });
        await tasks.queue.add('x', {}, { jobId: 'once' });
        await reaches('once', 'completed');
        await tasks.queue.add('x', {}, { jobId: 'once' });
        await sleep(300);
        expect(runs).toBe(1);
        await (await jobOf('once')).remove();
        await tasks.queue.add('x', {}, { jobId: 'once' });
        await until(() => runs === 2, 'a second run');
        await reaches('once', 'completed');
      });

      it('that is deduplicated counts once until it is done', async () => {
        const add = (jobId: string) => tasks.queue.add('x', {}, { jobId, deduplication: { id: 'week' } });
        await add('a');
        expect((await add('b')).id).toBe('a');
        expect(await tasks.queue.count()).toBe(1);
        tasks.work(async () => {});
        await reaches('a', 'completed');
        await add('c');
        await reaches('c', 'completed');
      });

      it('shows how far it is', async () => {
        tasks.work(async (job) => {
          await job.updateProgress({ done: 3, of: 8 });
        });
        await tasks.queue.add('x', {}, { jobId: 'p' });
        await reaches('p', 'completed');
        expect((await jobOf('p')).progress).toEqual({ done: 3, of: 8 });
      });

      it('with a delay waits for it', async () => {
        const added = Date.now();
        let ran = 0;
        tasks.work(async () => {
          ran = Date.now();
        });
        await tasks.queue.add('x', {}, { jobId: 'later', delay: 500 });
        await reaches('later', 'completed');
        expect(ran - added).toBeGreaterThanOrEqual(499);
      });
    });

    describe('a failed attempt', () => {
      it('is followed by another after pauses that double, and the processor is told which it is', async () => {
        const attempts: { readonly made: number; readonly at: number }[] = [];
        tasks.work(async ({ attemptsMade }) => {
          attempts.push({ made: attemptsMade, at: Date.now() });
          if (attemptsMade < 2) throw new Error('not yet');
        });
        await tasks.queue.add('x', {}, { jobId: 'r' });
        await reaches('r', 'completed');
        expect(attempts.map(({ made }) => made)).toEqual([0, 1, 2]);
        const [first = 0, second = 0, third = 0] = attempts.map(({ at }) => at);
        expect(second - first).toBeGreaterThanOrEqual(99);
        expect(third - second).toBeGreaterThanOrEqual(199);
        expect((await jobOf('r')).attemptsMade).toBe(3);
      });

      it('is the last after three, and its reason is kept', async () => {
        tasks.work(async () => Promise.reject(new Error('broken')));
        await tasks.queue.add('x', {}, { jobId: 'f' });
        await reaches('f', 'failed');
        expect(await jobOf('f')).toMatchObject({ attemptsMade: 3, failedReason: 'broken' });
      });

      it('is the last at once where no repetition can help', async () => {
        tasks.work(async () => Promise.reject(new UnrecoverableError('for good')));
        await tasks.queue.add('x', {}, { jobId: 'u' });
        await reaches('u', 'failed');
        expect(await jobOf('u')).toMatchObject({ attemptsMade: 1, failedReason: 'for good' });
      });
    });

    describe('a worker', () => {
      it('has as many jobs at once as it was told', async () => {
        let active = 0;
        let most = 0;
        const worker = tasks.work(
          async () => {
            active += 1;
            most = Math.max(most, active);
            await sleep(100);
            active -= 1;
          },
          { concurrency: 3 },
        );
        await tasks.queue.addBulk(
          Array.from({ length: 9 }, (_, n) => ({ name: 'x', data: {}, opts: { jobId: `c${n}` } })),
        );
        await until(async () => (await tasks.queue.getCompletedCount()) === 9, 'nine jobs to be done');
        expect(most).toBe(3);
        await worker.close();
      });

      it('is told of a job at once when it is idle', async () => {
        let ran = 0;
        const worker = tasks.work(async () => {
          ran = Date.now();
        });
        await worker.waitUntilReady();
        await sleep(500);
        const added = Date.now();
        await tasks.queue.add('x', {}, { jobId: 'wake' });
        await reaches('wake', 'completed');
        expect(ran - added).toBeLessThan(1_000);
      });

      it('keeps a job that takes longer than its lock', async () => {
        const other = await open();
        let runs = 0;
        const slow = async () => {
          runs += 1;
          await sleep(3_500);
        };
        tasks.work(slow, SHORT);
        other.work(slow, SHORT);
        await tasks.queue.add('x', {}, { jobId: 'slow' });
        await reaches('slow', 'completed');
        expect(runs).toBe(1);
      });

      it.each(['close', 'pause'] as const)(
        'waits for its active job when it is to %s, and takes no other',
        async (how) => {
          const done: (string | undefined)[] = [];
          let started = 0;
          const worker = tasks.work(async ({ id }) => {
            started += 1;
            await sleep(500);
            done.push(id);
          });
          await tasks.queue.addBulk(['a1', 'a2'].map((jobId) => ({ name: 'x', data: {}, opts: { jobId } })));
          await until(() => started === 1, 'a start');
          await worker[how]();
          expect(done).toEqual(['a1']);
          expect(await tasks.queue.getJobCounts('waiting', 'active', 'completed')).toEqual({
            waiting: 1,
            active: 0,
            completed: 1,
          });
        },
      );

      it('ends with the queue, once its active job has', async () => {
        let done = false;
        let started = false;
        const other = await open();
        other.work(async () => {
          started = true;
          await sleep(500);
          done = true;
        });
        await tasks.queue.add('x', {}, { jobId: 'last' });
        await until(() => started, 'a start');
        await other.close();
        expect(done).toBe(true);
        expect(await tasks.queue.getJobState('last')).toBe('completed');
      });
    });

    describe('a worker that is killed', () => {
      const killAt = async (id: string) => {
        await tasks.queue.add('x', {}, { jobId: id });
        await closeAll();
        await harness.leave();
        const holder = startScript('../../jobs/queue/hold-job.ts', ...harness.address(), queueName);
        try {
          expect(await nextLine(holder)).toBe(id);
        } finally {
          await killScript(holder);
        }
        await harness.comeBack();
        tasks = await open();
      };

      it('leaves its job to another when the lock has run out', async () => {
        await killAt('held');
        expect(await tasks.queue.getJobState('held')).toBe('active');
        const ids: (string | undefined)[] = [];
        tasks.work(async ({ id, attemptsMade }) => {
          ids.push(`${id} ${attemptsMade}`);
        }, SHORT);
        await reaches('held', 'completed');
        expect(ids).toEqual(['held 0']);
      });

      it('takes its job with it for good when that has outlived too many', async () => {
        await killAt('deadly');
        let runs = 0;
        const reasons: string[] = [];
        const worker = tasks.work(
          async () => {
            runs += 1;
          },
          { ...SHORT, maxStalledCount: 0 },
        );
        worker.on('failed', (_, { message }) => reasons.push(message));
        await reaches('deadly', 'failed');
        await until(() => reasons.length > 0, 'a failure to be told');
        expect(runs).toBe(0);
        expect(reasons).toEqual([expect.stringMatching(/stalled/)]);
        expect((await jobOf('deadly')).failedReason).toBe(reasons[0]);
      });
    });

    describe('a scheduler', () => {
      const setClock = (instant: string) => {
        vi.useFakeTimers({ toFake: ['Date'], now: new Date(instant) });
      };
      const nextRun = async () => {
        const next = (await tasks.queue.getJobScheduler('weekly'))?.next;
        return next === undefined || next === null ? undefined : new Date(next).toISOString();
      };
      const upsert = ({ queue }: TaskQueue) =>
        queue.upsertJobScheduler('weekly', MONDAY_AT_SIX, { name: 'tick', data: { n: 1 } });

      it('is one, with one next job, however many clients set it up', async () => {
        const clients = [tasks, ...(await Promise.all([open(), open()]))];
        const keep = ({ queue }: TaskQueue) => keepSchedule(queue, 'weekly', MONDAY_AT_SIX, { name: 'tick', data: {} });
        await Promise.all(clients.map(keep));
        await Promise.all(clients.map(keep));
        for (const client of clients) await upsert(client);
        expect(await tasks.queue.getJobSchedulersCount()).toBe(1);
        expect(await tasks.queue.getDelayedCount()).toBe(1);
        expect(await tasks.queue.getJobScheduler('weekly')).toMatchObject(MONDAY_AT_SIX);
      });

      it('is gone with its next job when it is removed', async () => {
        await upsert(tasks);
        expect(await tasks.queue.removeJobScheduler('weekly')).toBe(true);
        expect(await tasks.queue.removeJobScheduler('weekly')).toBe(false);
        expect(await tasks.queue.getJobSchedulersCount()).toBe(0);
        expect(await tasks.queue.getDelayedCount()).toBe(0);
      });

      it.each([
        ['before the clocks go back', '2026-10-14T12:00:00Z', '2026-10-19T04:00:00.000Z'],
        ['over the day they go back', '2026-10-20T12:00:00Z', '2026-10-26T05:00:00.000Z'],
        ['before the clocks go forward', '2027-03-17T12:00:00Z', '2027-03-22T05:00:00.000Z'],
        ['over the day they go forward', '2027-03-24T12:00:00Z', '2027-03-29T04:00:00.000Z'],
      ])('means the local hour: %s', async (_, now, next) => {
        setClock(now);
        await upsert(tasks);
        expect(await nextRun()).toBe(next);
      });

      it.each([
        ['back', '2026-10-14T12:00:00Z', '2026-10-19T04:00:01Z', '2026-10-26T05:00:00.000Z'],
        ['forward', '2027-03-17T12:00:00Z', '2027-03-22T05:00:01Z', '2027-03-29T04:00:00.000Z'],
      ])('goes on from its run before the clocks go %s to the same local hour after', async (_, set, due, next) => {
        setClock(set);
        await upsert(tasks);
        vi.setSystemTime(new Date(due));
        const data: unknown[] = [];
        tasks.work(async (job) => void data.push(job.data));
        await until(async () => (await nextRun()) === next, `the next run to be at ${next}`);
        await until(() => data.length > 0, 'a run');
        expect(data).toEqual([{ n: 1 }]);
        expect(await tasks.queue.getDelayedCount()).toBe(1);
      });

      it('that missed many runs while no worker was there catches up with one', async () => {
        setClock('2026-10-14T12:00:00Z');
        await upsert(tasks);
        vi.setSystemTime(new Date('2026-11-12T12:00:00Z'));
        let runs = 0;
        tasks.work(async () => {
          runs += 1;
        });
        await until(() => runs > 0, 'a run');
        await sleep(500);
        expect(runs).toBe(1);
        expect(await nextRun()).toBe('2026-11-16T05:00:00.000Z');
      });

      it.each([
        ['as it was', MONDAY_AT_SIX],
        ['for another hour', { pattern: '30 7 * * 1', tz: 'Europe/Berlin' }],
      ])('that is kept %s while a run is due keeps that run', async (_, when) => {
        setClock('2026-10-14T12:00:00Z');
        await keepSchedule(tasks.queue, 'weekly', MONDAY_AT_SIX, { name: 'tick', data: { n: 1 } });
        vi.setSystemTime(new Date('2026-10-22T12:00:00Z'));
        for (const client of [tasks, await open()])
          await keepSchedule(client.queue, 'weekly', when, { name: 'tick', data: { n: 1 } });
        const names: string[] = [];
        tasks.work(async ({ name }) => void names.push(name));
        await until(() => names.length > 0, 'a run');
        await sleep(300);
        expect(names).toEqual(['tick']);
        expect(await nextRun()).toBe(when === MONDAY_AT_SIX ? '2026-10-26T05:00:00.000Z' : '2026-10-26T06:30:00.000Z');
        expect(await tasks.queue.getDelayedCount()).toBe(1);
      });

      it('that is kept as it was leaves its next run alone, and gets one where it has lost it', async () => {
        setClock('2026-10-14T12:00:00Z');
        const keep = () => keepSchedule(tasks.queue, 'weekly', MONDAY_AT_SIX, { name: 'tick', data: { n: 1 } });
        await keep();
        const [before] = await tasks.queue.getDelayed();
        vi.setSystemTime(new Date('2026-10-15T12:00:00Z'));
        await keep();
        const [after] = await tasks.queue.getDelayed();
        expect(after?.timestamp).toBe(before?.timestamp);
        await tasks.queue.drain(true);
        await keep();
        expect((await tasks.queue.getDelayed()).map(({ name }) => name)).toEqual(['tick']);
      });
    });
  });
}

/** Waits until something is so, 20 s at most. Timers of a clock that the test has set play no part. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const start = performance.now();
  while (!(await isSo())) {
    if (performance.now() - start > 20_000) throw new Error(`expected ${what} within 20 s`);
    await sleep(20);
  }
}
