import { describe, expect, it } from 'vitest';
import {
  beta,
  binomial,
  dirichlet,
  gamma,
  integer,
  normal,
  poisson,
  type Random,
  sample,
  seededRandom,
  shuffle,
} from '../../src/math/random.ts';

const N = 20_000;

function moments(draw: (random: Random) => number): { mean: number; variance: number } {
  const random = seededRandom(11);
  const draws = Array.from({ length: N }, () => draw(random));
  const mean = draws.reduce((a, b) => a + b, 0) / N;
  return { mean, variance: draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / N };
}

describe('seededRandom', () => {
  it('gives the same stream for the same seed and another for another', () => {
    const stream = (seed: number): number[] => Array.from({ length: 5 }, seededRandom(seed));
    expect(stream(1)).toEqual(stream(1));
    expect(stream(1)).not.toEqual(stream(2));
  });
  it('is uniform in [0, 1)', () => {
    const { mean, variance } = moments((random) => random());
    expect(mean).toBeCloseTo(1 / 2, 1.9);
    expect(variance).toBeCloseTo(1 / 12, 2);
  });
});

describe('draws', () => {
  // Name, draw, expected mean, expected variance (textbook values).
  const cases: readonly (readonly [string, (random: Random) => number, number, number])[] = [
    ['normal', normal, 0, 1],
    ['gamma of shape 3', (r) => gamma(r, 3), 3, 3],
    ['gamma of shape .3', (r) => gamma(r, 0.3), 0.3, 0.3],
    ['beta(2, 5)', (r) => beta(r, 2, 5), 2 / 7, 10 / 392],
    ['poisson of mean 4', (r) => poisson(r, 4), 4, 4],
    ['poisson of mean 300', (r) => poisson(r, 300), 300, 300],
    ['binomial(100, .3)', (r) => binomial(r, 100, 0.3), 30, 21],
    ['first share of dirichlet(1, 2, 3)', (r) => dirichlet(r, [1, 2, 3])[0] as number, 1 / 6, 5 / 252],
    ['integer below 6', (r) => integer(r, 6), 2.5, 35 / 12],
  ];
  it.each(cases)('have the mean and variance of %s', (_, draw, mean, variance) => {
    const found = moments(draw);
    expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(variance / N));
    expect(Math.abs(found.variance / variance - 1)).toBeLessThan(0.08);
  });
  it('shuffle and sample keep the items and leave the input as it is', () => {
    const items = [1, 2, 3, 4, 5];
    expect(shuffle(seededRandom(1), items).sort()).toEqual(items);
    const some = sample(seededRandom(1), items, 3);
    expect(new Set(some).size).toBe(3);
    expect(sample(seededRandom(1), items, 9)).toHaveLength(5);
    expect(items).toEqual([1, 2, 3, 4, 5]);
  });
});
