import type { Job, Queue } from 'bullmq';
import { scopeOf, type Task, taskIdOf } from '../src/domain/task.ts';
import { dueTasks } from '../src/pipeline.ts';
import type { Store } from '../src/ports.ts';
import { markFailed } from './mark-failed.ts';

/** A queue of tasks. */
export type TaskJobs = Queue<Task>;

/** Starts of one task after which it is given up: its workers die of it. */
const MOST_STARTS = 9;

/**
 * Puts into the queue what the store says is due: the tasks of the oldest intake that has any. The store alone knows how far everything is, so this may be called
 * at any time by anyone: a queue that was emptied is filled again, one that is full stays as it is.
 * @returns tasks that are due
 */
export async function advance(store: Store, queue: TaskJobs): Promise<number> {
  for (const { id, lane } of await store.waitingIntakes()) {
    if (lane !== 'queue') continue;
    const due = await dueTasks(id, store);
    if (due.length === 0) continue;
    await queue.addBulk(due.map((task) => ({ name: task.step, data: task, opts: { jobId: taskIdOf(task) } })));
    for (const task of due) await unblock(task, store, queue);
    return due.length;
  }
  return 0;
}

/**
 * A job that has ended and is kept blocks its id. Where its task is due all the same, the queue knows of an end that the store does not: the store is older than the
 * queue, or the job's workers died so often that the queue gave it up. It is tried again, within limits.
 */
async function unblock(task: Task, store: Store, queue: TaskJobs): Promise<void> {
  const job = await queue.getJob(taskIdOf(task));
  if (job === undefined || !(await hasEnded(job))) return;
  if (await isGivenUp(task, store)) return;
  await job.remove();
  await queue.add(task.step, task, { jobId: taskIdOf(task) });
}

async function hasEnded(job: Job<Task>): Promise<boolean> {
  return ['completed', 'failed'].includes(await job.getState());
}

async function isGivenUp(task: Task, store: Store): Promise<boolean> {
  const { step, shard } = task;
  const scope = scopeOf(task);
  const mark = (await store.listSteps(scope)).find((one) => one.step === step && one.shard === shard);
  if (mark === undefined || mark.attempts < MOST_STARTS) return false;
  await markFailed(task, mark.attempts, 'worker-died', store);
  return true;
}
