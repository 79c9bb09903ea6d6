import { UnrecoverableError } from 'bullmq';
import { describe, expect, it } from 'vitest';
import { runStep, type StepOptions } from '../../jobs/run-step.ts';
import { InputError, StoreError } from '../../src/domain/errors.ts';
import type { Task } from '../../src/domain/task.ts';
import type { PipelineContext } from '../../src/pipeline/context.ts';
import { dueTasks, perform, runIntake } from '../../src/pipeline.ts';
import { ticketRows } from '../made-export.ts';
import { type MemoryJob, openMemoryJob, thinking } from '../pipeline/memory-job.ts';

const SECRET = 'My pump leaks, says Mrs Meier';

interface Desk extends MemoryJob {
  readonly task: Task;
  /** What was told to the monitor and how often the queue was to be filled. */
  readonly seen: string[];
  run(
    context?: PipelineContext,
    more?: Partial<StepOptions & { readonly attemptsMade: number }>,
  ): ReturnType<typeof runStep>;
  marks(): Promise<readonly (readonly [string, number, string | null])[]>;
}

/** A job of an intake's first shard, as the queue gives it. */
async function openDesk(wanted: Task['step'] = 'ingest'): Promise<Desk> {
  const job = openMemoryJob();
  const { id } = await job.bring(ticketRows(4));
  let due = await dueTasks(id, job.store);
  for (; due[0]?.step !== wanted; due = await dueTasks(id, job.store))
    for (const task of due) await perform(task, job.context);
  const [task] = due as [Task];
  const seen: string[] = [];
  const observe: StepOptions['observe'] = {
    observeStep: ({ step }) => void seen.push(`${step} done`),
    stepFailed: ({ step, code }) => void seen.push(`${step} ${code}`),
  };
  return {
    ...job,
    task,
    seen,
    run: (context = job.context, { attemptsMade = 0, ...more } = {}) => {
      const advance = async () => void seen.push('advance');
      const halt = new AbortController().signal;
      return runStep({ data: task, attemptsMade, opts: { attempts: 3 } } as never, {
        context,
        timeoutMs: 60_000,
        halt,
        advance,
        observe,
        ...more,
      });
    },
    marks: async () => {
      const marks = await job.store.listSteps(task.runId ?? task.intake);
      const own = marks.filter(({ step, shard }) => step === task.step && shard === task.shard);
      return own.map(({ state, attempts, code }) => [state, attempts, code] as const);
    },
  };
}

const breaking = ({ context }: MemoryJob, error: unknown) =>
  thinking(context, 'ingest', () => {
    throw error;
  });
/** Thinks until it is aborted. */
const hanging = ({ context }: MemoryJob) =>
  thinking(
    context,
    'ingest',
    (_, signal) =>
      new Promise((_done, fail) => {
        signal?.addEventListener('abort', () => fail(Object.assign(new Error('aborted'), { name: 'AbortError' })));
      }),
  );
const LAST = { attemptsMade: 2 };

