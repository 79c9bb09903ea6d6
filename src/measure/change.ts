import { negativeBinomialTail } from '../math/distributions.ts';
import { type RatioInterval, rateRatio } from '../math/intervals.ts';

/** Fewest earlier weeks that a change is judged against. */
export const EARLIER_WEEKS = 4;

/**
 * How likely a count at least this high is when nothing has changed.
 * The unknown mean adds the variance of its Jeffreys posterior Gamma(sum + 1/2, weeks); weeks that vary more than Poisson add
 * theirs, and that of their mean. All enter the size of one negative binomial.
 * @param weekly counts, oldest first, the week judged last.
 * @returns p in (0, 1], or null with fewer than four earlier weeks.
 * @see Farrington et al. 1996, JRSS A 159 (prediction for overdispersed counts); Noufaily et al. 2013
 */
export function chanceOfNoChange(weekly: readonly number[]): number | null {
  const earlier = weekly.slice(0, -1);
  if (earlier.length < EARLIER_WEEKS) return null;
  const total = sum(earlier) + 0.5;
  const spread = 1 / total + overdispersion(earlier) * (1 + 1 / earlier.length);
  return negativeBinomialTail(weekly.at(-1) ?? 0, total / earlier.length, 1 / spread);
}

/**
 * The last count against the mean of the weeks before, with a 95 % interval: exact conditional for Poisson weeks;
 * where the weeks before vary more, counts weigh only as much as Poisson counts of the same relative variance would.
 * @param weekly counts, oldest first, the week judged last; at least one earlier week.
 */
export function weeklyRatio(weekly: readonly number[]): RatioInterval {
  const earlier = weekly.slice(0, -1);
  const [now, before, spread] = [weekly.at(-1) ?? 0, sum(earlier), overdispersion(earlier)];
  const [lessNow, lessBefore] = [1 + spread * now, 1 + (spread * before) / earlier.length];
  return rateRatio(now / lessNow, 1 / lessNow, before / lessBefore, earlier.length / lessBefore);
}

/**
 * 1 / size of a negative binomial by moments; 0 where the weeks vary no more than Poisson. The variance is that of Student's t with n - 1
 * degrees, for it is itself estimated: (n - 1) / (n - 3) times the sample's. It halves the false alarms of weeks that vary by a third.
 */
function overdispersion(counts: readonly number[]): number {
  const mean = sum(counts) / counts.length;
  if (mean === 0 || counts.length < EARLIER_WEEKS) return 0;
  const variance = counts.reduce((total, count) => total + (count - mean) ** 2, 0) / (counts.length - 3);
  return Math.max(0, (variance - mean) / mean ** 2);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
