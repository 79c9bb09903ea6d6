import { betaQuantile, gammaQuantile } from './distributions.ts';

/** A number with the ends of its interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A ratio of rates; value and high are null where the second count is zero: the ratio is then only bounded from below. */
export interface RatioInterval {
  readonly value: number | null;
  readonly low: number;
  readonly high: number | null;
}

/**
 * Share of `count` in `total` with the Wilson score interval; total > 0.
 * @see Wilson 1927, JASA 22; Brown, Cai, DasGupta 2001, eq. 4
 */
export function wilson(count: number, total: number, z = 1.959964): Interval {
  const share = count / total;
  const scale = 1 + (z * z) / total;
  const centre = (share + (z * z) / (2 * total)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total));
  const low = count === 0 ? 0 : Math.max(0, centre - half);
  return { value: share, low, high: count === total ? 1 : Math.min(1, centre + half) };
}

/**
 * A Poisson count with its exact interval.
 * @see Garwood 1936, Biometrika 28
 */
export function poissonCount(count: number, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2;
  const low = count === 0 ? 0 : gammaQuantile(tail, count, 1);
  return { value: count, low, high: gammaQuantile(1 - tail, count + 1, 1) };
}

/**
 * Exact binomial interval for a share; counts need not be whole (a count divided by its design effect).
 * @see Clopper, Pearson 1934, Biometrika 26
 */
export function clopperPearson(count: number, total: number, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2;
  const low = count === 0 ? 0 : betaQuantile(tail, count, total - count + 1);
  return { value: count / total, low, high: count === total ? 1 : betaQuantile(1 - tail, count + 1, total - count) };
}

/**
 * Rate ratio of two Poisson counts with its exact conditional interval: given the sum, the first is binomial.
 * @see Przyborowski, Wilenski 1940; Lehmann, Romano, Testing Statistical Hypotheses, 4.5
 */
export function rateRatio(countA: number, exposureA: number, countB: number, exposureB: number): RatioInterval {
  const odds = (share: number) => (share / (1 - share)) * (exposureB / exposureA);
  if (countA + countB === 0) return { value: null, low: 0, high: null };
  const { value, low, high } = clopperPearson(countA, countA + countB);
  return { value: countB === 0 ? null : odds(value), low: odds(low), high: high === 1 ? null : odds(high) };
}

/**
 * Share with the interval of its Jeffreys posterior Beta(count + 1/2, total - count + 1/2); total > 0.
 * The end is 0 or 1 where none or all are counted, so that the share never lies outside its own interval.
 * @see Brown, Cai, DasGupta 2001, section 3.1.3
 */
export function jeffreys(count: number, total: number, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2;
  const end = (p: number) => betaQuantile(p, count + 0.5, total - count + 0.5);
  return { value: count / total, low: count === 0 ? 0 : end(tail), high: count === total ? 1 : end(1 - tail) };
}

/** Value at share `p` (in [0, 1]) of numbers sorted in ascending order, by linear interpolation (type 7 of Hyndman, Fan 1996). */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  return low + (place - below) * ((sorted[Math.min(below + 1, sorted.length - 1)] ?? low) - low);
}

/** Middle value; NaN for an empty list. */
export function median(values: readonly number[]): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}

/** Median of simulated draws (any order) and the interval that holds the middle 95 % of them. */
export function intervalOfDraws(draws: Float64Array): Interval {
  const sorted = Float64Array.from(draws).sort();
  return { value: quantile(sorted, 0.5), low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

/**
 * Which of the p-values stay below the false-discovery rate, in input order.
 * @see Benjamini, Hochberg 1995, JRSS B 57, procedure (1)
 */
export function benjaminiHochberg(pValues: readonly number[], rate = 0.1): boolean[] {
  const sorted = [...pValues].sort((a, b) => a - b);
  const last = sorted.findLastIndex((p, rank) => p <= ((rank + 1) / sorted.length) * rate);
  const limit = sorted[last] ?? -1;
  return pValues.map((p) => p <= limit);
}

/**
 * Cohen's kappa of two readers' yes/no answers over the same cases; 1 where both always give the same one answer, NaN without cases.
 * @see Cohen 1960, Educational and Psychological Measurement 20
 */
export function cohensKappa(a: readonly boolean[], b: readonly boolean[]): number {
  const n = a.length;
  const agreed = a.filter((value, index) => value === b[index]).length / n;
  const yesA = a.filter(Boolean).length / n;
  const yesB = b.filter(Boolean).length / n;
  const chance = yesA * yesB + (1 - yesA) * (1 - yesB);
  return chance === 1 ? 1 : (agreed - chance) / (1 - chance);
}
