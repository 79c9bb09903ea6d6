import { type Job, UnrecoverableError } from 'bullmq';
import { CoalfaceError } from '../src/domain/errors.ts';
import type { StepMark } from '../src/domain/status.ts';
import { scopeOf, type Task, type TaskCounts } from '../src/domain/task.ts';
import type { PipelineContext } from '../src/pipeline/context.ts';
import { perform } from '../src/pipeline.ts';
import { markFailed } from './mark-failed.ts';
import type { StepMetrics } from './monitor/step-metrics.ts';

/** What a processor works with. */
export interface StepOptions {
  readonly context: PipelineContext;
  /** A task that takes longer is aborted and tried again. */
  readonly timeoutMs: number;
  /** Aborts all tasks: this process is to end at once. */
  readonly halt: AbortSignal;
  /** Told of what is due next. */
  readonly advance: () => Promise<unknown>;
  readonly observe: StepMetrics;
}

/**
 * Does the task of a job and sees to it that the next one is queued. One of three places that translate errors: what cannot succeed is not tried again, and a
 * failure for good is written into the store, where the next week's report finds it.
 */
export async function runStep(job: Job<Task>, options: StepOptions): Promise<TaskCounts> {
  const { context, halt, timeoutMs, advance } = options;
  const { state, attempts } = await markOf(job.data, context);
  // Its worker died after the work, or after giving it up, and before it could tell the queue.
  if (state === 'failed' || (await isSettled(job.data, context))) return {};
  // Starts are counted in the store: a task whose workers die of it leaves no other trace.
  const starts = attempts + 1;
  await markStarted(job.data, starts, context);
  const isLast = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  const signal = AbortSignal.any([halt, AbortSignal.timeout(timeoutMs)]);
  const from = context.clock.now();
  try {
    const counts = await perform(job.data, { ...context, signal, isLastAttempt: isLast }, starts);
    tellDone(job.data, context.clock.now() - from, counts, options);
    await advance();
    return counts;
  } catch (error) {
    // A process that ends has failed at nothing: the worker gives the job back.
    if (halt.aborted) throw error;
    // This process slept while another did the task and all that rests on it.
    if (await isSettled(job.data, context)) return {};
    throw await settleFailure(error, job.data, { starts, isLast }, options);
  }
}

function tellDone(task: Task, ms: number, counts: TaskCounts, { context, observe }: StepOptions): void {
  observe.observeStep({ step: task.step, ms, counts });
  context.log.info(`${task.step} done`, { ...namesOf(task), ms: Math.round(ms), ...counts });
}

/** @returns the error to throw: its class tells BullMQ whether to try again. */
async function settleFailure(
  error: unknown,
  task: Task,
  { starts, isLast }: { readonly starts: number; readonly isLast: boolean },
  { context, observe, advance }: StepOptions,
): Promise<Error> {
  const { code, message, retryable, isOfTheWorld } = failureOf(error);
  const isFinal = !retryable || (isLast && !isOfTheWorld);
  observe.stepFailed({ step: task.step, code });
  context.log.warn(`${task.step} failed`, { ...namesOf(task), attempt: starts, code, final: isFinal, error });
  // A database that is down or a disk that is full says nothing about the task: it is tried again for as long as that lasts.
  if (isOfTheWorld) await markStarted(task, 0, context);
  if (isFinal) {
    await markFailed(task, starts, code, context.store);
    await advance();
  }
  return retryable ? new Error(`${code}: ${message}`) : new UnrecoverableError(`${code}: ${message}`);
}

async function isSettled({ intake }: Task, { store }: PipelineContext): Promise<boolean> {
  return (await store.waitingIntakes()).every(({ id }) => id !== intake);
}

async function markOf(task: Task, { store }: PipelineContext): Promise<Pick<StepMark, 'state' | 'attempts'>> {
  const { step, shard } = task;
  const marks = await store.listSteps(scopeOf(task));
  return marks.find((one) => one.step === step && one.shard === shard) ?? { state: 'started', attempts: 0 };
}

async function markStarted(task: Task, attempts: number, { store }: PipelineContext): Promise<void> {
  const { step, shard } = task;
  await store.markStep({
    scope: scopeOf(task),
    step,
    shard,
    state: 'started',
    attempts,
    ms: 0,
    counts: {},
    code: null,
  });
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  /** Whether something outside Coalface is to blame that will pass. */
  readonly isOfTheWorld: boolean;
}

/** What is none of our errors may quote a ticket: only its name is told. */
function failureOf(error: unknown): Failure {
  if (error instanceof CoalfaceError) {
    const { code, message, retryable } = error;
    return { code, message, retryable, isOfTheWorld: retryable };
  }
  const name = error instanceof Error ? error.name : typeof error;
  const code = name === 'AbortError' || name === 'TimeoutError' ? 'step-timeout' : 'step-broke';
  return { code, message: `${name} in a step`, retryable: true, isOfTheWorld: false };
}

function namesOf({ intake, runId, week, shard }: Task): Record<string, unknown> {
  return { intake, shard, ...(runId && { runId }), ...(week && { week }) };
}
