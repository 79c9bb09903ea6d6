import type { JobSchedulerJson, Queue } from 'bullmq';

/** When a schedule runs: a cron pattern of five fields, and the zone whose clock it means. */
export interface ScheduleTime {
  readonly pattern: string;
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly tz: string;
}

/** The job that each run adds. */
export interface ScheduledJob<Data> {
  readonly name: string;
  readonly data: Data;
}

/**
 * Sees to it that a schedule is there as wanted, however many processes ask. One that is as wanted is left alone, because setting it up anew throws away a run
 * that is due and has found no worker yet: the one that catches up after a time in which nothing ran. Where it has to change, a due run follows at once.
 * @param id names the schedule for ever; a schedule of the same id is replaced
 */
export async function keepSchedule<Data>(
  queue: Queue<Data>,
  id: string,
  when: ScheduleTime,
  job: ScheduledJob<Data>,
): Promise<void> {
  const known = await queue.getJobScheduler(id);
  if (await isKept(queue, known, when, job)) return;
  const isDue = typeof known?.next === 'number' && known.next <= Date.now();
  const { pattern, tz } = when;
  try {
    await (queue as Queue).upsertJobScheduler(id, { pattern, tz, immediately: isDue }, { ...job });
  } catch (error) {
    // On PostgreSQL one of two who set it up at the same moment is refused: it is there all the same.
    if (!(await isKept(queue, await queue.getJobScheduler(id), when, job))) throw error;
  }
}

async function isKept<Data>(
  queue: Queue<Data>,
  known: JobSchedulerJson | undefined,
  when: ScheduleTime,
  job: ScheduledJob<Data>,
): Promise<boolean> {
  return known !== undefined && isAsWanted(known, when, job) && (await hasNextRun(queue, known));
}

function isAsWanted<Data>(known: JobSchedulerJson, when: ScheduleTime, job: ScheduledJob<Data>): boolean {
  const { pattern, tz, name, template } = known;
  const data = template?.data ?? {};
  return pattern === when.pattern && tz === when.tz && name === job.name && same(data, job.data);
}

/** Where two equal values differ by the order of their keys, the schedule is only set up once more. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Emptying a queue takes the next run and leaves a schedule that never runs again. */
async function hasNextRun<Data>(queue: Queue<Data>, { key, next }: JobSchedulerJson): Promise<boolean> {
  return (await queue.getJob(`repeat:${key}:${next}`)) !== undefined;
}
