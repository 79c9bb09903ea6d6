import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gamma, poisson, seededRandom } from '../../src/math/random.ts';
import {
  designEffect,
  drawGammaShape,
  fitMixture,
  type GammaMixture,
  logMarginal,
  type ObservedExpected,
  shrinkRatio,
} from '../../src/math/shrinkage.ts';

/** Cells of which a share is apart, the others drawn with the given shape. */
function simulate(seed: number, cells: number, shape: number, share: number): ObservedExpected[] {
  const random = seededRandom(seed);
  return Array.from({ length: cells }, () => {
    const expected = 5 + 20 * random();
    const ratio = random() < share ? 2 * gamma(random, 1) : gamma(random, shape) / shape;
    return { observed: poisson(random, ratio * expected), expected };
  });
}

const ALIKE: GammaMixture = { alike: { shape: 25, rate: 25 }, apartShare: 0.02 };

describe('fitMixture', () => {
  it('finds the share apart and the spread of the others that the ratios were drawn with', () => {
    const { alike, apartShare } = fitMixture(simulate(4, 3000, 11, 0.1));
    expect(apartShare).toBe(0.1);
    expect(alike.shape).toBeCloseTo(11, 0);
    expect(alike.rate).toBe(alike.shape);
  });

  it('takes one cell apart for that, and not for the spread of all', () => {
    const cells = [{ observed: 27, expected: 5.5 }, ...simulate(2, 35, 200, 0)];
    const fitted = fitMixture(cells);
    expect(fitted.alike.shape).toBeGreaterThan(20);
    expect(shrinkRatio(cells[0] as ObservedExpected, fitted).low).toBeGreaterThan(2.5);
  });

  it('is a mild mixture for no cells', () => {
    const { alike, apartShare } = fitMixture([]);
    expect([alike.shape > 0, apartShare > 0, apartShare < 1]).toEqual([true, true, true]);
  });
});

describe('shrinkRatio', () => {
  it('is the mean of the mixed posterior between its 5th and 95th percentile (scipy 1.17, by root finding)', () => {
    const examples = [
      [27, 5.5, ALIKE, 4.6664285, 3.3162538, 6.2056522],
      [8, 5.5, ALIKE, 1.0862683, 0.7918445, 1.4203628],
      [3, 1, { alike: { shape: 4, rate: 4 }, apartShare: 0.1 }, 1.5816799, 0.672213, 3.1061656],
    ] as const;
    for (const [observed, expected, prior, value, low, high] of examples) {
      const shrunk = shrinkRatio({ observed, expected }, prior);
      expect(shrunk.value).toBeCloseTo(value, 5);
      expect(shrunk.low).toBeCloseTo(low, 5);
      expect(shrunk.high).toBeCloseTo(high, 5);
    }
  });

  it('lies between the raw ratio and what its priors say', () => {
    const count = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(count, fc.double({ min: 0.1, max: 100, noNaN: true }), (observed, expected) => {
        const { value, low, high } = shrinkRatio({ observed, expected }, ALIKE);
        const raw = observed / expected;
        return low <= value && value <= high && value >= Math.min(1, raw) - 1e-9 && value <= Math.max(2, raw) + 1e-9;
      }),
    );
  });
});

it("a count's chance is that of the negative binomial, up to what does not depend on the prior (scipy 1.17: nbinom.logpmf)", () => {
  expect(logMarginal(3, 2, { shape: 1.5, rate: 0.7 })).toBeCloseTo(-0.350685044, 8);
});

describe('drawGammaShape', () => {
  const mean = (ratios: readonly number[]) => {
    const random = seededRandom(8);
    return (
      Array.from({ length: 500 }, () => drawGammaShape(ratios, random) ** -0.5).reduce(
        (sum, spread) => sum + spread,
        0,
      ) / 500
    );
  };

  it('draws spreads about that of many ratios', () => {
    const random = seededRandom(2);
    expect(mean(Array.from({ length: 200 }, () => gamma(random, 4) / 4))).toBeCloseTo(0.5, 1);
  });

  it('draws small spreads for ratios that are alike and large ones for ratios that are not, with doubt where there are four', () => {
    expect(mean([1, 1.02, 0.98, 1])).toBeLessThan(0.25);
    expect(mean([3, 0.3, 0.4, 0.3])).toBeGreaterThan(0.8);
  });
});

describe('designEffect', () => {
  it('is the size of clumps that are alike, and 1 for single reports or none', () => {
    expect([designEffect([4, 4, 4]), designEffect([1, 1, 1]), designEffect([])]).toEqual([4, 1, 1]);
  });

  it('is the mean clump that a report lies in: one of 9 and nine of 1 give (81 + 9) / 18', () => {
    expect(designEffect([9, ...new Array<number>(9).fill(1)])).toBe(5);
  });
});
