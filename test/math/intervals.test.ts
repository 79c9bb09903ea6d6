import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  clopperPearson,
  cohensKappa,
  type Interval,
  intervalOfDraws,
  jeffreys,
  median,
  poissonCount,
  quantile,
  rateRatio,
  wilson,
} from '../../src/math/intervals.ts';

const outOf = fc
  .integer({ min: 1, max: 400 })
  .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
const SHARES = { wilson, jeffreys, clopperPearson } as const;

function holds({ value, low, high }: Interval): boolean {
  return low >= 0 && low <= value && value <= high && high <= 1;
}

/** Chance that an interval covers a true share, summed over all outcomes. */
function coverage(interval: (count: number, total: number) => Interval, total: number, truth: number): number {
  let [covered, probability] = [0, (1 - truth) ** total];
  for (let count = 0; count <= total; count++) {
    const { low, high } = interval(count, total);
    if (low <= truth && truth <= high) covered += probability;
    probability *= ((total - count) / (count + 1)) * (truth / (1 - truth));
  }
  return covered;
}

describe('wilson', () => {
  it('gives the examples of Newcombe 1998 (Statistics in Medicine 17, table I, method 3)', () => {
    const examples = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [count, total, low, high] of examples) {
      expect(wilson(count, total).low).toBeCloseTo(low, 4);
      expect(wilson(count, total).high).toBeCloseTo(high, 4);
    }
  });

  it('ends at 1 where all are counted', () => {
    expect(wilson(20, 20)).toEqual({ value: 1, low: expect.closeTo(0.8389, 4), high: 1 });
  });
});

describe('clopperPearson', () => {
  it("gives R's binom.test(682, 925): 0.7076683 to 0.7654066", () => {
    expect(clopperPearson(682, 925).low).toBeCloseTo(0.7076683, 6);
    expect(clopperPearson(682, 925).high).toBeCloseTo(0.7654066, 6);
  });

  it('bounds a share that was never seen by 1 - 0.05^(1/n) on one side', () => {
    expect(clopperPearson(0, 14, 0.9).high).toBeCloseTo(1 - 0.05 ** (1 / 14), 8);
  });

  it('covers a true share at least 95 % of the time', () => {
    for (const truth of [0.01, 0.05, 0.2, 0.5, 0.93])
      expect(coverage(clopperPearson, 20, truth)).toBeGreaterThanOrEqual(0.95);
  });
});

describe('jeffreys', () => {
  it('has the quantiles of Beta(count + 1/2, total - count + 1/2) (scipy 1.17)', () => {
    expect(jeffreys(5, 20).low).toBeCloseTo(0.1023985, 6);
    expect(jeffreys(5, 20).high).toBeCloseTo(0.4641946, 6);
  });

  it('ends at 0 where none are counted and at 1 where all are', () => {
    expect([jeffreys(0, 20).low, jeffreys(20, 20).high]).toEqual([0, 1]);
  });

  it('covers shares of 5 to 50 % of 50 about 95 % of the time', () => {
    const mean =
      [0.05, 0.1, 0.2, 0.3, 0.4, 0.5].map((truth) => coverage(jeffreys, 50, truth)).reduce((a, b) => a + b) / 6;
    expect(mean).toBeGreaterThan(0.93);
  });
});

describe.each(Object.entries(SHARES))('%s', (_, interval) => {
  it('holds its share and stays within 0 and 1', () => {
    fc.assert(fc.property(outOf, ([count, total]) => holds(interval(count, total))));
  });

  it('mirrors when successes and failures change places', () => {
    fc.assert(
      fc.property(outOf, ([count, total]) => {
        const [one, other] = [interval(count, total), interval(total - count, total)];
        return Math.abs(one.low - (1 - other.high)) < 1e-6 && Math.abs(one.high - (1 - other.low)) < 1e-6;
      }),
    );
  });

  it('narrows when ten times as many are seen', () => {
    fc.assert(
      fc.property(outOf, ([count, total]) => {
        const [few, many] = [interval(count, total), interval(10 * count, 10 * total)];
        return many.high - many.low < few.high - few.low;
      }),
    );
  });
});

describe('poissonCount', () => {
  it("gives R's poisson.test(137, 24.19893): 4.753125 to 6.692709 a unit", () => {
    const { low, high } = poissonCount(137);
    expect(low / 24.19893).toBeCloseTo(4.753125, 5);
    expect(high / 24.19893).toBeCloseTo(6.692709, 5);
  });

  it('gives the table of Garwood 1936: 0 to 3.689 for none, 0.025 to 5.572 for one, 4.795 to 18.390 for ten', () => {
    expect(poissonCount(0)).toEqual({ value: 0, low: 0, high: expect.closeTo(3.689, 3) });
    expect(poissonCount(1)).toEqual({ value: 1, low: expect.closeTo(0.025, 3), high: expect.closeTo(5.572, 3) });
    expect(poissonCount(10)).toEqual({ value: 10, low: expect.closeTo(4.795, 3), high: expect.closeTo(18.39, 2) });
  });
});

