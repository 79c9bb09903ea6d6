import type { FindingState } from '../domain/finding.ts';
import { median, rateRatio } from '../math/intervals.ts';

/** Weeks that count as "lately" when a trend is named. */
const LATELY = 4;
/** Customer issues of the last four weeks from which an ended finding is back; fewer may be strays. */
const BACK_FROM = 3;

/** Direction of a course of weekly counts; `none` when nothing came lately. */
export type Trend = 'growing' | 'falling' | 'steady' | 'none';

/**
 * What a course of weekly counts says, oldest first: the last four weeks against those before, and this week against the three before it.
 * "Growing" is not said of a week below the three before it, and a sharp drop is "falling" at once, however high the month was.
 */
export function trendOf(weekly: readonly number[]): Trend {
  const [early, late] = [weekly.slice(0, -LATELY), weekly.slice(-LATELY)];
  if (sum(late) === 0) return 'none';
  if (early.length < LATELY) return 'steady';
  const before = late.slice(0, -1);
  const now = late.at(-1) ?? 0;
  if (isFewer(now, 1, Math.max(...before), 1)) return 'falling';
  if (isFewer(sum(early), early.length, sum(late), LATELY))
    return now >= sum(before) / before.length ? 'growing' : 'steady';
  return isFewer(sum(late), LATELY, sum(early), early.length) ? 'falling' : 'steady';
}

/**
 * The state a finding goes to.
 * @param before its state last week, or null when it is met for the first time.
 * @param changed whether this week's change is beyond chance.
 * @param young whether the store's history is too short to call anything new.
 */
export function nextState(
  before: FindingState | null,
  weekly: readonly number[],
  changed: boolean,
  young: boolean,
): FindingState {
  if (before === null) return changed && !young ? 'new' : 'first-seen';
  if (before === 'resolved') return sum(weekly.slice(-LATELY)) >= BACK_FROM ? 'back' : 'resolved';
  const trend = trendOf(weekly);
  if (trend === 'none') return 'resolved';
  if (changed) return 'growing';
  // What was falling goes on falling while nothing comes, until it has ended.
  return before === 'falling' && weekly.at(-1) === 0 ? 'falling' : trend;
}

/** The usual week: the median of the weeks before this one; 0 where there are none. */
export function usualWeek(weekly: readonly number[]): number {
  return weekly.length < 2 ? 0 : median(weekly.slice(0, -1));
}

/** Whether the rate of a over its weeks is surely below that of b. */
function isFewer(a: number, aWeeks: number, b: number, bWeeks: number): boolean {
  const { high } = rateRatio(a, aWeeks, b, bWeeks);
  return high !== null && high < 1;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
