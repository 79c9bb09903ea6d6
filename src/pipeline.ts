import type { Intake, IntakeId } from './domain/intake.ts';
import type { StepMark } from './domain/status.ts';
import { type Step, scopeOf, type Task, type TaskCounts } from './domain/task.ts';
import { assignShard } from './pipeline/assign-shard.ts';
import { closeIntake } from './pipeline/close-intake.ts';
import type { PipelineContext, RunInput, WeekOutcome } from './pipeline/context.ts';
import { fitWeek } from './pipeline/fit-week.ts';
import { gatherIntake } from './pipeline/gather-intake.ts';
import { ingestShard } from './pipeline/ingest-shard.ts';
import { lookBack } from './pipeline/look-back.ts';
import { measureWeek } from './pipeline/measure-week.ts';
import { openWeek } from './pipeline/open-week.ts';
import { renderWeek } from './pipeline/render-week.ts';
import { reportWeek } from './pipeline/report-week.ts';
import { inputOf } from './pipeline/run-input.ts';
import { loadStaged, type OpenedWeek } from './pipeline/staged.ts';
import { tagShard } from './pipeline/tag-shard.ts';
import type { Store } from './ports.ts';

/**
 * The whole job, in the order in which a ticket goes through it. Each step loads what it needs from the store, thinks (pipeline/thoughts.ts, pure), saves, and
 * gives back counts: so any process may take the next one, one that dies loses nothing, and doing a step twice changes nothing.
 */
const WORK: Readonly<Record<Step, (task: Task, context: PipelineContext) => Promise<TaskCounts>>> = {
  // Once an intake: rows become clean, redacted tickets, shard by shard; then all of them enter the store together, in the order of their rows.
  ingest: ingestShard,
  gather: gatherIntake,
  // Then week by week, oldest first: a week knows the weeks before it as they were left, and nothing later.
  open: openWeek,
  fit: fitWeek,
  assign: assignShard,
  tag: tagShard,
  measure: measureWeek,
  report: reportWeek,
  render: renderWeek,
  // Last, one look back on a new store, and the page above all weeks.
  look: lookBack,
  close: closeIntake,
};

/** The steps of one week's run, in order; those with `true` are cut into shards of the window. */
const RUN_STEPS = [
  ['fit', false],
  ['assign', true],
  ['tag', true],
  ['measure', false],
  ['report', false],
] as const satisfies readonly (readonly [Step, boolean])[];

/** Does one task and marks it as done, unless it is. @throws what the step throws; nothing is marked then. */
export async function perform(task: Task, context: PipelineContext, attempts = 1): Promise<TaskCounts> {
  const { store, clock } = context;
  const { step, shard } = task;
  const scope = scopeOf(task);
  const done = (await store.listSteps(scope)).find((mark) => isMarkOf(mark, step, shard) && mark.state === 'done');
  if (done) return done.counts;
  const from = clock.now();
  const counts = await WORK[step](task, context);
  // A week that was opened anew instead of being printed is still to be printed.
  if (step === 'render' && counts.opened === 1) return counts;
  await store.markStep({ scope, step, shard, state: 'done', attempts, ms: clock.now() - from, counts, code: null });
  return counts;
}

/**
 * The tasks of an intake that can be done now, in any order and at the same time: read from the store alone, so that a queue that has lost its jobs, or never had
 * them, can be filled again at any time. None where the intake is settled or was never brought in whole.
 * A task that has failed for good is left out, and so is what rests on it: a failed week lets the next one go on.
 */
export async function dueTasks(id: IntakeId, store: Store): Promise<readonly Task[]> {
  const marks = await store.listSteps(id);
  const task = (step: Step, shard = 0): Task => ({ step, intake: id, runId: null, week: null, shard });
  const stateOf = (step: Step, shard = 0) => marks.find((mark) => isMarkOf(mark, step, shard))?.state;
  if (stateOf('close') !== undefined && stateOf('close') !== 'started') return [];

  const shards = (await loadStaged(store, id, 'shards')).get(0);
  if (shards === undefined) return [];
  const reading = Array.from({ length: shards }, (_, shard) => shard);
  if (reading.some((shard) => stateOf('ingest', shard) === 'failed') || stateOf('gather') === 'failed')
    return [task('close')];
  const unread = reading.filter((shard) => stateOf('ingest', shard) !== 'done');
  if (unread.length > 0) return unread.map((shard) => task('ingest', shard));
  if (stateOf('gather') !== 'done') return [task('gather')];

  const wanted = (await loadStaged(store, id, 'weeks')).get(0)?.wanted ?? [];
  const settled = await loadStaged(store, id, 'outcome');
  const opened = await loadStaged(store, id, 'opened');
  for (const [place, week] of wanted.entries()) {
    if (settled.has(place) || stateOf('open', place) === 'failed' || stateOf('render', place) === 'failed') continue;
    if (stateOf('open', place) !== 'done') return [{ ...task('open', place), week }];
    const due = await dueOfRun(id, opened.get(place) as OpenedWeek, store);
    if (due === 'failed') continue;
    return due.length > 0 ? due : [{ ...task('render', place), week }];
  }
  if (stateOf('look') !== 'done' && stateOf('look') !== 'failed') return [task('look')];
  return [task('close')];
}

/** The shards of a run's first unfinished step; none where all are done. */
async function dueOfRun(
  id: IntakeId,
  { runId, shards }: OpenedWeek,
  store: Store,
): Promise<readonly Task[] | 'failed'> {
  if (runId === null) return [];
  const marks = await store.listSteps(runId);
  if (marks.some(({ state }) => state === 'failed')) return 'failed';
  const done = new Set(marks.flatMap(({ step, shard, state }) => (state === 'done' ? [`${step} ${shard}`] : [])));
  for (const [step, isSharded] of RUN_STEPS) {
    const all = Array.from({ length: isSharded ? shards : 1 }, (_, shard) => shard);
    const left = all.filter((shard) => !done.has(`${step} ${shard}`));
    if (left.length > 0) return left.map((shard) => ({ step, intake: id, runId, week: null, shard }));
  }
  return [];
}

function isMarkOf(mark: StepMark, step: Step, shard: number): boolean {
  return mark.step === step && mark.shard === shard;
}

/** What an intake came to. */
export interface IntakeOutcome {
  /** Oldest first. */
  readonly weeks: readonly WeekOutcome[];
  readonly input: RunInput;
}

/** Works out an intake in this process, task by task. @throws what a step throws */
export async function runIntake({ id }: Intake, context: PipelineContext): Promise<IntakeOutcome> {
  for (;;) {
    const due = await dueTasks(id, context.store);
    const isLast = due.every(({ step }) => step === 'close');
    const outcome = isLast ? await outcomeOfIntake(id, context) : null;
    for (const task of due) await perform(task, context);
    if (outcome) return outcome;
  }
}

/** Read before the intake is settled. */
async function outcomeOfIntake(id: IntakeId, context: PipelineContext): Promise<IntakeOutcome> {
  const outcomes = await loadStaged(context.store, id, 'outcome');
  return { weeks: [...outcomes.values()], input: await inputOf(id, context) };
}
