import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Intake, IntakeId } from '../../src/domain/intake.ts';
import type { Task } from '../../src/domain/task.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { hashTicket, type PipelineContext } from '../../src/pipeline/context.ts';
import { dueTasks, perform, runIntake } from '../../src/pipeline.ts';
import { ticketRows } from '../made-export.ts';
import { openMemoryJob, thinking } from './memory-job.ts';

const ROWS = ticketRows(15);
const nameOf = ({ step, runId, week, shard }: Task) => `${step} ${runId ?? week ?? ''} ${shard}`.replace('  ', ' ');

/** Works an intake off in rounds; each is done in the order that `arrange` gives it. @returns what was due, round by round */
async function workOff(
  { id }: Intake,
  context: PipelineContext,
  arrange = (tasks: readonly Task[]) => tasks,
): Promise<string[][]> {
  const rounds: string[][] = [];
  for (;;) {
    const due = await dueTasks(id, context.store);
    if (due.length === 0) return rounds;
    rounds.push(due.map(nameOf));
    for (const task of arrange(due)) await perform(task, context);
  }
}

function pagesOf(out: string): Record<string, string> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      const body = readFileSync(path, 'utf8');
      return [path.slice(out.length), name === 'run.json' ? { ...JSON.parse(body), timings: {} } : body];
    }),
  );
}

/** Marks the task as one that nobody will try again. */
async function giveUp({ step, intake, runId, shard }: Task, { store }: PipelineContext): Promise<void> {
  const scope = runId ?? intake;
  await store.markStep({ scope, step, shard, state: 'failed', attempts: 3, ms: 0, counts: {}, code: 'step-broke' });
}

describe('the tasks of an intake', () => {
  it('are due step by step: rows, then the weeks from the oldest on, then the page above them', async () => {
    const { context, bring } = openMemoryJob();
    const rounds = await workOff(await bring(ROWS), context);
    expect(rounds.slice(0, 10)).toEqual([
      ['ingest 0', 'ingest 1', 'ingest 2', 'ingest 3', 'ingest 4'],
      ['gather 0'],
      ['open 2026-W44 0'],
      ['fit 2026-W44-r1 0'],
      ['assign 2026-W44-r1 0', 'assign 2026-W44-r1 1'],
      ['tag 2026-W44-r1 0', 'tag 2026-W44-r1 1'],
      ['measure 2026-W44-r1 0'],
      ['report 2026-W44-r1 0'],
      ['render 2026-W44 0'],
      ['open 2026-W45 1'],
    ]);
    expect(rounds.slice(-3)).toEqual([['render 2026-W46 2'], ['look 0'], ['close 0']]);
  });

  it('are none where it is unknown, not whole, or settled', async () => {
    const { context, store, bring } = openMemoryJob();
    expect(await dueTasks('no-such-1' as IntakeId, store)).toEqual([]);
    const begun = await store.openIntake('k', { files: [], period: {}, out: '/o', lane: 'queue' });
    expect(await dueTasks(begun.id, store)).toEqual([]);
    const intake = await bring(ROWS.slice(0, 15), { period: { asOf: '2026-11-01' } });
    await workOff(intake, context);
    expect(await store.waitingIntakes()).toMatchObject([{ id: begun.id }]);
    expect(await dueTasks(intake.id, store)).toEqual([]);
  });

  it('come to the same bytes in whatever order the shards are done, and as a whole in one process', async () => {
    const shuffled = openMemoryJob();
    await workOff(await shuffled.bring(ROWS), shuffled.context, (tasks) => tasks.toReversed());
    const whole = openMemoryJob();
    const { weeks } = await runIntake(await whole.bring(ROWS), whole.context);
    expect(weeks.map(({ runId, changed }) => [runId, changed])).toEqual([
      ['2026-W44-r1', true],
      ['2026-W45-r1', true],
      ['2026-W46-r1', true],
    ]);
    expect(pagesOf(shuffled.out)).toEqual(pagesOf(whole.out));
  });

  it('are done once: a second time gives the same counts and thinks nothing', async () => {
    const { context, bring } = openMemoryJob();
    const intake = await bring(ROWS);
    const [task] = (await dueTasks(intake.id, context.store)) as [Task];
    const counts = await perform(task, context);
    const thoughtless = thinking(context, 'ingest', () => {
      throw new Error('expected no thought');
    });
    expect(counts).toEqual({ tickets: 10, rejected: 0 });
    expect(await perform(task, thoughtless)).toEqual(counts);
  });

  it('leave no mark where they throw', async () => {
    const { context, store, bring } = openMemoryJob();
    const { id } = await bring(ROWS);
    const [task] = (await dueTasks(id, store)) as [Task];
    const broken = thinking(context, 'ingest', () => {
      throw new RangeError('no');
    });
    await expect(perform(task, broken)).rejects.toThrow('no');
    expect(await store.listSteps(id)).toEqual([]);
  });
});

