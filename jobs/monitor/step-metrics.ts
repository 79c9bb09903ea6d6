import { Counter, Histogram, type Registry } from 'prom-client';
import { boundedLabel } from './bounded-label.ts';

/** One step's shard that this worker has ended well. */
export interface StepObservation {
  /** Name of the step; anything but letters and hyphens counts as `other`. */
  readonly step: string;
  /** Wall milliseconds. */
  readonly ms: number;
  /** What it came to; `tickets` is counted, the rest is not. */
  readonly counts: Readonly<Record<string, number>>;
}

/** One step's attempt that failed on this worker. */
export interface StepFailure {
  readonly step: string;
  /** The error's code, kebab-case. */
  readonly code: string;
}

/** Tells the metrics of what this worker does. Never throws: a wrong number is left out. */
export interface StepMetrics {
  readonly observeStep: (observation: StepObservation) => void;
  readonly stepFailed: (failure: StepFailure) => void;
}

// A shard of a small step takes a fraction of a second, the fit of a large week some minutes.
const BUCKETS_SECONDS = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1_000];
const MAX_STEPS = 24;
const MAX_CODES = 100;

/** Adds what a worker counts by itself: seconds by step, tickets by step, failures by step and code. Each worker has its own, so take the sum over them. */
export function addStepMetrics(registry: Registry): StepMetrics {
  const registers = [registry];
  const seconds = new Histogram({
    name: 'coalface_step_seconds',
    help: "Seconds that a step's shard took.",
    labelNames: ['step'],
    buckets: BUCKETS_SECONDS,
    registers,
  });
  const tickets = new Counter({
    name: 'coalface_tickets_total',
    help: 'Tickets that went through a step.',
    labelNames: ['step'],
    registers,
  });
  const failures = new Counter({
    name: 'coalface_step_failures_total',
    help: 'Attempts at a step that failed, by error code.',
    labelNames: ['step', 'code'],
    registers,
  });
  const stepLabel = boundedLabel(MAX_STEPS);
  const codeLabel = boundedLabel(MAX_CODES);
  return {
    observeStep: ({ step, ms, counts }) => {
      const labels = { step: stepLabel(step) };
      if (isAmount(ms)) seconds.observe(labels, ms / 1_000);
      if (isAmount(counts.tickets)) tickets.inc(labels, counts.tickets);
    },
    stepFailed: ({ step, code }) => failures.inc({ step: stepLabel(step), code: codeLabel(code) }),
  };
}

function isAmount(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}
