import { describe, expect, it } from 'vitest';
import { jeffreys } from '../../src/math/intervals.ts';
import { boundOthers, countPeople, countResolvers, measureOthers } from '../../src/measure/bus-factor.ts';
import { casesOf } from './case-builder.ts';

const peopleOf = (...counts: readonly number[]) => {
  const resolvers = counts.map((count, index): [string, number] => [`p${index}`, count]);
  return countPeople(
    resolvers,
    counts.reduce((sum, count) => sum + count),
  );
};

describe('boundOthers', () => {
  it('is 1 - 0.05^(1/n) when one person closed all: below 20 % from 14 issues on, below 10 % from 29', () => {
    expect(boundOthers(0, 14)).toBeCloseTo(1 - 0.05 ** (1 / 14), 8);
    expect([13, 14, 28, 29].map((issues) => boundOthers(0, issues))).toEqual(
      [0.2058, 0.1926, 0.1015, 0.0981].map((bound) => expect.closeTo(bound, 4)),
    );
  });

  it('is the exact binomial bound when others closed one of 22 (R: qbeta(0.95, 2, 21) = 0.1981)', () => {
    expect(boundOthers(1, 22)).toBeCloseTo(0.1981, 4);
    expect(boundOthers(1, 21)).toBeGreaterThan(0.2);
  });

  it('is 1 when others closed all', () => {
    expect(boundOthers(5, 5)).toBe(1);
  });
});

describe('measureOthers', () => {
  const measureOf = (counts: readonly number[], weight = 1) =>
    measureOthers(
      counts.map((count, index) => [`p${index}`, count] as const),
      counts.reduce((sum, count) => sum + count),
      weight,
    );

  it('holds its value and never ends below its bound', () => {
    for (const counts of [[14], [21, 1], [10, 6, 4], [5, 5, 5, 5]]) {
      const issues = counts.reduce((sum, count) => sum + count);
      const others = issues - (counts[0] as number);
      const { value, low, high } = measureOf(counts);
      expect(value).toBe(others / issues);
      expect(low).toBeLessThanOrEqual(value as number);
      expect(high).toBeGreaterThanOrEqual(boundOthers(others, issues));
    }
  });

  it('reaches further up where several may be on top by chance: all of eight who closed five each, not the one who closed 40 of 45', () => {
    expect((measureOf([5, 5, 5, 5, 5, 5, 5, 5]).high as number) - jeffreys(35, 40).high).toBeGreaterThan(0.015);
    expect(measureOf([40, 5]).high).toBe(Math.max(jeffreys(5, 45).high, boundOthers(5, 45)));
  });

  it('is as wide as that of a third of the issues where three weigh as one, and says so', () => {
    expect(measureOf([30, 9], 3)).toMatchObject({ value: 9 / 39, low: jeffreys(3, 13).low });
    expect(measureOf([30, 9], 3).method).toContain('3.0 issues weighed as one');
  });
});

it('counts who closed how many, most first, then by name, leaving out tickets without a resolver', () => {
  const cases = casesOf(['Zoe', 'Ana', 'Zoe', 'Ben', undefined].map((assignee) => ({ day: 1, assignee })));
  expect(countResolvers(cases)).toEqual([
    ['Zoe', 2],
    ['Ana', 1],
    ['Ben', 1],
  ]);
});

describe('countPeople', () => {
  it('gives one person for one, two for eight of ten, and as many as it takes', () => {
    expect([peopleOf(9), peopleOf(8, 2), peopleOf(4, 4, 2), peopleOf(3, 3, 2, 2)].map(([bf]) => bf?.value)).toEqual([
      1, 1, 2, 3,
    ]);
  });

  it('gives the effective number as the inverse of the chance that two issues had one resolver', () => {
    // (6 x 5 + 3 x 2) / (10 x 9) = 36 / 90.
    expect(peopleOf(6, 3, 1)[1]).toMatchObject({
      name: 'effective_people',
      value: expect.closeTo(90 / 36, 12),
      refused: null,
    });
    expect(peopleOf(7)[1]?.value).toBe(1);
  });

  it('never counts more people than there were, which the unbiased index can', () => {
    // (6 x 5 + 4 x 3) / (10 x 9) = 42 / 90, whose inverse is over 2.
    expect(peopleOf(6, 4)[1]?.value).toBe(2);
  });

  it('has no effective number where no two issues had one resolver', () => {
    expect(peopleOf(1, 1, 1, 1, 1)[1]).toMatchObject({
      value: null,
      refused: 'no two issues were closed by the same person',
    });
  });
});
