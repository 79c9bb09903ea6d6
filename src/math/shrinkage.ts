import { gammaQuantile, logGamma } from './distributions.ts';
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

/**
 * Fits Gamma(a, a) (mean 1) to the ratios of many cells by moments: Var(O) = B + E + E² / a, with B the background.
 * `a` is kept in [0.5, 200]: below, one cell would speak for itself; above, nothing could stand out.
 * @see Clayton, Kaldor 1987, Biometrics 43, section 2.2
 */
export function fitGammaPrior(cells: readonly ObservedExpected[]): GammaPrior {
  let [excess, squares] = [0, 0];
  for (const { observed, expected, background = 0 } of cells) {
    excess += (observed - background - expected) ** 2 - background - expected;
    squares += expected ** 2;
  }
  const shape = excess > 0 ? Math.min(200, Math.max(0.5, squares / excess)) : 200;
  return { shape, rate: shape };
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

/**
 * Shrunk ratio of a cell without background, with its 90 % interval; `low` is what pharmacovigilance calls EB05.
 * @see DuMouchel 1999, The American Statistician 53, eq. 11-12, here with one gamma in place of a mixture of two
 */
export function shrinkRatio(
  { observed, expected }: ObservedExpected,
  prior: GammaPrior,
): { readonly value: number; readonly low: number; readonly high: number } {
  const [shape, rate] = [prior.shape + observed, prior.rate + expected];
  return { value: shape / rate, low: gammaQuantile(0.05, shape, rate), high: gammaQuantile(0.95, shape, rate) };
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
