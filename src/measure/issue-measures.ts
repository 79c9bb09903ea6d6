import type { Measure } from '../domain/measure.ts';
import { poissonCount } from '../math/intervals.ts';
import { EARLIER_WEEKS, weeklyRatio } from './change.ts';

/**
 * An issue's two numbers: customer issues this week and their change against the weeks before. Its share of closed tickets is none of them: a count of tags is
 * never given as a rate before it is corrected for label error.
 * @param weekly customer issues a week, oldest first, this week last.
 */
export function measureIssue(weekly: readonly number[]): Measure[] {
  const count: Measure = {
    name: 'customer_issues',
    ...poissonCount(weekly.at(-1) ?? 0),
    unit: 'customer issues',
    level: 'L0',
    method: 'tagged tickets, one party within 14 days merged; exact Poisson 95 %',
    refused: null,
  };
  return [count, measureChange(weekly)];
}

function measureChange(weekly: readonly number[]): Measure {
  const earlier = weekly.length - 1;
  const shell = {
    name: 'change',
    unit: 'ratio',
    level: 'L0' as const,
    base: `the ${earlier} weeks before`,
    method:
      'customer issues a week against the weeks before; exact conditional rate ratio, widened where weeks vary more than Poisson, 95 %',
  };
  if (earlier < EARLIER_WEEKS) {
    const refused = `only ${earlier} earlier ${earlier === 1 ? 'week' : 'weeks'}: ${EARLIER_WEEKS} are needed to compare`;
    return { ...shell, value: null, low: null, high: null, refused };
  }
  const ratio = weeklyRatio(weekly);
  if (ratio.value !== null) return { ...shell, ...ratio, refused: null };
  const none = weekly.at(-1) === 0;
  const refused = none ? 'none in any of these weeks' : `none in the ${earlier} weeks before, so there is no ratio`;
  return { ...shell, value: null, low: null, high: null, refused };
}
