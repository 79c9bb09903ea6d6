import jstat from 'jstat';

const { jStat } = jstat;

/** Natural logarithm of the gamma function; x > 0. */
export function logGamma(x: number): number {
  return jStat.gammaln(x);
}

/** Quantile of Beta(a, b); p in (0, 1), a and b > 0. */
export function betaQuantile(p: number, a: number, b: number): number {
  return jStat.beta.inv(p, a, b);
}

/** Quantile of Gamma(shape, rate); p in (0, 1), shape and rate > 0. */
export function gammaQuantile(p: number, shape: number, rate: number): number {
  return jStat.gamma.inv(p, shape, 1 / rate);
}

/** P(X <= x) for X ~ Gamma(shape, rate). */
export function gammaCdf(x: number, shape: number, rate: number): number {
  return x <= 0 ? 0 : jStat.gamma.cdf(x, shape, 1 / rate);
}

/**
 * P(Y >= y) for a negative binomial Y with this mean and size (variance = mean + mean² / size).
 * @see Johnson, Kemp, Kotz, Univariate Discrete Distributions, eq. 5.31: the tail is a regularised incomplete beta function.
 */
export function negativeBinomialTail(y: number, mean: number, size: number): number {
  if (y <= 0) return 1;
  if (mean <= 0) return 0;
  return jStat.ibeta(mean / (mean + size), y, size);
}

/** P(Y >= y) for a Poisson Y with this mean. */
export function poissonTail(y: number, mean: number): number {
  if (y <= 0) return 1;
  return mean <= 0 ? 0 : jStat.lowRegGamma(y, mean);
}

/** P(T <= t) for Student's t with these degrees of freedom, > 0; they need not be whole. */
export function studentCdf(t: number, degrees: number): number {
  return jStat.studentt.cdf(t, degrees);
}

/** Quantile of Student's t; p in (0, 1), degrees of freedom > 0. */
export function studentQuantile(p: number, degrees: number): number {
  return jStat.studentt.inv(p, degrees);
}
