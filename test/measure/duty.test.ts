import { describe, expect, it } from 'vitest';
import { integer, seededRandom } from '../../src/math/random.ts';
import { measureDuty, weekEffect } from '../../src/measure/duty.ts';
import { casesOf } from './case-builder.ts';

/** Three issues in each of 12 weeks, closed by whoever `who` says. */
const issues = (who: (week: number, place: number) => number) =>
  casesOf(
    Array.from({ length: 36 }, (_, index) => {
      const week = Math.floor(index / 3);
      return { day: week * 7 + 1, assignee: `p${who(week, index % 3)}` };
    }),
  );

describe('measureDuty', () => {
  it('is 1 where whoever is on duty closes a whole week', () => {
    expect(measureDuty([issues((week) => week % 4)])).toBe(1);
  });

  it('is about 0 where people take issues as they come, and 0 where each week is shared out', () => {
    const random = seededRandom(1);
    expect(measureDuty(Array.from({ length: 20 }, () => issues(() => integer(random, 4))))).toBeLessThan(0.05);
    expect(measureDuty([issues((_, place) => place)])).toBe(0);
  });

  it('learns nothing of a solution that one person mends, nor of none', () => {
    expect([measureDuty([issues(() => 0)]), measureDuty([])]).toEqual([0, 0]);
    expect(measureDuty([issues(() => 0), issues((week) => week % 4)])).toBe(1);
  });
});

it('an issue weighs as a third of one where three of a week go together', () => {
  const own = issues(() => 0);
  expect([weekEffect(own, 0), weekEffect(own, 0.5), weekEffect(own, 1)]).toEqual([1, 2, 3]);
});
