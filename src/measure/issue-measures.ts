import type { Measure } from '../domain/measure.ts';
import { poissonCount, wilson } from '../math/intervals.ts';
import { EARLIER_WEEKS, weeklyRatio } from './change.ts';

/**
 * An issue's three numbers: customer issues this week, tagged tickets as a share of all closed, change against the weeks before.
 * Without a closed ticket this week only the count is given.
 * @param weekly customer issues a week, oldest first, this week last; @param tickets tagged this week; @param closed all closed this week.
 */
export function measureIssue(weekly: readonly number[], tickets: number, closed: number): Measure[] {
  const count: Measure = {
    name: 'customer_issues',
    ...poissonCount(weekly.at(-1) ?? 0),
    unit: 'customer issues',
    level: 'L0',
    method: 'tagged tickets, one party within 14 days merged; exact Poisson 95 %',
    refused: null,
  };
  if (closed === 0) return [count];
  const share: Measure = {
    name: 'share_of_closed',
    ...wilson(tickets, closed),
    unit: 'share',
    level: 'L0',
    method: 'tagged tickets of all closed this week; Wilson 95 %',
    base: `${closed} closed tickets`,
    refused: null,
  };
  return [count, share, measureChange(weekly)];
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
