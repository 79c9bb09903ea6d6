import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gamma, poisson, seededRandom } from '../../src/math/random.ts';
import {
  designEffect,
  drawGammaShape,
  fitGammaPrior,
  type ObservedExpected,
  shrinkRatio,
} from '../../src/math/shrinkage.ts';

function simulate(seed: number, cells: number, shape: number, background = 0): ObservedExpected[] {
  const random = seededRandom(seed);
  return Array.from({ length: cells }, () => {
    const expected = 5 + 20 * random();
    return { observed: poisson(random, background + (gamma(random, shape) / shape) * expected), expected, background };
  });
}

describe('fitGammaPrior', () => {
  it('finds the shape that the ratios were drawn with, with and without a background', () => {
    for (const background of [0, 10]) {
      const { shape, rate } = fitGammaPrior(simulate(4, 20_000, 3, background));
      expect(shape).toBeGreaterThan(2.7);
      expect(shape).toBeLessThan(3.3);
      expect(rate).toBe(shape);
    }
  });

  it('solves Var(O) = E + E² / a: ratios 2 and 0 of ten expected have excess 180 over squares 200', () => {
    expect(
      fitGammaPrior([
        { observed: 20, expected: 10 },
        { observed: 0, expected: 10 },
      ]).shape,
    ).toBeCloseTo(200 / 180, 12);
  });

  it('keeps the shape within 0.5 and 200: for no cells, for cells that vary less than Poisson, for wild ones', () => {
    expect(fitGammaPrior([]).shape).toBe(200);
    expect(fitGammaPrior([{ observed: 10, expected: 10 }]).shape).toBe(200);
    expect(fitGammaPrior([{ observed: 500, expected: 1 }]).shape).toBe(0.5);
  });
});

describe('shrinkRatio', () => {
  it('is the mean of Gamma(a + O, a + E) between its 5th and 95th percentile', () => {
    const { value, low, high } = shrinkRatio({ observed: 3, expected: 1 }, { shape: 2, rate: 2 });
    expect(value).toBeCloseTo(5 / 3, 12);
    // Chi-square with 10 degrees: 3.940 and 18.307 (Pearson, Hartley, table 8), over twice the rate of 3.
    expect(low).toBeCloseTo(3.94 / 6, 3);
    expect(high).toBeCloseTo(18.307 / 6, 3);
  });

  it('lies between 1 and the raw ratio, nearer to the raw one the more was expected', () => {
    const count = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(
        count,
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        fc.double({ min: 0.5, max: 200, noNaN: true }),
        (observed, expected, shape) => {
          const prior = { shape, rate: shape };
          const [raw, few, many] = [
            observed / expected,
            shrinkRatio({ observed, expected }, prior).value,
            shrinkRatio({ observed: 9 * observed, expected: 9 * expected }, prior).value,
          ];
          const between = few >= Math.min(1, raw) - 1e-9 && few <= Math.max(1, raw) + 1e-9;
          return between && Math.abs(many - raw) <= Math.abs(few - raw) + 1e-9;
        },
      ),
    );
  });
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
