import { studentCdf, studentQuantile } from './distributions.ts';
import type { Interval } from './intervals.ts';

/** A difference of means with its interval, and how surely the truth lies below zero, in [0, 1]. */
export interface Difference extends Interval {
  readonly belowZero: number;
}

/**
 * Mean of one group less that of another with its 95 % interval, by Welch's t: the groups may vary unalike.
 * @param group, other one number a unit that was sampled as a whole (an account with all its tickets, not a ticket); at least two each.
 * @see Welch 1947, Biometrika 34
 */
export function differenceOfMeans(group: readonly number[], other: readonly number[]): Difference {
  const [a, b] = [momentsOf(group), momentsOf(other)];
  const value = a.mean - b.mean;
  const error = Math.sqrt(a.squaredError + b.squaredError);
  if (error === 0) return { value, low: value, high: value, belowZero: value < 0 ? 1 : 0 };
  const degrees = error ** 4 / (a.squaredError ** 2 / (a.n - 1) + b.squaredError ** 2 / (b.n - 1));
  const half = studentQuantile(0.975, degrees) * error;
  return { value, low: value - half, high: value + half, belowZero: studentCdf(-value / error, degrees) };
}

function momentsOf(values: readonly number[]): {
  readonly n: number;
  readonly mean: number;
  readonly squaredError: number;
} {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, squaredError: squares / (n - 1) / n };
}
