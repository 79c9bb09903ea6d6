import { describe, expect, it } from 'vitest';
import { advance, type TaskJobs } from '../../jobs/chain.ts';
import type { TaskQueue } from '../../jobs/queue/open-queue.ts';
import { type Task, taskIdOf } from '../../src/domain/task.ts';
import { dueTasks, perform } from '../../src/pipeline.ts';
import { ticketRows } from '../made-export.ts';
import { openMemoryJob } from '../pipeline/memory-job.ts';
import { redisQueues } from './redis-queue.ts';

const openOne = await redisQueues();
if (typeof openOne === 'string') console.warn(`skipped: ${openOne}`);
const ROWS = ticketRows(8);
const idsIn = async (queue: TaskJobs) => (await queue.getWaiting()).map(({ id }) => id).sort();

describe.skipIf(typeof openOne === 'string')('advance', () => {
  const open = (name: string) => (openOne as (name: string) => Promise<TaskQueue<Task>>)(name);

  it('queues what the store says is due, in names and numbers alone, and does so once', async () => {
    const { store, bring } = openMemoryJob();
    const { queue } = await open('once');
    expect(await advance(store, queue)).toBe(0);
    const { id } = await bring(ROWS);
    expect([await advance(store, queue), await advance(store, queue)]).toEqual([3, 3]);
    expect(await idsIn(queue)).toEqual([`ingest-${id}-0`, `ingest-${id}-1`, `ingest-${id}-2`]);
    const [job] = await queue.getWaiting(2);
    expect(job).toMatchObject({ name: 'ingest', data: { step: 'ingest', intake: id, runId: null, week: null } });
    expect(Object.keys(job?.data ?? {})).toEqual(['step', 'intake', 'runId', 'week', 'shard']);
  });

  it('fills a queue again that has lost its jobs', async () => {
    const { store, bring } = openMemoryJob();
    const { queue } = await open('lost');
    await bring(ROWS);
    await advance(store, queue);
    const before = await idsIn(queue);
    await queue.obliterate({ force: true });
    await advance(store, queue);
    expect(await idsIn(queue)).toEqual(before);
  });

  it('takes the oldest intake that has work for workers', async () => {
    const { store, bring, context } = openMemoryJob();
    const { queue } = await open('oldest');
    await store.openIntake('own', { files: [], period: {}, out: '/o', lane: 'own' });
    const first = await bring(ROWS);
    const second = await bring(ROWS.slice(1), { name: 'second.csv' });
    await advance(store, queue);
    expect((await idsIn(queue)).every((id) => id?.includes(first.id))).toBe(true);
    for (let due = await dueTasks(first.id, store); due.length > 0; due = await dueTasks(first.id, store))
      for (const task of due) await perform(task, context);
    await queue.drain();
    await advance(store, queue);
    expect((await idsIn(queue)).every((id) => id?.includes(second.id))).toBe(true);
  });

  it('queues a task anew whose job has ended while the store knows of no end', async () => {
    const { store, bring } = openMemoryJob();
    const tasks = await open('ended');
    const { id } = await bring(ROWS);
    await advance(store, tasks.queue);
    const seen: string[] = [];
    const worker = tasks.work(async ({ id: job = '', data: { shard } }) => {
      seen.push(job);
      if (shard === 1) throw new Error('lost');
      return {};
    });
    const all = [0, 1, 2].map((shard) => `ingest-${id}-${shard}`);
    while ((await tasks.queue.getFailedCount()) < 1 || (await tasks.queue.getCompletedCount()) < 2)
      await new Promise((done) => setTimeout(done, 20));
    await worker.close();
    expect(await advance(store, tasks.queue)).toBe(3);
    expect(await idsIn(tasks.queue)).toEqual(all);
    expect(seen).toHaveLength(5);
  });

  it('gives up a task whose workers keep dying of it', async () => {
    const { store, bring } = openMemoryJob();
    const tasks = await open('deadly');
    const { id } = await bring(ROWS.slice(0, 10));
    const [task] = (await dueTasks(id, store)) as [Task];
    await tasks.queue.add(task.step, task, { jobId: taskIdOf(task) });
    const worker = tasks.work(async () => ({}));
    while ((await tasks.queue.getCompletedCount()) < 1) await new Promise((done) => setTimeout(done, 20));
    await worker.close();
    const mark = {
      scope: id,
      step: task.step,
      shard: task.shard,
      state: 'started',
      ms: 0,
      counts: {},
      code: null,
    } as const;
    await store.markStep({ ...mark, attempts: 9 });
    await advance(store, tasks.queue);
    expect(await store.listSteps(id)).toMatchObject([{ state: 'failed', attempts: 9, code: 'worker-died' }]);
    expect(await dueTasks(id, store)).toMatchObject([{ step: 'close' }]);
  });
});
