import { getNextMillis, type Job } from 'bullmq';
import { takeIn } from '../src/app/take-in.ts';
import type { Config } from '../src/config.ts';
import { CoalfaceError, ConfigError } from '../src/domain/errors.ts';
import type { Log, Store } from '../src/ports.ts';
import { advance, type TaskJobs } from './chain.ts';
import { keepSchedule } from './queue/keep-schedule.ts';

/** When reports are made, from what, and where they go. It is kept in the store: a queue that loses it is given it again. */
export interface Schedule {
  /** Cron pattern of five fields, by the clock of `zone`. */
  readonly pattern: string;
  /** IANA name; also says which weeks are over at a tick. */
  readonly zone: string;
  /** Absolute path of the watched folder; null where exports are brought by hand. */
  readonly source: string | null;
  /** Absolute path of the reports folder. */
  readonly out: string;
}

const SETTING = 'schedule';
const SCHEDULER = 'weekly';

/** Name of the job that each tick adds. */
export const TICK = 'tick';

/** A folder or a server that is away is waited for as long again as it has been away, for three days in all: the next tick is a week off. */
const TICK_OPTIONS = { attempts: 17, backoff: { type: 'exponential', delay: 2_000 } };

/** Pause before a file that was still being written is looked at again, and how often: for an hour. */
const AGAIN_MS = 120_000;
const AGAIN_MOST = 30;

/** What a tick works on. */
export interface TickPlace {
  readonly store: Store;
  readonly queue: TaskJobs;
  readonly config: Config;
  readonly log: Log;
  /** Folder of reviewed mapping files. */
  readonly mappings?: string | undefined;
}

/** The schedule as last set, or null. */
export async function loadSchedule(store: Store): Promise<Schedule | null> {
  const text = await store.readSetting(SETTING);
  return text === null ? null : (JSON.parse(text) as Schedule);
}

/** Sets the schedule, or removes it, and tells the queue. Any number of processes may do so: there is one schedule. @throws ConfigError `schedule-pattern` */
export async function setSchedule(schedule: Schedule | null, store: Store, queue: TaskJobs): Promise<void> {
  if (schedule !== null) {
    assertRuns(schedule);
    await tellQueue(schedule, queue);
  }
  await store.writeSetting(SETTING, schedule === null ? null : JSON.stringify(schedule));
  if (schedule === null) await queue.removeJobScheduler(SCHEDULER);
}

/** Gives the queue the schedule that the store knows. Where it had lost it, it may have lost a tick that was due: one follows at once. */
export async function restoreSchedule(store: Store, queue: TaskJobs): Promise<void> {
  const schedule = await loadSchedule(store);
  if (schedule === null) return;
  const isLost = (await queue.getJobScheduler(SCHEDULER)) === undefined;
  await tellQueue(schedule, queue);
  if (!isLost) return;
  // Several may find it lost at the same time: they agree on the tick that comes next, and so on the id of this one.
  const { next } = (await queue.getJobScheduler(SCHEDULER)) ?? {};
  await queue.add(TICK as never, {} as never, { ...TICK_OPTIONS, jobId: `${TICK}-before-${next}` });
}

async function tellQueue({ pattern, zone }: Schedule, queue: TaskJobs): Promise<void> {
  const job = { name: TICK, data: {}, opts: TICK_OPTIONS };
  await keepSchedule(queue as never, SCHEDULER, { pattern, tz: zone }, job);
}

function assertRuns({ pattern, zone }: Schedule): void {
  if (pattern.trim().split(/\s+/).length === 5 && nextRun(pattern, zone) !== undefined) return;
  const message =
    `expected a cron pattern of five fields (minute, hour, day, month, weekday) such as "0 6 * * 1" and an IANA zone, got "${pattern}" in "${zone}"; ` +
    'correct --cron or --tz';
  throw new ConfigError('schedule-pattern', message);
}

/** Milliseconds since 1970, or undefined where it is no pattern or never comes. */
function nextRun(pattern: string, tz: string): number | undefined {
  try {
    return getNextMillis(Date.now(), { pattern, tz });
  } catch {
    return undefined;
  }
}

/** Does what the job of a tick is for. @throws Error without the words of what is none of ours, for the queue keeps them; it is tried again */
export async function runTick(job: Pick<Job, 'attemptsMade' | 'data'>, place: TickPlace): Promise<void> {
  try {
    const again = Number((job.data as { readonly again?: number }).again ?? 0);
    if (await tick(place, new Date())) await tickAgain(again + 1, place);
  } catch (error) {
    place.log.warn('tick failed', { attempt: job.attemptsMade + 1, error });
    const { name } = error instanceof Error ? error : { name: typeof error };
    throw new Error(error instanceof CoalfaceError ? `${error.code}: ${error.message}` : `${name} in a tick`);
  }
}

/** An export that was still being written at the tick must not wait for the next one; one that never ends may. */
async function tickAgain(again: number, { queue }: TickPlace): Promise<void> {
  if (again > AGAIN_MOST) return;
  await queue.add(TICK as never, { again } as never, { ...TICK_OPTIONS, delay: AGAIN_MS });
}

/**
 * One tick: what lies in the watched folder is taken, and every week that is over by the clock and has no report is worked out, oldest first. After a time in which
 * nothing ran, one tick catches up on all of it.
 * @returns whether a file was left because it was still being written
 */
export async function tick({ store, queue, config, log, mappings }: TickPlace, now: Date): Promise<boolean> {
  const schedule = await loadSchedule(store);
  if (schedule === null) return false;
  const { source, out, zone } = schedule;
  const { intake, told, hasUnsettled } = await takeIn(store, {
    source,
    out,
    config: inZone(config, zone),
    now,
    mappings,
  });
  for (const sentence of told) log.warn(sentence);
  log.info(
    intake === null ? 'tick: nothing new' : 'tick: brought in',
    intake === null ? {} : { intake: intake.id, files: intake.files.length },
  );
  await advance(store, queue);
  return hasUnsettled;
}

/** Monday in the schedule's zone may still be Sunday in the worker's own. */
function inZone(config: Config, zone: string): Config {
  if (config.report.zone === zone) return config;
  return {
    ...config,
    report: { ...config.report, zone },
    origins: { ...config.origins, 'reporting.zone': 'schedule' },
  };
}
