import { median, wilson } from '../../../src/math/intervals.ts';

/** What one world shows of one property. */
export interface Outcome {
  /** 1 or 0 for held or not, a share where a world holds several cases, a count; null where the report refused. */
  readonly score: number | null;
  /** Widths of the intervals judged, in the measure's own unit. */
  readonly widths?: readonly number[];
}

/** What must hold of the figure over all worlds; null where it is printed whatever it says. */
export type Bound = { readonly atLeast: number } | { readonly atMost: number } | null;

/** A property of a measure, and worlds of known truth that it is tried in. */
export interface Trial {
  /** Property as the table names it. */
  readonly row: string;
  readonly world: string;
  readonly bound: Bound;
  /** Mean share of the worlds, or the median world's count. */
  readonly figure: 'share' | 'median';
  readonly play: (seed: number) => Outcome;
}

/** A trial's figure with its Monte Carlo interval (95 %). */
export interface Result {
  readonly figure: number;
  readonly low: number;
  readonly high: number;
  /** Mean width of the intervals judged; NaN where none was. */
  readonly width: number;
  /** Share of worlds in which the report refused. */
  readonly refused: number;
  /** Null where nothing must hold. */
  readonly holds: boolean | null;
  readonly seconds: number;
}

/** Plays a trial in `worlds` worlds, seeded 1, 2, ... */
export function playTrial(trial: Trial, worlds: number): Result {
  const started = performance.now();
  const outcomes = Array.from({ length: worlds }, (_, index) => trial.play(index + 1));
  const scores = outcomes.flatMap(({ score }) => score ?? []);
  const widths = outcomes.flatMap((outcome) => outcome.widths ?? []);
  const range = trial.figure === 'median' ? medianOf(scores) : shareOf(scores);
  return {
    ...range,
    width: meanOf(widths),
    refused: 1 - scores.length / worlds,
    holds: isWithin(range.figure, trial.bound),
    seconds: (performance.now() - started) / 1000,
  };
}

type Range = Pick<Result, 'figure' | 'low' | 'high'>;

/** Wilson where each world says yes or no; else the worlds are the clusters of a mean. */
function shareOf(scores: readonly number[]): Range {
  const [figure, n] = [meanOf(scores), scores.length];
  if (n === 0) return { figure: Number.NaN, low: Number.NaN, high: Number.NaN };
  if (scores.every((score) => score === 0 || score === 1)) {
    const { low, high } = wilson(Math.round(figure * n), n);
    return { figure, low, high };
  }
  const half = 1.96 * Math.sqrt(meanOf(scores.map((score) => (score - figure) ** 2)) / n);
  return { figure, low: figure - half, high: figure + half };
}

/** The order statistics that hold the median. @see Conover 1999, Practical Nonparametric Statistics, section 3.2 */
function medianOf(scores: readonly number[]): Range {
  const sorted = [...scores].sort((a, b) => a - b);
  const half = 0.98 * Math.sqrt(sorted.length);
  const at = (place: number) => sorted[Math.max(0, Math.min(sorted.length - 1, Math.round(place)))] ?? Number.NaN;
  return { figure: median(sorted), low: at(sorted.length / 2 - half), high: at(sorted.length / 2 + half) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function isWithin(figure: number, bound: Bound): boolean | null {
  if (bound === null) return null;
  return 'atLeast' in bound ? figure >= bound.atLeast : figure <= bound.atMost;
}

/** Outcome of intervals against the truths they are for: the share that cover, with their widths. */
export function coverageOf(
  intervals: readonly {
    readonly low: number | null;
    readonly high: number | null;
    readonly truth: number;
  }[],
): Outcome {
  const given = intervals.filter(({ low }) => low !== null);
  if (given.length === 0) return { score: null };
  const covered = given.filter(({ low, high, truth }) => (low as number) <= truth && truth <= (high ?? Infinity));
  const widths = given.flatMap(({ low, high }) => (high === null ? [] : high - (low as number)));
  return { score: covered.length / given.length, widths };
}

/** An interval of 95 % must cover so often; the two points below leave room for counts, which are whole. */
export const COVER: Bound = { atLeast: 0.93 };
