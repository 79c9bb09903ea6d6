import { negativeBinomialTail } from '../math/distributions.ts';

/** Fewest earlier weeks that a change is judged against. */
export const EARLIER_WEEKS = 4;

/**
 * How likely a count at least this high is when nothing has changed.
 * The unknown mean adds the variance of its Jeffreys posterior Gamma(sum + 1/2, weeks), weeks that vary more than Poisson add their own; both enter the size of one negative binomial.
 * @param weekly counts, oldest first, the week judged last.
 * @returns p in (0, 1], or null with fewer than four earlier weeks.
 * @see Farrington et al. 1996, JRSS A 159 (prediction for overdispersed counts); Noufaily et al. 2013
 */
export function chanceOfNoChange(weekly: readonly number[]): number | null {
  const earlier = weekly.slice(0, -1);
  if (earlier.length < EARLIER_WEEKS) return null;
  const total = earlier.reduce((sum, count) => sum + count, 0);
  const mean = (total + 0.5) / earlier.length;
  return negativeBinomialTail(weekly.at(-1) ?? 0, mean, 1 / (1 / (total + 0.5) + overdispersion(earlier)));
}

/** 1 / size of a negative binomial by moments; 0 where the weeks vary no more than Poisson. */
function overdispersion(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  if (mean === 0) return 0;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1);
  return Math.max(0, (variance - mean) / mean ** 2);
}
