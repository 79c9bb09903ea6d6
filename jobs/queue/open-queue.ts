import { type BaseJobOptions, type Processor, Queue, Worker } from 'bullmq';
import { openPostgresBackend } from './postgres-backend.ts';
import type { QueueBackend } from './queue-backend.ts';
import type { QueuePlace } from './queue-place.ts';
import { openRedisBackend } from './redis-backend.ts';

/** A queue of jobs and the workers of this process on it: the same promises wherever it lives. */
export interface TaskQueue<Data = unknown, Result = unknown> {
  readonly kind: QueuePlace['kind'];
  readonly queue: Queue<Data, Result>;
  /** What the operator should change about the place, in whole sentences. */
  readonly warnings: readonly string[];
  /**
   * Starts a worker. On PostgreSQL each holds a connection of its own out of the pool.
   * @param processor only awaits: a processor that keeps the event loop busy for longer than `lockMs` loses its job to another worker
   */
  work(processor: Processor<Data, Result>, settings?: WorkSettings): Worker<Data, Result>;
  /**
   * Takes no more jobs, lets the active ones end, then closes workers and queue; a pool that was given stays open. A second call waits for the first.
   * @param graceMs how long that may take, default 30000. Then it lets go, also of a server that is away: what was active comes to another worker.
   * @returns whether all ended in time
   */
  close(graceMs?: number): Promise<boolean>;
}

/** How a queue is opened. */
export interface QueueSettings {
  /** First pause before a failed job is tried again; each further one is twice as long. Default 2000. */
  readonly backoffMs?: number | undefined;
  /** How long Redis may take to answer at first. Default 10000. A pool has a limit of its own. */
  readonly openTimeoutMs?: number | undefined;
  /**
   * Told of each failure of queue and workers beside those of jobs, above all of lost connections; by default they become warnings of the process. Messages
   * alone, because a driver's error carries its command, which may hold a password.
   */
  readonly onError?: ((message: string) => void) | undefined;
}

/** How a worker takes jobs. */
export interface WorkSettings {
  /** Jobs at once. Default 1. */
  readonly concurrency?: number | undefined;
  /** Name under which it is listed and stamped on its jobs. */
  readonly name?: string | undefined;
  /** How long a job stays its worker's without a sign of life; renewed every half of it. Default 15000. */
  readonly lockMs?: number | undefined;
  /** Pause between two looks for jobs whose worker has died. One counts as dead at the second look that finds its lock run out. Default 5000. */
  readonly stalledIntervalMs?: number | undefined;
  /** How often a job may outlive its worker before it has failed. Default 3. */
  readonly maxStalledCount?: number | undefined;
}

interface Closable {
  close(): Promise<void>;
  disconnect(): Promise<void>;
}

const KEPT_DAYS = 7;
// A kept job blocks its id, which is the point. The cap bounds what that costs: in SQL each job that ends counts those that are kept (2 ms more per thousand).
const KEPT = { age: KEPT_DAYS * 24 * 3600, count: 2_000 };
// BullMQ's own 15 s is as long as a lock: what was done just before the connection broke would be done again.
const RECONNECT_MS = 2_000;

/**
 * Opens a queue on Redis, PostgreSQL or inside this process.
 * @param name without a colon; workers and producers of one kind of job share it
 * @throws ConfigError `redis-url`; StoreError `queue-unreachable` (retryable), `queue-denied`, `queue-too-new`, `queue-failed`
 */
export async function openQueue<Data = unknown, Result = unknown>(
  place: QueuePlace,
  name = 'coalface',
  settings: QueueSettings = {},
): Promise<TaskQueue<Data, Result>> {
  const backend = await openBackend(place, settings);
  const queue = new Queue<Data, Result>(
    name,
    { ...backend.queueOptions, defaultJobOptions: jobOptions(settings) },
    backend.factory,
  );
  listen(queue, settings);
  const workers: Worker<Data, Result>[] = [];
  let closing: Promise<boolean> | undefined;
  return {
    kind: place.kind,
    queue,
    warnings: backend.warnings,
    work: (processor, options = {}) => {
      const worker = new Worker<Data, Result>(name, processor, workerOptions(backend, options), backend.factory);
      listen(worker, settings);
      workers.push(worker);
      return worker;
    },
    close: (graceMs = 30_000) => {
      closing ??= closeAll(queue, workers, graceMs).finally(backend.close);
      return closing;
    },
  };
}

async function closeAll(queue: Closable, workers: readonly Closable[], graceMs: number): Promise<boolean> {
  const closed = Promise.all(workers.map((worker) => worker.close())).then(() => queue.close());
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), graceMs);
  });
  const inTime = await Promise.race([closed.then(() => true), late]);
  clearTimeout(timer);
  // Not waited for: a connection that was never made does not answer even this.
  if (!inTime) for (const one of [queue, ...workers]) void one.disconnect().catch(() => {});
  return inTime;
}

function openBackend(place: QueuePlace, { openTimeoutMs = 10_000 }: QueueSettings): Promise<QueueBackend> {
  if (place.kind === 'redis') return openRedisBackend(place.url, openTimeoutMs);
  return openPostgresBackend(place.pool, place.kind === 'postgres');
}

function jobOptions({ backoffMs = 2_000 }: QueueSettings): BaseJobOptions {
  return {
    attempts: 3,
    backoff: { type: 'exponential', delay: backoffMs },
    removeOnComplete: KEPT,
    removeOnFail: KEPT,
  };
}

function workerOptions({ workerOptions }: QueueBackend, settings: WorkSettings) {
  return {
    ...workerOptions,
    concurrency: settings.concurrency ?? 1,
    ...(settings.name === undefined ? {} : { name: settings.name }),
    lockDuration: settings.lockMs ?? 15_000,
    stalledInterval: settings.stalledIntervalMs ?? 5_000,
    maxStalledCount: settings.maxStalledCount ?? 3,
    runRetryDelay: RECONNECT_MS,
  };
}

function listen(source: { on(event: 'error', listener: (error: Error) => void): unknown }, settings: QueueSettings) {
  const { onError = (message) => process.emitWarning(message, 'QueueWarning') } = settings;
  source.on('error', ({ message }) => onError(message));
}
