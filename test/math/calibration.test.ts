import { describe, expect, it } from 'vitest';
import { fitPlatt, logistic } from '../../src/math/calibration.ts';

describe('fitPlatt', () => {
  it('finds the line that the labels were drawn from', () => {
    const sums: number[] = [];
    const labels: boolean[] = [];
    // At each sum the share of positives is the probability itself, so the maximum of the likelihood is known.
    for (let sum = -4; sum <= 4; sum++) {
      const positives = Math.round(1000 * logistic(0.8 * sum - 0.5));
      for (let index = 0; index < 1000; index++) {
        sums.push(sum);
        labels.push(index < positives);
      }
    }
    const fit = fitPlatt(sums, labels);
    expect(fit.slope).toBeCloseTo(0.8, 2);
    expect(fit.intercept).toBeCloseTo(-0.5, 2);
  });

  it('stays finite when the classes are separable', () => {
    const fit = fitPlatt([-2, -1, 1, 2], [false, false, true, true]);
    expect(fit.slope).toBeGreaterThan(0);
    expect(fit.slope).toBeLessThan(10);
  });

  it('changes nothing where one class is empty', () => {
    expect(fitPlatt([1, 2], [true, true])).toEqual({ slope: 1, intercept: 0 });
  });
});
