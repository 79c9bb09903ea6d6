import { gammaQuantile } from './distributions.ts';

/** A gamma prior for ratios observed/expected: mean shape / rate. */
export interface GammaPrior {
  readonly shape: number;
  readonly rate: number;
}

/** An observed count with the count expected of it. */
export interface ObservedExpected {
  readonly observed: number;
  readonly expected: number;
}

/**
 * Fits Gamma(a, a) (mean 1) to the ratios of many cells by moments: Var(O) = E + E² / a.
 * `a` is kept in [0.5, 200]: below, one cell would speak for itself; above, nothing could stand out.
 * @see Clayton, Kaldor 1987, Biometrics 43, section 2.2
 */
export function fitGammaPrior(cells: readonly ObservedExpected[]): GammaPrior {
  const excess = cells.reduce((sum, { observed, expected }) => sum + (observed - expected) ** 2 - expected, 0);
  const squares = cells.reduce((sum, { expected }) => sum + expected ** 2, 0);
  const shape = excess > 0 ? Math.min(200, Math.max(0.5, squares / excess)) : 200;
  return { shape, rate: shape };
}

/**
 * Shrunk ratio of a cell with its 90 % interval; `low` is what pharmacovigilance calls EB05.
 * @see DuMouchel 1999, The American Statistician 53, eq. 11-12, here with one gamma in place of a mixture of two
 */
export function shrinkRatio(
  { observed, expected }: ObservedExpected,
  prior: GammaPrior,
): { readonly value: number; readonly low: number; readonly high: number } {
  const [shape, rate] = [prior.shape + observed, prior.rate + expected];
  return { value: shape / rate, low: gammaQuantile(0.05, shape, rate), high: gammaQuantile(0.95, shape, rate) };
}
