import { describe, expect, it } from 'vitest';
import { buildCohorts, type Cohort } from '../../src/measure/cohorts.ts';
import { expectReturns, findStandOuts, fitHazard } from '../../src/measure/return-rates.ts';
import { contextOf } from './case-builder.ts';
import { type ReturnWorldSpec, returnWorld } from './return-world.ts';

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);

/** Twelve months of 100 units by default, two returns in each age. */
function cohort(lot: string | null, more: Partial<Cohort> = {}): Cohort {
  const returns = more.returns ?? [2, 2, 2, 2, 0];
  return {
    sku: 'P',
    lot,
    units: 100,
    returns,
    exposure: [100, 200, 300, 600, 0],
    future: [0, 0, 0, 0, 300],
    parcels: returns.flatMap((times) => new Array<number>(times).fill(1)),
    parties: 6,
    ...more,
  };
}

const standOuts = (seed: number, spec: ReturnWorldSpec) => {
  const { shipments, returns } = returnWorld(seed, spec);
  return findStandOuts(buildCohorts(shipments, returns, ({ lot }) => lot, contextOf([], {})).cohorts).map(
    ({ lot }) => lot,
  );
};

describe('fitHazard', () => {
  it('gives returns a unit-month by age, each drawn towards the mean by one return', () => {
    const mean = 8.5 / 1200;
    const months = [100, 200, 300, 600, 0];
    expect(fitHazard([cohort('L1')])).toEqual(
      months.map((exposure) => ({ shape: exposure > 0 ? 3 : 1, rate: expect.closeTo(exposure + 1 / mean, 9) })),
    );
  });

  it('is null without unit-months, and above zero without returns', () => {
    expect(fitHazard([])).toBeNull();
    expect(
      expectReturns([1, 1, 1, 1, 1], fitHazard([cohort('L1', { returns: [0, 0, 0, 0, 0] })]) ?? []),
    ).toBeGreaterThan(0);
  });

  it('expects about what was seen', () => {
    const lots = Array.from({ length: 30 }, (_, index) => cohort(`L${index}`));
    expect(expectReturns([100, 200, 300, 600, 0], fitHazard(lots) ?? [])).toBeCloseTo(8, 0);
  });
});

describe('findStandOuts', () => {
  it('finds the one lot that fails five times as often, and no other', () => {
    const found = SEEDS.map((seed) => standOuts(seed, { bad: { 7: 5 }, units: 400 }));
    expect(found.filter((lots) => lots.includes('P0-07')).length).toBeGreaterThanOrEqual(10);
    expect(found.flat().filter((lot) => lot !== 'P0-07')).toEqual([]);
  });

  it('hardly ever finds a clean lot, though new ones fail most and old ones were shipped before returns were kept', () => {
    expect(SEEDS.flatMap((seed) => standOuts(seed, {}))).toEqual([]);
    expect(SEEDS.flatMap((seed) => standOuts(seed, { from: '2026-08-17' })).length).toBeLessThanOrEqual(1);
  });

  it('finds three bad lots of twelve, though each hides the others', () => {
    const found = SEEDS.map((seed) => standOuts(seed, { bad: { 5: 6, 6: 6, 7: 6 }, units: 400 }));
    expect(found.filter((lots) => lots.join() === 'P0-05,P0-06,P0-07').length).toBeGreaterThanOrEqual(8);
  });

  it('finds the bad one of two lots', () => {
    expect(
      findStandOuts([cohort('bad', { returns: [20, 20, 10, 0, 0] }), cohort('good')]).map(({ lot }) => lot),
    ).toEqual(['bad']);
  });

  it('judges no lot alone of its product, and nothing shipped without a lot', () => {
    expect(findStandOuts([cohort('only', { returns: [30, 30, 0, 0, 0] })])).toEqual([]);
    expect(findStandOuts([cohort(null, { returns: [30, 30, 0, 0, 0] }), cohort('L1'), cohort('L2')])).toEqual([]);
  });

  it('names no lot with returns of two accounts, and takes a parcel of forty for one event', () => {
    const bad = { returns: [20, 20, 0, 0, 0] };
    const clean = Array.from({ length: 6 }, (_, index) => cohort(`L${index}`));
    expect(findStandOuts([cohort('bad', bad), ...clean])).toHaveLength(1);
    expect(findStandOuts([cohort('bad', { ...bad, parties: 2 }), ...clean])).toEqual([]);
    expect(findStandOuts([cohort('bad', { ...bad, parcels: [38, 1, 1] }), ...clean])).toEqual([]);
  });
});
