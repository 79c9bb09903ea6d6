import { availableParallelism } from 'node:os';
import { type Job, WaitingError } from 'bullmq';
import { openContext } from '../src/app/open-context.ts';
import { statusOf } from '../src/app/status.ts';
import { openThinkers } from '../src/app/thinkers.ts';
import type { Config } from '../src/config.ts';
import type { Task } from '../src/domain/task.ts';
import type { Log, Store } from '../src/ports.ts';
import { within } from '../src/web/within.ts';
import { advance, type TaskJobs } from './chain.ts';
import type { Monitor } from './monitor/monitor.ts';
import type { TaskQueue } from './queue/open-queue.ts';
import { runStep } from './run-step.ts';
import { restoreSchedule, runTick, TICK } from './schedule.ts';

/** What a worker works on. */
export interface WorkerOptions {
  readonly store: Store;
  /** Closed by the worker. */
  readonly queue: TaskQueue<Task>;
  readonly config: Config;
  readonly log: Log;
  /** Folder of reviewed mapping files. */
  readonly mappings?: string | undefined;
}

/** A worker of this process. */
export interface TaskWorker {
  /** Port and paths of its window, or null. */
  readonly url: string | null;
  /** Resolves when nothing of this store is left to be done, as far as this worker can see. */
  drained(): Promise<void>;
  /**
   * Takes nothing new and lets tasks under way end for most of `graceMs`, then aborts them: they are tried again by whoever is there next.
   * @returns whether all ended in time: where not, the queue or its server keeps connections open that the process has to end with
   */
  close(graceMs: number): Promise<boolean>;
}

/** Share of the time for ending that tasks have; the rest is for giving back what they are aborted with. */
const TASKS_SHARE = 0.9;

const NO_METRICS: Pick<Monitor, 'observeStep' | 'stepFailed'> = { observeStep: () => {}, stepFailed: () => {} };

/** Starts a worker: it takes tasks from the queue, thinks in threads, and fills the queue again from the store where it has lost something. */
export async function openWorker(options: WorkerOptions): Promise<TaskWorker> {
  const { store, queue, config, log, mappings } = options;
  const { lockMs, sweepMs } = config.jobs;
  const cores = config.jobs.concurrency === 'auto' ? availableParallelism() : config.jobs.concurrency;
  const halt = new AbortController();
  // First of all: an address that is taken ends the worker before it holds anything.
  const monitor = await openWindow(options, () => worker.isRunning());
  const compute = openThinkers(cores);
  const context = openContext(store, config, log, compute);
  const step = {
    context,
    timeoutMs: config.jobs.stepTimeoutMs,
    halt: halt.signal,
    observe: monitor ?? NO_METRICS,
    // A queue that is away says nothing about the step that is done: the next look makes up for it.
    advance: () => advance(store, queue.queue).catch((error: unknown) => log.warn('could not queue work', { error })),
  };
  const process = async (job: Job<Task>, jobToken?: string) => {
    if (job.name !== TICK) return runStep(job, step).catch((error) => giveBack(error, job, jobToken, halt.signal));
    await runTick(job, { store, queue: queue.queue, config, log, mappings });
    return {};
  };
  const worker = queue.work(process, { concurrency: cores, lockMs, stalledIntervalMs: Math.round(lockMs / 3) });
  const sweep = startSweep(
    async () => {
      await restoreSchedule(store, queue.queue);
      return advance(store, queue.queue);
    },
    sweepMs,
    log,
  );
  return {
    url: monitor?.url ?? null,
    drained: () => sweep.idle(() => isQuiet(queue.queue)),
    close: async (graceMs) => {
      const end = performance.now() + graceMs;
      const grace = setTimeout(() => halt.abort(), graceMs * TASKS_SHARE);
      // A look at a queue whose server is away does not end by itself.
      await within(graceMs, sweep.stop()).catch(() => {});
      const isClosed = await queue.close(Math.max(0, end - performance.now()));
      clearTimeout(grace);
      await compute.close();
      await monitor?.close();
      return isClosed;
    },
  };
}

/** A worker that ends has failed at nothing: its job waits for the next one, and no attempt is counted. */
async function giveBack(error: unknown, job: Job<Task>, jobToken: string | undefined, halt: AbortSignal) {
  if (!halt.aborted) throw error;
  await job.moveToWait(jobToken);
  throw new WaitingError();
}

/** Whether no job is under way, waiting or due: also none of the schedule, of which the store knows nothing. One that failed and waits for its next attempt may wait. */
async function isQuiet(queue: TaskJobs): Promise<boolean> {
  const { active = 0, waiting = 0 } = await queue.getJobCounts('active', 'waiting');
  if (active + waiting > 0) return false;
  const now = Date.now();
  return (await queue.getDelayed()).every(
    ({ attemptsMade, timestamp, delay }) => attemptsMade > 0 || timestamp + delay > now,
  );
}

async function openWindow(
  { store, queue, config, log }: WorkerOptions,
  isRunning: () => boolean,
): Promise<Monitor | null> {
  const { port, host, boardToken } = config.monitor;
  if (port === null) return null;
  // Half a second of modules that a worker without a window does not need.
  const { openMonitor } = await import('./monitor/monitor.ts');
  return openMonitor({
    host,
    port,
    token: boardToken,
    status: () => statusOf(store, new Date(), config.report.zone),
    queue: queue.queue,
    checks: {
      store: () => store.countTickets(),
      queue: () => queue.queue.getJobCounts(),
      worker: isRunning,
    },
    log,
  });
}

/** Looks again and again whether something is due; a failure is told and outlived. */
function startSweep(look: () => Promise<number>, pauseMs: number, log: Log) {
  let isOpen = true;
  let wake = () => {};
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const tryLook = () =>
    look().catch((error: unknown) => {
      log.warn('could not look for work', { error });
      return -1;
    });
  const ended = (async () => {
    while (isOpen) {
      await tryLook();
      if (isOpen) await pause(pauseMs);
    }
  })();
  return {
    stop: async () => {
      isOpen = false;
      wake();
      await ended;
    },
    idle: async (isQuiet: () => Promise<boolean>) => {
      while (isOpen && !((await tryLook()) === 0 && (await isQuiet())))
        await new Promise((done) => setTimeout(done, 250));
    },
  };
}
