import type { Cause } from '../domain/cause.ts';
import type { Joins } from '../domain/join.ts';
import type { Answer, Refusal } from '../domain/measure.ts';
import type { ReportSettings } from '../domain/run.ts';
import type { IsoWeek } from '../domain/week.ts';
import type { Random } from '../math/random.ts';
import type { Case } from './cases.ts';
import type { LabelError } from './label-error.ts';

/** What each of the four questions is answered from. */
export interface QuestionContext {
  readonly cases: readonly Case[];
  readonly weeks: readonly IsoWeek[];
  /** The window `[startsAt, endsAt)` in epoch milliseconds of its calendar days. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly joins: Joins;
  readonly settings: ReportSettings;
  readonly labelErrors: ReadonlyMap<Cause, LabelError | null>;
  /** A stream of its own for each named computation, so that adding one never moves another's draws. */
  readonly random: (name: string) => Random;
}

/** Answers of one question, and what had to be refused. */
export interface Answers {
  readonly answers: readonly Answer[];
  readonly refusals: readonly Refusal[];
}

/** No answer, for the reasons given. */
export function refuse(department: Cause, measure: string, ...reasons: readonly string[]): Answers {
  return { answers: [], refusals: reasons.map((reason) => ({ department, measure, reason })) };
}

/** Puts answers and refusals together, in order. */
export function joinAnswers(parts: readonly Answers[]): Answers {
  return { answers: parts.flatMap(({ answers }) => answers), refusals: parts.flatMap(({ refusals }) => refusals) };
}
