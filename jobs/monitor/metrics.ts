import type { Queue } from 'bullmq';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Status } from '../../src/domain/status.ts';
import { sharing } from '../../src/web/sharing.ts';
import { within } from '../../src/web/within.ts';
import { addStatusGauges } from './status-gauges.ts';
import { addStepMetrics, type StepMetrics } from './step-metrics.ts';

/** Where the metrics ask. */
export interface MetricsOptions {
  readonly status: () => Promise<Status>;
  readonly queue: Pick<Queue, 'getJobCounts'>;
  /** Milliseconds since 1970; default the system's clock. */
  readonly now?: (() => number) | undefined;
  /** How long the store and the queue may take to answer, in milliseconds; default 2,000. */
  readonly timeoutMs?: number | undefined;
}

/** What a worker tells of itself. */
export interface Metrics extends StepMetrics {
  /** All of it now, in Prometheus' text format 0.0.4. Never rejects because a source is down: its metrics are absent then. */
  readonly text: () => Promise<string>;
}

const TIMEOUT_MS = 2_000;

/**
 * Opens the metrics of one worker, in a registry of their own. `coalface_source_up{source}` says of `store` and `queue` whether they answered; where one did
 * not, what it knows is left out instead of repeated. Labels are states, steps, error codes and one week: never the id of a run, an intake or a ticket.
 */
export function openMetrics(options: MetricsOptions): Metrics {
  const { status, queue, now = Date.now, timeoutMs = TIMEOUT_MS } = options;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const steps = addStepMetrics(registry);
  const setStatus = addStatusGauges(registry);
  const setSources = addSourceGauges(registry);
  const askStatus = sharing(status);
  const askCounts = sharing(() => queue.getJobCounts());
  const orNull = <T>(work: Promise<T>): Promise<T | null> => within(timeoutMs, work).catch(() => null);
  return {
    ...steps,
    text: async () => {
      const [known, counts] = await Promise.all([orNull(askStatus()), orNull(askCounts())]);
      setStatus(known, now());
      setSources(known !== null, counts);
      return registry.metrics();
    },
  };
}

type SetSources = (storeUp: boolean, counts: Readonly<Record<string, number>> | null) => void;

function addSourceGauges(registry: Registry): SetSources {
  const up = new Gauge({
    name: 'coalface_source_up',
    help: 'Whether the store and the queue answered; 0 or 1.',
    labelNames: ['source'],
    registers: [registry],
  });
  const jobs = new Gauge({
    name: 'coalface_queue_jobs',
    help: 'Jobs in the queue by state.',
    labelNames: ['state'],
    registers: [registry],
  });
  return (storeUp, counts) => {
    up.set({ source: 'store' }, storeUp ? 1 : 0);
    up.set({ source: 'queue' }, counts === null ? 0 : 1);
    jobs.reset();
    for (const [state, count] of Object.entries(counts ?? {})) jobs.set({ state }, count);
  };
}