describe('rateRatio', () => {
  it("gives R's poisson.test(c(11, 21), c(800, 3011)): ratio 1.971488, 0.8584264 to 4.2772659", () => {
    const { value, low, high } = rateRatio(11, 800, 21, 3011);
    expect(value).toBeCloseTo(1.971488, 6);
    expect(low).toBeCloseTo(0.8584264, 5);
    expect(high).toBeCloseTo(4.2772659, 5);
  });

  it('is bounded from below only where the second count is zero', () => {
    expect(rateRatio(5, 1, 0, 12)).toEqual({ value: null, low: expect.closeTo(10.999, 2), high: null });
  });

  it('is bounded from above where only the first count is zero, and says nothing of two zeros', () => {
    expect(rateRatio(0, 1, 12, 12)).toMatchObject({ value: 0, low: 0, high: expect.closeTo(4.32, 2) });
    expect(rateRatio(0, 1, 0, 12)).toEqual({ value: null, low: 0, high: null });
  });

  it('turns over when the two change places', () => {
    const count = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(count, count, (a, b) => {
        const [one, other] = [rateRatio(a, 2, b, 3), rateRatio(b, 3, a, 2)];
        return Math.abs(one.low * (other.high as number) - 1) < 1e-6;
      }),
    );
  });
});

describe('quantile', () => {
  it("gives R's default (type 7): quantile(1:9, 0.1) is 1.8, quantile(c(1, 2, 3, 4, 10), 0.9) is 7.6", () => {
    expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9], 0.1)).toBeCloseTo(1.8, 12);
    expect(quantile([1, 2, 3, 4, 10], 0.9)).toBeCloseTo(7.6, 12);
  });

  it('is the only number at every share, and not a number for none', () => {
    expect([quantile([4], 0), quantile([4], 0.7), quantile([4], 1), quantile([], 0.5)]).toEqual([4, 4, 4, Number.NaN]);
  });

  it('in the middle is the median of any order', () => {
    expect([median([9, 1, 5]), median([4, 1, 10, 3]), median([])]).toEqual([5, 3.5, Number.NaN]);
  });
});

it('an interval of draws holds the middle 95 % of them and leaves them in their order', () => {
  const draws = Float64Array.from({ length: 1001 }, (_, index) => 1000 - index);
  expect(intervalOfDraws(draws)).toEqual({ value: 500, low: 25, high: 975 });
  expect(draws[0]).toBe(1000);
});

describe('benjaminiHochberg', () => {
  it('accepts four of the fifteen of Benjamini, Hochberg 1995, section 3.2, at 5 %', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    expect(benjaminiHochberg(p, 0.05).filter(Boolean)).toHaveLength(4);
    expect(benjaminiHochberg([...p].reverse(), 0.05).slice(-4)).toEqual([true, true, true, true]);
  });

  it('accepts a larger p-value with the smaller ones below a later limit', () => {
    expect(benjaminiHochberg([0.04, 0.045], 0.05)).toEqual([true, true]);
  });

  it('accepts none of none, and none that are all large', () => {
    expect([benjaminiHochberg([]), benjaminiHochberg([0.5, 1])]).toEqual([[], [false, false]]);
  });

  it('accepts every p-value that is as small as an accepted one', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (p) => {
        const accepted = benjaminiHochberg(p);
        const largest = Math.max(-1, ...p.filter((_, index) => accepted[index]));
        return p.every((value, index) => accepted[index] === value <= largest);
      }),
    );
  });
});

describe('cohensKappa', () => {
  const answers = (...counts: readonly (readonly [boolean, boolean, number])[]) => {
    const pairs = counts.flatMap(([a, b, times]) => Array.from({ length: times }, () => [a, b] as const));
    return cohensKappa(
      pairs.map(([a]) => a),
      pairs.map(([, b]) => b),
    );
  };

  it('is 0.4 where 20 and 15 of 50 agree and 5 and 10 do not: (0.7 - 0.5) / 0.5', () => {
    expect(answers([true, true, 20], [true, false, 5], [false, true, 10], [false, false, 15])).toBeCloseTo(0.4, 12);
  });

  it('is 1 for full agreement, also on one answer alone, and below 0 for contradiction', () => {
    expect(answers([true, true, 3], [false, false, 3])).toBe(1);
    expect(answers([false, false, 9])).toBe(1);
    expect(answers([true, false, 5], [false, true, 5])).toBeCloseTo(-1, 12);
  });
});
