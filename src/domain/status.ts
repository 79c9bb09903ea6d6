import type { IntakeId } from './intake.ts';
import type { RunId } from './run.ts';
import type { IsoWeek } from './week.ts';

/** How far a step's shard has come, as the store knows it. */
export interface StepMark {
  readonly scope: RunId | IntakeId;
  readonly step: string;
  readonly shard: number;
  readonly state: 'started' | 'done' | 'failed';
  /** Times that it was started. */
  readonly attempts: number;
  /** Wall milliseconds of the attempt that ended it; 0 before. */
  readonly ms: number;
  /** What it came to, in numbers (`tickets`, `rejected` ...). */
  readonly counts: Readonly<Record<string, number>>;
  /** Error code of a failure, else null. */
  readonly code: string | null;
}

/** A week as the store knows it. */
export interface WeekStatus {
  readonly week: IsoWeek;
  /**
   * `published`: its report is out; `running`: a run is open; `waiting`: it has tickets and no run yet; `failed`: a step failed for good;
   * `missed`: it lies between published weeks and the present, and no ticket of it was ever given.
   */
  readonly state: 'published' | 'running' | 'waiting' | 'failed' | 'missed';
  readonly runId: RunId | null;
  readonly tickets: number;
  /** Error code where it failed, else null. */
  readonly code: string | null;
  /** Instant of publication, ISO 8601 in UTC; null before. */
  readonly publishedAt: string | null;
}

/** A step of an intake or run that is under way, in shards. */
export interface StepStatus {
  readonly scope: RunId | IntakeId;
  readonly step: string;
  readonly done: number;
  readonly failed: number;
  /** Started and not ended. */
  readonly started: number;
}

/** An intake that came to nothing: its files could not be read, or brought no ticket. */
export interface FailedIntake {
  readonly id: IntakeId;
  readonly files: readonly string[];
  /** Step that failed for good, with the error code. */
  readonly step: string;
  readonly code: string | null;
  /** Instant at which it was given up, ISO 8601 in UTC. */
  readonly at: string;
}

/** All that an operator asks first: what is out, what is under way, what is missing. Ids and counts alone. */
export interface Status {
  readonly store: string;
  /** Intakes that are not settled, oldest first. */
  readonly intakes: readonly { readonly id: IntakeId; readonly files: readonly string[]; readonly since: string }[];
  /** Intakes that came to nothing and that no later one has made up for, the newest first. */
  readonly failedIntakes: readonly FailedIntake[];
  /** Oldest first. */
  readonly weeks: readonly WeekStatus[];
  /** Steps of unsettled intakes and open runs. */
  readonly steps: readonly StepStatus[];
}
