import { gammaCdf, gammaQuantile, logGamma } from './distributions.ts';
import type { Random } from './random.ts';

/** A gamma prior for ratios observed/expected: mean shape / rate. */
export interface GammaPrior {
  readonly shape: number;
  readonly rate: number;
}

/** An observed count with the count expected of it at a ratio of 1. */
export interface ObservedExpected {
  readonly observed: number;
  readonly expected: number;
  /** Part of the observed count that comes whatever the ratio is (false tags), as expected; default 0. */
  readonly background?: number | undefined;
}

/** Spreads (standard deviations of the ratios) that a drawn prior may have, all as likely before any ratio is seen. */
const SPREADS = Array.from({ length: 14 }, (_, index) => 0.1 * (index + 1));
const SHAPES = SPREADS.map((spread) => ({
  shape: spread ** -2,
  constant: spread ** -2 * Math.log(spread ** -2) - logGamma(spread ** -2),
}));

/**
 * Draws the shape of a Gamma(a, a) prior given the ratios of a few groups: with four of them, one fitted value would claim too much.
 * @param ratios each > 0.
 * @see Gelman 2006, Bayesian Analysis 1 (a uniform prior for the spread of few groups)
 */
export function drawGammaShape(ratios: readonly number[], random: Random): number {
  const fit = ratios.reduce((sum, ratio) => sum + Math.log(ratio) - ratio, 0);
  const densities = SHAPES.map(({ shape, constant }) => ratios.length * constant + shape * fit);
  const top = Math.max(...densities);
  const weights = densities.map((density) => Math.exp(density - top));
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const place = weights.findIndex((weight) => {
    left -= weight;
    return left <= 0;
  });
  return (SHAPES[place] ?? (SHAPES.at(-1) as (typeof SHAPES)[number])).shape;
}

/** Ratios of many cells: most are drawn from one gamma about 1, a share of them from a wide one. */
export interface GammaMixture {
  readonly alike: GammaPrior;
  /** Share of the cells that are unlike the others, in (0, 1). */
  readonly apartShare: number;
}

/** Ratios of cells apart: exponential with mean 2, half of them below 1.4, one in five above 3.2. */
export const APART: GammaPrior = { shape: 1, rate: 0.5 };
const APART_SHARES = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3];

/**
 * Fits the mixture to the ratios of many cells by marginal likelihood, over a grid. One gamma takes the only bad cell of many for the spread of all, and
 * then draws it to them: a lot with five times the returns of its 35 peers was not told from them.
 * @see DuMouchel 1999, The American Statistician 53, eq. 4-7; two of his five parameters are left free, for a firm has tens of cells, not 100,000
 */
export function fitMixture(cells: readonly ObservedExpected[]): GammaMixture {
  const apart = cells.map(({ observed, expected }) => logMarginal(observed, expected, APART));
  let best = { alike: { shape: 100, rate: 100 }, apartShare: 0.02, likelihood: Number.NEGATIVE_INFINITY };
  for (const { shape } of SHAPES) {
    const alike: GammaPrior = { shape, rate: shape };
    const odds = cells.map(
      ({ observed, expected }, index) => [logMarginal(observed, expected, alike), apart[index] as number] as const,
    );
    for (const apartShare of APART_SHARES) {
      const likelihood = odds.reduce(
        (sum, [one, other]) => sum + one + Math.log(1 - apartShare + apartShare * Math.exp(Math.min(700, other - one))),
        0,
      );
      if (likelihood > best.likelihood) best = { alike, apartShare, likelihood };
    }
  }
  return { alike: best.alike, apartShare: best.apartShare };
}

/** Logarithm of a count's chance, up to a constant, when its ratio is gamma: negative binomial. */
export function logMarginal(count: number, expected: number, { shape, rate }: GammaPrior): number {
  const whole = rate + expected;
  return (
    logGamma(shape + count) - logGamma(shape) + shape * Math.log(rate / whole) + count * Math.log(expected / whole)
  );
}

/**
 * Shrunk ratio of a cell (posterior mean), with its 90 % interval; `low` is what pharmacovigilance calls EB05.
 * @see DuMouchel 1999, eq. 8-12
 */
export function shrinkRatio(
  { observed, expected }: ObservedExpected,
  { alike, apartShare }: GammaMixture,
): { readonly value: number; readonly low: number; readonly high: number } {
  const odds = logMarginal(observed, expected, APART) - logMarginal(observed, expected, alike);
  const weight = 1 / (1 + ((1 - apartShare) / apartShare) * Math.exp(-odds));
  const parts = [
    { weight: 1 - weight, shape: alike.shape + observed, rate: alike.rate + expected },
    { weight, shape: APART.shape + observed, rate: APART.rate + expected },
  ];
  const value = parts.reduce((sum, part) => sum + (part.weight * part.shape) / part.rate, 0);
  return { value, low: quantileOfParts(parts, 0.05), high: quantileOfParts(parts, 0.95) };
}

type Part = GammaPrior & { readonly weight: number };

/** Bisection between the quantiles of the parts, which hold that of the whole. */
function quantileOfParts(parts: readonly Part[], p: number): number {
  const ends = parts.map(({ shape, rate }) => gammaQuantile(p, shape, rate));
  let [low, high] = [Math.min(...ends), Math.max(...ends)];
  for (let step = 0; step < 50 && high - low > 1e-9 * high; step++) {
    const middle = (low + high) / 2;
    const below = parts.reduce((sum, { weight, shape, rate }) => sum + weight * gammaCdf(middle, shape, rate), 0);
    if (below < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * What one independent report weighs when reports come in clumps: the mean clump met by a report, at least 1; 1 without any.
 * @param sizes reports of each clump (tickets of an account, units of a parcel).
 * @see Kish 1965, Survey Sampling, section 8.2 (design effect of whole clusters)
 */
export function designEffect(sizes: Iterable<number>): number {
  let [sum, squares] = [0, 0];
  for (const size of sizes) {
    sum += size;
    squares += size ** 2;
  }
  return sum > 0 ? Math.max(1, squares / sum) : 1;
}
