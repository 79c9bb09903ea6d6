import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../src/math/intervals.ts';
import { gamma, poisson, type Random, seededRandom } from '../../src/math/random.ts';
import { chanceOfNoChange, findChanges, weeklyRatio } from '../../src/measure/change.ts';

const QUIET = [2, 3, 1, 2, 4, 2, 1, 3, 2, 2, 3, 1];

/** Alarms of a year of 60 topics, the rarest met three times in ten weeks, the commonest 28 times a week. */
function alarmsOfYear(draw: (random: Random, mean: number) => number, seed: number): number {
  const random = seededRandom(seed);
  const means = Array.from({ length: 60 }, (_, topic) => 0.3 * 1.08 ** topic);
  let alarms = 0;
  for (let week = 0; week < 52; week++) {
    const values = means.map(
      (mean) => chanceOfNoChange(Array.from({ length: 13 }, () => draw(random, mean))) as number,
    );
    alarms += benjaminiHochberg(values, 0.1).filter(Boolean).length;
  }
  return alarms;
}

describe('chanceOfNoChange', () => {
  it('is null with fewer than four earlier weeks', () => {
    expect([chanceOfNoChange([]), chanceOfNoChange([1, 2, 1, 9])]).toEqual([null, null]);
    expect(chanceOfNoChange([1, 2, 1, 2, 9])).toBeLessThan(0.01);
  });

  it('is the tail of the predictive distribution of Poisson weeks: 12 weeks with 26 issues, then 8', () => {
    // scipy 1.17: nbinom.sf(7, 26.5, 12 / 13)
    expect(chanceOfNoChange([...QUIET, 8])).toBeCloseTo(0.0032762, 6);
  });

  it('is 1 where this week has none', () => {
    expect(chanceOfNoChange([...QUIET, 0])).toBe(1);
  });

  it('judges a first ticket after twelve empty weeks mildly, and five of them hard', () => {
    const empty = new Array<number>(12).fill(0);
    expect(chanceOfNoChange([...empty, 1])).toBeGreaterThan(0.01);
    expect(chanceOfNoChange([...empty, 5])).toBeLessThan(1e-4);
  });

  it('forgives more where weeks vary more', () => {
    const restless = [0, 7, 0, 1, 9, 0, 0, 6, 0, 3, 0, 0];
    expect(chanceOfNoChange([...restless, 8])).toBeGreaterThan(10 * (chanceOfNoChange([...QUIET, 8]) as number));
  });

  it('stays at or below its level on steady Poisson weeks, also on sparse ones', () => {
    const random = seededRandom(3);
    for (const mean of [0.1, 1, 8, 20]) {
      const values = Array.from(
        { length: 4000 },
        () => chanceOfNoChange(Array.from({ length: 13 }, () => poisson(random, mean))) as number,
      );
      expect(values.filter((p) => p < 0.05).length / 4000).toBeLessThan(0.05);
      expect(values.filter((p) => p < 0.01).length / 4000).toBeLessThan(0.012);
    }
  });

  it('raises at most six false alarms a year over 60 steady topics', () => {
    const alarms = [1, 2, 3].map((seed) => alarmsOfYear(poisson, seed));
    expect(Math.max(...alarms)).toBeLessThanOrEqual(6);
  });

  it('raises at most ten a year where weeks vary by a third beyond Poisson', () => {
    const restless = (random: Random, mean: number) => poisson(random, (gamma(random, 10) / 10) * mean);
    const alarms = [1, 2, 3].map((seed) => alarmsOfYear(restless, seed));
    expect(alarms.reduce((sum, count) => sum + count) / 3).toBeLessThanOrEqual(10);
  });

  it('calls a jump from two a week to fourteen among 60 topics four times in five', () => {
    const random = seededRandom(4);
    const calls = Array.from({ length: 300 }, () => {
      const weekly = [...Array.from({ length: 12 }, () => poisson(random, 2)), poisson(random, 14)];
      return (chanceOfNoChange(weekly) as number) < 0.1 / 60;
    });
    expect(calls.filter(Boolean).length).toBeGreaterThan(240);
  });
});

describe('findChanges', () => {
  const restless = (random: Random, mean: number) => poisson(random, (gamma(random, 4) / 4) * mean);
  const groups = (draw: (random: Random, mean: number) => number) => {
    const random = seededRandom(9);
    return Array.from({ length: 40 }, () => Array.from({ length: 12 }, () => draw(random, 6)));
  };

  it('judges a group by how all groups vary: seventeen after twelve weeks of six that vary as Poisson is no alarm among restless groups', () => {
    const calm = [4, 9, 6, 3, 8, 6, 9, 5, 7, 3, 8, 4, 17];
    const among = (others: readonly number[][]) => findChanges([calm, ...others.map((counts) => [...counts, 6])]);
    const [steady, wild] = [among(groups(poisson)), among(groups(restless))];
    expect([steady.changed[0], wild.changed[0]]).toEqual([true, false]);
    expect(wild.pValues[0] as number).toBeGreaterThan(10 * (steady.pValues[0] as number));
  });

  it('judges a group on its own by its own weeks, and none of too short a history', () => {
    expect(findChanges([[...QUIET, 8]]).pValues).toEqual([chanceOfNoChange([...QUIET, 8])]);
    expect(
      findChanges([
        [1, 2, 1, 99],
        [2, 2, 2, 2],
      ]),
    ).toEqual({ pValues: [null, null], changed: [false, false] });
    expect(findChanges([])).toEqual({ pValues: [], changed: [] });
  });

  it('survives groups without any case before', () => {
    const empty = [...new Array<number>(12).fill(0), 6];
    expect(findChanges([empty, empty, [...QUIET, 2]]).changed).toEqual([true, true, false]);
  });
});

describe('weeklyRatio', () => {
  it('is the exact conditional rate ratio where weeks vary no more than Poisson', () => {
    expect(weeklyRatio([...QUIET, 26])).toMatchObject({
      value: 12,
      low: expect.closeTo(6.69, 1),
      high: expect.closeTo(21.5, 0),
    });
  });

  it('keeps its value and widens where weeks vary more', () => {
    const restless = [0, 7, 0, 1, 9, 0, 0, 6, 0, 3, 0, 0];
    const [calm, wild] = [weeklyRatio([...QUIET, 13]), weeklyRatio([...restless, 13])];
    expect([calm.value, wild.value]).toEqual([expect.closeTo(6, 9), expect.closeTo(6, 9)]);
    expect(wild.low).toBeLessThan(calm.low);
    expect(wild.high as number).toBeGreaterThan(calm.high as number);
  });

  it('has no value where there was none before', () => {
    expect(weeklyRatio([0, 0, 0, 0, 3])).toMatchObject({ value: null, high: null });
  });

  it('covers a ratio of one about 95 % of the time, also for restless weeks', () => {
    const random = seededRandom(6);
    for (const size of [1e6, 8]) {
      const held = Array.from({ length: 600 }, () => {
        const { low, high } = weeklyRatio(
          Array.from({ length: 13 }, () => poisson(random, (gamma(random, size) / size) * 8)),
        );
        return low <= 1 && (high ?? 2) >= 1;
      });
      expect(held.filter(Boolean).length / 600).toBeGreaterThan(0.93);
    }
  });
});
