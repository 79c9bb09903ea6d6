import { describe, expect, it } from 'vitest';
import { intervalOfDraws } from '../../src/math/intervals.ts';
import { seededRandom } from '../../src/math/random.ts';
import { drawAvoided, expectedOf, foreseeReturns } from '../../src/measure/avoidable-returns.ts';
import type { Cohort, Cohorts } from '../../src/measure/cohorts.ts';

/** A lot of 1,000 units in its fourth to sixth month; at a rate of 0.002 a unit-month six returns lie ahead. */
function cohort(lot: string | null, returned: number, sku = 'P'): Cohort {
  return {
    sku,
    lot,
    units: 1000,
    returns: [0, 0, returned, 0, 0],
    exposure: [0, 0, 3000, 0, 0],
    future: [0, 0, 3000, 0, 0],
    parcels: new Array<number>(returned).fill(1),
    parties: 5,
  };
}

const all = (cohorts: readonly Cohort[], unlinked = new Map<string, number>()): Cohorts => ({
  cohorts,
  returned: 0,
  linked: 0,
  unlinked,
});
const bad = cohort('bad', 60);
const sound = Array.from({ length: 9 }, (_, index) => cohort(`L${index}`, 6));

describe('drawAvoided', () => {
  it('avoids the excess times 0.8 on average: 60 against 6 returns in as many unit-months', () => {
    const avoided = intervalOfDraws(
      drawAvoided(bad, foreseeReturns(all([bad, ...sound]), [bad]), seededRandom(1)).units,
    );
    expect(avoided.value).toBeGreaterThan(40);
    expect(avoided.value).toBeLessThan(47);
    expect([avoided.low > 25, avoided.high < 65]).toEqual([true, true]);
  });

  it('sets it against all returns ahead: other lots, other products, units without a lot, returns tied to none', () => {
    const share = (cohorts: readonly Cohort[], unlinked?: Map<string, number>) =>
      intervalOfDraws(drawAvoided(bad, foreseeReturns(all(cohorts, unlinked), [bad]), seededRandom(2)).shares).value;
    const alone = share([bad, ...sound]);
    expect(alone).toBeCloseTo(43 / 114, 1);
    expect(share([bad, ...sound, cohort('Q1', 100, 'Q'), cohort('Q2', 100, 'Q')])).toBeCloseTo(43 / 314, 1);
    // Ten of eleven parts of the 90 returns tied to no lot are of these lots too: 114 of 185.5 are tied, and a fix would avoid 43 / 0.614.
    expect(share([bad, ...sound, cohort(null, 0)], new Map([['P', 90]]))).toBeCloseTo(70 / 204, 1);
  });

  it('avoids nothing where nothing lies ahead under warranty', () => {
    const old = { ...bad, future: [0, 0, 0, 0, 0] };
    expect(
      intervalOfDraws(drawAvoided(old, foreseeReturns(all([old, ...sound]), [old]), seededRandom(3)).units),
    ).toEqual({ value: 0, low: 0, high: 0 });
  });

  it('is about nothing for a lot that is like the others', () => {
    const same = cohort('same', 6);
    const avoided = intervalOfDraws(
      drawAvoided(same, foreseeReturns(all([same, ...sound]), [same]), seededRandom(4)).units,
    );
    expect([avoided.low < 0, avoided.high > 0]).toEqual([true, true]);
  });
});

it('expects of a suspect lot what sound lots of its product and age bring', () => {
  const outlook = foreseeReturns(all([bad, ...sound, cohort('Q1', 900, 'Q')]), [bad]);
  expect(expectedOf(bad, outlook)).toBeCloseTo(6, 0);
  expect(expectedOf(cohort('unknown', 1, 'R'), outlook)).toBe(0);
});
