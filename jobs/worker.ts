import { availableParallelism } from 'node:os';
import type { Job } from 'bullmq';
import { openContext } from '../src/app/open-context.ts';
import { statusOf } from '../src/app/status.ts';
import { openThinkers } from '../src/app/thinkers.ts';
import type { Config } from '../src/config.ts';
import type { Task } from '../src/domain/task.ts';
import type { Log, Store } from '../src/ports.ts';
import { advance } from './chain.ts';
import type { Monitor } from './monitor/monitor.ts';
import type { TaskQueue } from './queue/open-queue.ts';
import { runStep } from './run-step.ts';
import { restoreSchedule, TICK, tick } from './schedule.ts';

/** What a worker works on. */
export interface WorkerOptions {
  readonly store: Store;
  /** Closed by the worker. */
  readonly queue: TaskQueue<Task>;
  readonly config: Config;
  readonly log: Log;
  /** Pause between two looks at the store for work that the queue has lost, and at the schedule. Default 15 s. */
  readonly sweepMs?: number | undefined;
}

/** A worker of this process. */
export interface TaskWorker {
  /** Port and paths of its window, or null. */
  readonly url: string | null;
  /** Resolves when nothing of this store is left to be done, as far as this worker can see. */
  drained(): Promise<void>;
  /**
   * Takes nothing new, lets tasks under way end for up to `graceMs`, then aborts them: another worker takes them when their locks have run out.
   */
  close(graceMs: number): Promise<void>;
}

const NO_METRICS: Pick<Monitor, 'observeStep' | 'stepFailed'> = { observeStep: () => {}, stepFailed: () => {} };

/** Starts a worker: it takes tasks from the queue, thinks in threads, and fills the queue again from the store where it has lost something. */
export async function openWorker(options: WorkerOptions): Promise<TaskWorker> {
  const { store, queue, config, log, sweepMs = 15_000 } = options;
  const cores = config.jobs.concurrency === 'auto' ? availableParallelism() : config.jobs.concurrency;
  const compute = openThinkers(cores);
  const context = openContext(store, config, log, compute);
  const halt = new AbortController();
  const monitor = await openWindow(options, () => worker.isRunning());
  const step = {
    context,
    timeoutMs: config.jobs.stepTimeoutMs,
    halt: halt.signal,
    observe: monitor ?? NO_METRICS,
    advance: () => advance(store, queue.queue),
  };
  const process = async (job: Job<Task>) => {
    if (job.name !== TICK) return runStep(job, step);
    await tick(store, queue.queue, config, log, new Date());
    return {};
  };
  const worker = queue.work(process, { concurrency: cores });
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
    drained: () => sweep.idle(async () => (await queue.queue.getActiveCount()) === 0),
    close: async (graceMs) => {
      await sweep.stop();
      const grace = setTimeout(() => halt.abort(), graceMs);
      await queue.close();
      clearTimeout(grace);
      await compute.close();
      await monitor?.close();
    },
  };
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