describe('a task that has failed for good', () => {
  it('ends its week alone: the next one goes on and says which is missing and why', async () => {
    const { context, store, out, bring } = openMemoryJob();
    const intake = await bring(ROWS);
    const rounds: string[] = [];
    for (;;) {
      const due = await dueTasks(intake.id, store);
      if (due.length === 0) break;
      rounds.push(...due.map(nameOf));
      for (const task of due)
        await (task.runId === '2026-W45-r1' && task.step === 'tag' ? giveUp(task, context) : perform(task, context));
    }
    expect(rounds).not.toContain('measure 2026-W45-r1 0');
    expect((await store.listRuns()).map(({ runId }) => runId)).toEqual(['2026-W44-r1', '2026-W46-r1']);
    expect((await store.openRuns()).map(({ runId }) => runId)).toEqual(['2026-W45-r1']);
    const { warnings } = JSON.parse(readFileSync(join(out, '2026-W46/analyst/run.json'), 'utf8'));
    expect(warnings).toContain('Week 2026-W45 was not produced: its step "tag" failed (step-broke).');
    expect(readdirSync(out)).toEqual(['2026-W44', '2026-W46', 'first-look', 'index.html']);
  });

  it.each(['ingest', 'gather'] as const)('in %s settles the intake, and nothing of it is reported', async (step) => {
    const { context, store, bring } = openMemoryJob();
    const intake = await bring(ROWS);
    for (;;) {
      const due = await dueTasks(intake.id, store);
      if (due.length === 0) break;
      for (const task of due) await (task.step === step ? giveUp(task, context) : perform(task, context));
    }
    expect(await store.waitingIntakes()).toEqual([]);
    expect(await store.listRuns()).toEqual([]);
    expect(await store.countTickets()).toEqual([]);
  });

  it('is tried again with the next intake that asks for its week', async () => {
    const { context, store, bring } = openMemoryJob();
    const intake = await bring(ROWS);
    for (;;) {
      const due = await dueTasks(intake.id, store);
      if (due.length === 0) break;
      for (const task of due) await (task.step === 'fit' ? giveUp(task, context) : perform(task, context));
    }
    expect(await store.listRuns()).toEqual([]);
    await runIntake(await bring(ROWS), context);
    // The later weeks rest on a report before them now, which they did not when they failed.
    expect((await store.listRuns()).map(({ runId }) => runId)).toEqual(['2026-W44-r1', '2026-W45-r2', '2026-W46-r2']);
  });
});

describe('a week', () => {
  it('sets a ticket aside that breaks its steps, on their last attempt, and names it', async () => {
    const { context, store, out, bring } = openMemoryJob();
    const intake = await bring(ROWS.slice(0, 16), { period: { asOf: '2026-11-01' } });
    await perform({ step: 'ingest', intake: intake.id, runId: null, week: null, shard: 0 }, context);
    const week = '2026-W44' as IsoWeek;
    const [ticket] = await gathered(context, intake);
    // What no import makes: a ticket without a text.
    await store.saveTickets([{ ticket: { ...ticket, id: 'T-bad' as never, description: null as never }, hash: 'x' }]);
    await expect(runIntake(intake, { ...context, isLastAttempt: false })).rejects.toThrow(TypeError);
    await runIntake(intake, context);
    const { warnings, coverage } = JSON.parse(readFileSync(join(out, week, 'analyst/run.json'), 'utf8'));
    expect(warnings).toContain('Set aside because a step could not work on them: T-bad (assign).');
    expect(coverage).toMatchObject({ set_aside: 1 });
    expect(readFileSync(join(out, week, 'analyst/rejects.csv'), 'utf8')).toMatch(/^store,.*broken-in-assign.*T-bad/m);
  });

  it('that another process has changed while it was worked out is worked out anew', async () => {
    const { context, store, bring } = openMemoryJob();
    const intake = await bring(ROWS.slice(0, 16), { period: { asOf: '2026-11-01' } });
    const rounds: string[] = [];
    for (;;) {
      const due = await dueTasks(intake.id, store);
      if (due.length === 0) break;
      if (rounds.length === 0 && due[0]?.step === 'render') {
        const [ticket] = await store.loadTickets('2026-W44' as IsoWeek, '2026-W44' as IsoWeek);
        const late = { ...ticket, id: 'T-late' } as never;
        await store.saveTickets([{ ticket: late, hash: hashTicket(late, context) }]);
      }
      if (due[0]?.step === 'render') rounds.push(...due.map(nameOf));
      for (const task of due) await perform(task, context);
    }
    expect(await store.listRuns()).toMatchObject([{ runId: '2026-W44-r2', manifest: { coverage: { tickets: 16 } } }]);
  });
});

/** Reads and gathers, and gives the stored tickets of the first week. */
async function gathered(context: PipelineContext, { id }: Intake) {
  for (;;) {
    const due = await dueTasks(id, context.store);
    if (due.some(({ step }) => step === 'open')) break;
    for (const task of due) await perform(task, context);
  }
  return (await context.store.loadTickets('2026-W44' as IsoWeek, '2026-W44' as IsoWeek)) as [Ticket];
}
