import type { FindingState } from '../domain/finding.ts';
import { median, rateRatio } from '../math/intervals.ts';

/** Weeks that count as "lately" when a trend is named. */
const LATELY = 4;

/** What a course of weekly counts says: `none` when nothing came lately, else the direction of the last four weeks against those before. */
export function trendOf(weekly: readonly number[]): 'growing' | 'falling' | 'steady' | 'none' {
  const late = sum(weekly.slice(-LATELY));
  const early = sum(weekly.slice(0, -LATELY));
  if (late === 0) return 'none';
  const earlyWeeks = weekly.length - LATELY;
  if (earlyWeeks < LATELY) return 'steady';
  const ratio = rateRatio(late, LATELY, early, earlyWeeks);
  if (ratio.low > 1) return 'growing';
  return ratio.high !== null && ratio.high < 1 ? 'falling' : 'steady';
}

/**
 * The state a finding goes to.
 * @param before its state last week, or null when it is met for the first time; @param changed whether this week's change is real; @param young whether the store's history is too short to call anything new.
 */
export function nextState(
  before: FindingState | null,
  weekly: readonly number[],
  changed: boolean,
  young: boolean,
): FindingState {
  const trend = trendOf(weekly);
  if (before === null) return changed && !young ? 'new' : 'first-seen';
  if (trend === 'none') return 'resolved';
  if (before === 'resolved') return 'back';
  return changed ? 'growing' : trend;
}

/** The usual week: the median of the weeks before this one. */
export function usualWeek(weekly: readonly number[]): number {
  return weekly.length < 2 ? 0 : median(weekly.slice(0, -1));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