describe('runStep', () => {
  it('does the task, tells of it in ids and numbers, and fills the queue', async () => {
    const desk = await openDesk();
    expect(await desk.run()).toEqual({ tickets: 10, rejected: 0 });
    expect(desk.seen).toEqual(['ingest done', 'advance']);
    expect(await desk.marks()).toEqual([['done', 1, null]]);
    const { intake } = desk.task;
    expect(desk.told.at(-1)).toEqual({
      message: 'ingest done',
      fields: { intake, shard: 0, ms: expect.any(Number), tickets: 10, rejected: 0 },
    });
  });

  it('tries what broke again, counts its starts, and gives it up on the last attempt', async () => {
    const desk = await openDesk();
    const broken = breaking(desk, new RangeError(SECRET));
    await expect(desk.run(broken)).rejects.toThrow('step-broke: RangeError in a step');
    expect(await desk.marks()).toEqual([['started', 1, null]]);
    await expect(desk.run(broken, LAST)).rejects.toThrow('step-broke');
    expect(await desk.marks()).toEqual([['failed', 2, 'step-broke']]);
    expect(desk.seen).toEqual(['ingest step-broke', 'ingest step-broke', 'advance']);
    const { intake } = desk.task;
    expect(desk.told.map(({ message, fields: { error, ...fields } }) => [message, fields])).toEqual([
      ['ingest failed', { intake, shard: 0, attempt: 1, code: 'step-broke', final: false }],
      ['ingest failed', { intake, shard: 0, attempt: 2, code: 'step-broke', final: true }],
    ]);
  });

  it('says nothing of what a foreign error says', async () => {
    const desk = await openDesk();
    const thrown = await desk.run(breaking(desk, new RangeError(SECRET))).catch((error) => error);
    expect([thrown.message, thrown.stack, thrown.cause].join()).not.toContain(SECRET);
    expect(JSON.stringify(await desk.store.listSteps(desk.task.intake))).not.toContain(SECRET);
  });

  it('does not try again what cannot succeed', async () => {
    const desk = await openDesk();
    const broken = breaking(desk, new InputError('file-changed', { file: 'tickets.csv' }, 'expected the same file'));
    await expect(desk.run(broken)).rejects.toThrow(UnrecoverableError);
    expect(await desk.marks()).toEqual([['failed', 1, 'file-changed']]);
    expect(desk.seen).toEqual(['ingest file-changed', 'advance']);
  });

  it('never gives up on what a server or a disk is to blame for', async () => {
    const desk = await openDesk();
    const away = breaking(desk, new StoreError('store-unreachable', 'expected an answer, got none'));
    await expect(desk.run(away, LAST)).rejects.toThrow(/^store-unreachable: expected an answer/);
    expect(await desk.marks()).toEqual([['started', 0, null]]);
    expect(desk.seen).toEqual(['ingest store-unreachable']);
  });

  it('aborts a task that takes too long, and tries it again', async () => {
    const desk = await openDesk();
    await expect(desk.run(hanging(desk), { timeoutMs: 30 })).rejects.toThrow('step-timeout: AbortError in a step');
    expect(await desk.marks()).toEqual([['started', 1, null]]);
    expect(desk.seen).toEqual(['ingest step-timeout']);
  });

  it('counts nothing as failed when its process is to end', async () => {
    const desk = await openDesk();
    const halt = new AbortController();
    const ended = desk.run(hanging(desk), { ...LAST, halt: halt.signal });
    setTimeout(() => halt.abort(), 30);
    await expect(ended).rejects.toThrow('aborted');
    expect(await desk.marks()).toEqual([['started', 1, null]]);
    expect([desk.seen, desk.told.filter(({ message }) => message.includes('failed'))]).toEqual([[], []]);
  });

  it('leaves a task alone whose intake is settled: another process has done it', async () => {
    const desk = await openDesk();
    const [intake] = await desk.store.waitingIntakes();
    await runIntake(intake as never, desk.context);
    const thoughtless = breaking(desk, new Error('expected no thought'));
    expect(await desk.run(thoughtless)).toEqual({});
    expect(desk.seen).toEqual([]);
  });

  it('tells the run, too, that its pages could not be published', async () => {
    const desk = await openDesk('render');
    const broken = thinking(desk.context, 'render', () => {
      throw new RangeError(SECRET);
    });
    await expect(desk.run(broken, LAST)).rejects.toThrow('step-broke');
    expect(await desk.marks()).toEqual([['failed', 1, 'step-broke']]);
    const [run] = await desk.store.openRuns();
    const marks = await desk.store.listSteps(run?.runId as never);
    expect(marks.filter(({ state }) => state === 'failed')).toMatchObject([{ step: 'render', code: 'step-broke' }]);
    expect((await dueTasks(desk.task.intake, desk.store))[0]).toMatchObject({ step: 'open', week: '2026-W45' });
  });
});
