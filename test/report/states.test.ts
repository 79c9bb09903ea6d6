import { describe, expect, it } from 'vitest';
import type { FindingState } from '../../src/domain/finding.ts';
import { nextState, trendOf, usualWeek } from '../../src/report/states.ts';

/** States week by week of a finding met in week `from` (from 0), judged on the trailing thirteen weeks. */
function courseOf(weekly: readonly number[], from = 0, changedIn: readonly number[] = []): FindingState[] {
  const states: FindingState[] = [];
  for (let week = from; week < weekly.length; week++) {
    const window = weekly.slice(Math.max(0, week - 12), week + 1);
    states.push(nextState(states.at(-1) ?? null, window, changedIn.includes(week), window.length <= 4));
  }
  return states;
}

describe('the course of a finding', () => {
  it('calls a sudden rise new, and falling as soon as it drops', () => {
    const weekly = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12, 3, 0, 0, 0, 0, 0];
    expect(courseOf(weekly, 12, [12])).toEqual([
      'new',
      'falling',
      'falling',
      'falling',
      'falling',
      'resolved',
      'resolved',
    ]);
  });

  it('calls a slow rise growing once the last four weeks are surely above those before', () => {
    expect(courseOf([0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7], 4).slice(-4)).toEqual([
      'growing',
      'growing',
      'growing',
      'growing',
    ]);
  });

  it('keeps an even course steady through its ups and downs', () => {
    expect(new Set(courseOf([3, 3, 2, 3, 3, 3, 4, 3, 3, 2, 3, 3, 3, 5, 1, 4]).slice(1))).toEqual(new Set(['steady']));
  });

  it('lets a mended fault fall, then resolves it after four weeks without a case', () => {
    expect(courseOf([5, 6, 5, 5, 4, 3, 2, 1, 0, 0, 0, 0, 0]).slice(-5)).toEqual([
      'falling',
      'falling',
      'falling',
      'resolved',
      'resolved',
    ]);
  });

  it('takes one stray ticket for no return, three cases for one', () => {
    const ended = [4, 4, 4, 4, 4, 0, 0, 0, 0, 1, 0, 0, 3, 3];
    expect(courseOf(ended).slice(-6)).toEqual(['resolved', 'resolved', 'resolved', 'resolved', 'back', 'steady']);
  });

  it('calls nothing new that is met in the first four weeks of a store', () => {
    expect(nextState(null, [0, 0, 0, 9], true, true)).toBe('first-seen');
  });

  it('does not call a week growing that is below the weeks before it', () => {
    expect(trendOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 8, 7, 6])).toBe('steady');
    expect(trendOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 8, 7, 8])).toBe('growing');
  });

  it('takes the median of the weeks before for the usual week', () => {
    expect(usualWeek([1, 9, 2, 3, 50])).toBe(2.5);
    expect(usualWeek([7])).toBe(0);
  });
});
