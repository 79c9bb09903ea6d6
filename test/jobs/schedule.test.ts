import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TaskQueue } from '../../jobs/queue/open-queue.ts';
import { loadSchedule, restoreSchedule, runTick, type Schedule, setSchedule, tick } from '../../jobs/schedule.ts';
import type { Task } from '../../src/domain/task.ts';
import { csv, MARKER, ticketRows } from '../made-export.ts';
import { openMemoryJob } from '../pipeline/memory-job.ts';
import { redisQueues } from './redis-queue.ts';

const openOne = await redisQueues();
if (typeof openOne === 'string') console.warn(`skipped: ${openOne}`);
const WEEKLY: Schedule = { pattern: '0 6 * * 1', zone: 'Europe/Berlin', source: null, out: '/reports' };

let count = 0;

/** A store, a folder and a queue of one test, and a tick's place. */
async function openPlace() {
  const job = openMemoryJob();
  count += 1;
  const { queue } = await (openOne as (name: string) => Promise<TaskQueue<Task>>)(`schedule-${count}`);
  const source = join(job.dir, 'exports');
  mkdirSync(source);
  const drop = (name: string, text: string, ageSeconds = 3_600) => {
    const at = Date.now() / 1_000 - ageSeconds;
    writeFileSync(join(source, name), text);
    utimesSync(join(source, name), at, at);
  };
  const { store, config, context } = job;
  const schedule: Schedule = { ...WEEKLY, zone: 'UTC', source, out: job.out };
  const ticks = async () => (await queue.getJobs(['waiting', 'delayed'])).filter(({ name }) => name === 'tick');
  return { ...job, queue, source, drop, schedule, ticks, place: { store, queue, config, log: context.log } };
}

describe.skipIf(typeof openOne === 'string')('a schedule', () => {
  it('is set in store and queue, replaced, and removed from both', async () => {
    const { store, queue, ticks } = await openPlace();
    expect(await loadSchedule(store)).toBe(null);
    await setSchedule(WEEKLY, store, queue);
    await setSchedule({ ...WEEKLY, pattern: '30 7 * * 2' }, store, queue);
    expect(await loadSchedule(store)).toEqual({ ...WEEKLY, pattern: '30 7 * * 2' });
    expect(await queue.getJobSchedulers()).toMatchObject([{ pattern: '30 7 * * 2', tz: 'Europe/Berlin' }]);
    expect(await ticks()).toMatchObject([{ data: {}, opts: { attempts: 17 } }]);
    await setSchedule(null, store, queue);
    expect([await loadSchedule(store), await queue.getJobSchedulers(), await ticks()]).toEqual([null, [], []]);
  });

  it.each(['0 6 * *', '0 6 * * 1 *', '61 6 * * 1', '0 6 30 2 *', '@weekly', 'every Monday', ''])(
    'of the pattern "%s" is refused, and the last one stays',
    async (pattern) => {
      const { store, queue } = await openPlace();
      await setSchedule(WEEKLY, store, queue);
      const refused = setSchedule({ ...WEEKLY, pattern }, store, queue);
      await expect(refused).rejects.toMatchObject({ name: 'ConfigError', code: 'schedule-pattern' });
      await expect(refused).rejects.toThrow(/five fields .* got ".*" in "Europe\/Berlin"; correct --cron/);
      expect(await loadSchedule(store)).toEqual(WEEKLY);
      expect(await queue.getJobSchedulers()).toMatchObject([{ pattern: WEEKLY.pattern }]);
    },
  );

  it('in no zone of this world is refused', async () => {
    const { store, queue } = await openPlace();
    const refused = setSchedule({ ...WEEKLY, zone: 'Mars/Base' }, store, queue);
    await expect(refused).rejects.toMatchObject({ code: 'schedule-pattern' });
  });

  it('is given to a queue that has lost it, with one tick at once however many notice', async () => {
    const { store, queue, ticks } = await openPlace();
    await restoreSchedule(store, queue);
    expect(await queue.getJobSchedulers()).toEqual([]);
    await setSchedule(WEEKLY, store, queue);
    await restoreSchedule(store, queue);
    expect(await ticks()).toHaveLength(1);
    await queue.obliterate({ force: true });
    await Promise.all([1, 2, 3].map(() => restoreSchedule(store, queue)));
    expect(await queue.getJobSchedulers()).toMatchObject([{ pattern: WEEKLY.pattern }]);
    expect((await queue.getWaiting()).map(({ name }) => name)).toEqual(['tick']);
    expect(await ticks()).toHaveLength(2);
  });
});

