import { takeIn } from '../src/app/take-in.ts';
import type { Config } from '../src/config.ts';
import { ConfigError } from '../src/domain/errors.ts';
import type { Log, Store } from '../src/ports.ts';
import { advance, type TaskJobs } from './chain.ts';
import { keepSchedule } from './queue/keep-schedule.ts';

/** When reports are made, from what, and where they go. It is kept in the store: a queue that loses it is given it again. */
export interface Schedule {
  /** Cron pattern of five fields, by the clock of `zone`. */
  readonly pattern: string;
  /** IANA name. */
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

/** The schedule as last set, or null. */
export async function loadSchedule(store: Store): Promise<Schedule | null> {
  const text = await store.readSetting(SETTING);
  return text === null ? null : (JSON.parse(text) as Schedule);
}

/** Sets the schedule, or removes it, and tells the queue. Any number of processes may do so: there is one schedule. @throws ConfigError `schedule-pattern` */
export async function setSchedule(schedule: Schedule | null, store: Store, queue: TaskJobs): Promise<void> {
  if (schedule !== null) await tellQueue(schedule, queue);
  await store.writeSetting(SETTING, schedule === null ? null : JSON.stringify(schedule));
  if (schedule === null) await queue.removeJobScheduler(SCHEDULER);
}

/** Gives the queue the schedule that the store knows. */
export async function restoreSchedule(store: Store, queue: TaskJobs): Promise<void> {
  const schedule = await loadSchedule(store);
  if (schedule !== null) await tellQueue(schedule, queue);
}

async function tellQueue({ pattern, zone }: Schedule, queue: TaskJobs): Promise<void> {
  try {
    await keepSchedule(queue as never, SCHEDULER, { pattern, tz: zone }, { name: TICK, data: {} });
  } catch (cause) {
    if (pattern.trim().split(/\s+/).length === 5 && !isPatternError(cause)) throw cause;
    const message = `expected a cron pattern of five fields such as "0 6 * * 1" and an IANA zone, got "${pattern}" in "${zone}"`;
    throw new ConfigError('schedule-pattern', message, { cause });
  }
}

function isPatternError(error: unknown): boolean {
  return error instanceof Error && /cron|pattern|constraint|field|character|timezone|invalid/i.test(error.message);
}

/**
 * One tick: what lies in the watched folder is taken, and every week that is over by the clock and has no report is worked out, oldest first. After a time in which
 * nothing ran, one tick catches up on all of it.
 */
export async function tick(store: Store, queue: TaskJobs, config: Config, log: Log, now: Date): Promise<void> {
  const schedule = await loadSchedule(store);
  if (schedule === null) return;
  const intake = await takeIn(store, { source: schedule.source, out: schedule.out, config, now }, log);
  log.info(
    intake === null ? 'tick: nothing new' : 'tick: brought in',
    intake === null ? {} : { intake: intake.id, files: intake.files.length },
  );
  await advance(store, queue);
}
