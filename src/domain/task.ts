import type { IntakeId } from './intake.ts';
import type { RunId } from './run.ts';
import type { IsoWeek } from './week.ts';

/** The steps of an intake, in order; from `fit` to `report` they work out one week's run. */
export const STEPS = [
  'ingest',
  'gather',
  'open',
  'fit',
  'assign',
  'tag',
  'measure',
  'report',
  'render',
  'look',
  'close',
] as const;

/** One of the steps. */
export type Step = (typeof STEPS)[number];

/** A piece of work that any process may take: names and numbers alone, for everything else is in the store. */
export interface Task {
  readonly step: Step;
  readonly intake: IntakeId;
  /** The run that a step of a week belongs to, else null. */
  readonly runId: RunId | null;
  /** The week that is opened or rendered, else null. */
  readonly week: IsoWeek | null;
  /** Shard of the intake's rows, or of the window's tickets, or the week's place in the intake; else 0. */
  readonly shard: number;
}

/** Numbers that a task came to. */
export type TaskCounts = Readonly<Record<string, number>>;

/** What a task's mark is kept under: its run, or its intake. */
export function scopeOf(task: Task): RunId | IntakeId {
  return task.runId ?? task.intake;
}

/** The one id of a task, fit for a queue. */
export function taskIdOf(task: Task): string {
  return `${task.step}-${scopeOf(task)}-${task.shard}`;
}