describe.skipIf(typeof openOne === 'string')('a tick', () => {
  const now = new Date('2026-11-17T12:00:00Z');

  it('does nothing where no schedule is set any more', async () => {
    const { place, told } = await openPlace();
    await tick(place, now);
    expect(told).toEqual([]);
  });

  it('brings in what lies in the folder and queues its first tasks, without a word of a ticket', async () => {
    const { place, schedule, store, queue, drop, told } = await openPlace();
    await setSchedule(schedule, store, queue);
    drop('tickets.csv', csv(ticketRows(8)));
    drop('notes.docx', 'x');
    await tick(place, now);
    const [intake] = await store.waitingIntakes();
    expect(told).toEqual([
      { message: expect.stringMatching(/^notes\.docx: not taken/), fields: {} },
      { message: 'tick: brought in', fields: { intake: intake?.id, files: 1 } },
    ]);
    expect((await queue.getWaiting()).map(({ name }) => name)).toEqual(['ingest', 'ingest', 'ingest']);
    expect(JSON.stringify([await queue.getJobs(), told])).not.toContain(MARKER);
    await tick(place, now);
    expect(told.at(-1)).toEqual({ message: 'tick: nothing new', fields: {} });
  });

  it('goes by the clock of its own zone, whatever the worker thinks', async () => {
    const { place, schedule, store, queue, drop } = await openPlace();
    await setSchedule({ ...schedule, zone: 'Asia/Tokyo' }, store, queue);
    drop('tickets.csv', csv(ticketRows(8)));
    await tick(place, new Date('2026-11-15T20:00:00Z'));
    expect(await store.waitingIntakes()).toMatchObject([{ period: { asOf: '2026-11-15' } }]);
  });

  it('comes again soon where an export was still being written, but not for ever', async () => {
    const { place, schedule, store, queue, drop, ticks } = await openPlace();
    await setSchedule(schedule, store, queue);
    drop('growing.csv', csv(ticketRows(8)), 5);
    await runTick({ attemptsMade: 0, data: {} }, place);
    const again = (await ticks()).filter(({ data }) => 'again' in data);
    expect(again).toMatchObject([{ data: { again: 1 }, opts: { delay: 120_000 } }]);
    await runTick({ attemptsMade: 0, data: { again: 30 } }, place);
    expect((await ticks()).filter(({ data }) => 'again' in data)).toHaveLength(1);
  });

  it('that fails says why, is thrown without foreign words, and leaves nothing half done', async () => {
    const { place, schedule, store, queue, source, told } = await openPlace();
    await setSchedule(schedule, store, queue);
    rmSync(source, { recursive: true });
    await expect(runTick({ attemptsMade: 2, data: {} }, place)).rejects.toThrow(/^folder-missing: .*exports: expected/);
    expect(told).toMatchObject([{ message: 'tick failed', fields: { attempt: 3, error: { code: 'folder-missing' } } }]);
    const broken = { ...place, store: { ...store, readSetting: () => Promise.reject(new RangeError(MARKER)) } };
    await expect(runTick({ attemptsMade: 0, data: {} }, broken as never)).rejects.toThrow('RangeError in a tick');
    expect(await store.waitingIntakes()).toEqual([]);
  });
});
