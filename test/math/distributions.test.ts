import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  betaQuantile,
  gammaCdf,
  gammaQuantile,
  logGamma,
  negativeBinomialTail,
  poissonTail,
} from '../../src/math/distributions.ts';

const shape = fc.double({ min: 0.2, max: 500, noNaN: true });
const inside = fc.double({ min: 0.001, max: 0.999, noNaN: true });

describe('quantiles', () => {
  it('have closed forms: Beta(1, n) is 1 - (1 - p)^(1/n), Gamma(1, rate) is -ln(1 - p) / rate', () => {
    expect(betaQuantile(0.95, 1, 14)).toBeCloseTo(1 - 0.05 ** (1 / 14), 8);
    expect(gammaQuantile(0.975, 1, 2)).toBeCloseTo(-Math.log(0.025) / 2, 8);
  });

  it('are half of those of chi-square (Pearson, Hartley, table 8: 3.940 and 18.307 with 10 degrees)', () => {
    expect(2 * gammaQuantile(0.05, 5, 1)).toBeCloseTo(3.94, 3);
    expect(2 * gammaQuantile(0.95, 5, 1)).toBeCloseTo(18.307, 3);
  });

  it('agree with scipy 1.17 for shapes under one and for large ones', () => {
    expect(betaQuantile(0.975, 0.2, 30.2)).toBeCloseTo(0.04943905, 6);
    expect(betaQuantile(0.025, 2000.5, 500.5)).toBeCloseTo(0.7839785, 6);
    expect(gammaQuantile(0.001, 0.2, 1)).toBeCloseTo(6.525e-16, 18);
    expect(gammaQuantile(0.999, 20_000, 1)).toBeCloseTo(20_439.876, 2);
  });

  it('of Beta(a, b) and Beta(b, a) mirror each other', () => {
    fc.assert(
      fc.property(
        inside,
        shape,
        shape,
        (p, a, b) => Math.abs(betaQuantile(p, a, b) - (1 - betaQuantile(1 - p, b, a))) < 1e-6,
      ),
    );
  });

  it('are the inverse of the distribution', () => {
    fc.assert(fc.property(inside, shape, (p, a) => Math.abs(gammaCdf(gammaQuantile(p, a, 3), a, 3) - p) < 1e-6));
  });
});

describe('tails', () => {
  it('of Poisson sum its probabilities: P(Y >= 5) with mean 2 is 0.05265302 (R: ppois(4, 2, lower.tail = FALSE))', () => {
    expect(poissonTail(5, 2)).toBeCloseTo(0.05265302, 8);
  });

  it('of the negative binomial sum its probabilities: size 3, p = 1/2, P(Y >= 2) = 1 - 1/8 - 3/16', () => {
    expect(negativeBinomialTail(2, 3, 3)).toBeCloseTo(0.6875, 10);
  });

  it('of a negative binomial of endless size are those of Poisson', () => {
    for (const [y, mean] of [
      [1, 0.3],
      [5, 2],
      [30, 20],
    ] as const) {
      expect(negativeBinomialTail(y, mean, 1e7)).toBeCloseTo(poissonTail(y, mean), 5);
    }
  });

  it('are 1 from nothing on, and 0 for something where nothing is expected', () => {
    expect([poissonTail(0, 0), negativeBinomialTail(0, 4, 2)]).toEqual([1, 1]);
    expect([poissonTail(1, 0), negativeBinomialTail(1, 0, 2), gammaCdf(0, 2, 2)]).toEqual([0, 0, 0]);
  });

  it('fall as the count grows and rise with the mean', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.05, max: 40, noNaN: true }),
        shape,
        (y, mean, size) => {
          const p = negativeBinomialTail(y, mean, size);
          return (
            p >= negativeBinomialTail(y + 1, mean, size) - 1e-12 &&
            p <= negativeBinomialTail(y, mean * 1.5, size) + 1e-12
          );
        },
      ),
    );
  });
});

it('the logarithm of the gamma function is that of the factorial one below', () => {
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 8);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 10);
});
