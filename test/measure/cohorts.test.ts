import { describe, expect, it } from 'vitest';
import type { Return, Shipment } from '../../src/domain/join.ts';
import { addLists, buildCohorts, type Cohort, groupBy, sumOf } from '../../src/measure/cohorts.ts';
import { contextOf } from './case-builder.ts';

const shipment = (month: string, more: Partial<Shipment> = {}): Shipment => ({
  sku: 'P',
  month,
  units: 100,
  lot: 'L1',
  ...more,
});
let count = 0;
const back = (returnedOn: string, more: Partial<Return> = {}): Return => ({
  returnId: `R${count++}`,
  sku: 'P',
  returnedOn,
  lot: 'L1',
  quantity: 1,
  ...more,
});
/** The window ends with Sunday 15 November 2026. */
const build = (shipments: readonly Shipment[], returns: readonly Return[], warrantyMonths = 24) =>
  buildCohorts(shipments, returns, ({ lot }) => lot, contextOf([], {}, { settings: { warrantyMonths } }));
const only = (built: ReturnType<typeof build>) => built.cohorts[0] as Cohort;
const OLD = back('2025-01-01', { lot: undefined });

describe('buildCohorts', () => {
  it('counts unit-months from the middle of the month of shipment, by age', () => {
    const { exposure, units } = only(build([shipment('2026-09')], [OLD]));
    // From 16 September to 16 November are two months of 100 units: one in each of the first two ages.
    expect(units).toBe(100);
    expect(exposure.map(Math.round)).toEqual([100, 100, 0, 0, 0]);
  });

  it('takes units of the current month to have left evenly up to now: a quarter of a month on average', () => {
    const { exposure, future } = only(build([shipment('2026-11')], [OLD]));
    expect(sumOf(exposure)).toBeCloseTo((100 * 7.5) / 30.44, 6);
    expect(sumOf(future)).toBeCloseTo(300, 6);
  });

  it('leaves out what will only be shipped after the window', () => {
    expect(build([shipment('2026-12'), shipment('2027-01', { lot: 'L2' })], [OLD]).cohorts).toEqual([]);
  });

  it('stops at the end of the warranty, behind and ahead', () => {
    const { exposure, future } = only(build([shipment('2026-01')], [OLD], 12));
    expect(sumOf(exposure)).toBeLessThan(1000);
    expect(sumOf(future)).toBeCloseTo(100 * (12 - sumOf(exposure) / 100), 6);
    const expired = only(build([shipment('2025-02')], [OLD], 12));
    expect([sumOf(expired.exposure), sumOf(expired.future)]).toEqual([1200, 0]);
  });

  it('counts no unit-months before the first return: the file was not kept then', () => {
    const { exposure } = only(build([shipment('2026-01')], [back('2026-08-16')]));
    expect(exposure[0]).toBe(0);
    expect(sumOf(exposure)).toBeCloseTo((100 * 92) / 30.44, 6);
  });

  it('ends with the last return where so long without one is no chance: newer returns are not in the file yet', () => {
    const daily = (days: number) =>
      Array.from({ length: days }, (_, day) => back(new Date(Date.UTC(2026, 8, 1 + day)).toISOString().slice(0, 10)));
    const seen = (days: number) => sumOf(only(build([shipment('2026-01')], daily(days))).exposure) * (30.44 / 100);
    // A return a day from 1 September on: to 10 October (40 days, three weeks short of six) and to 12 November (four short).
    expect([seen(40), seen(73)]).toEqual([expect.closeTo(40, 6), expect.closeTo(76, 6)]);
  });

  it('places a return by its age from its own shipping day, else from the middle of the month of its lot', () => {
    const { returns, parties, parcels } = only(
      build(
        [shipment('2026-05')],
        [
          back('2026-11-10', { shippedOn: '2026-11-01', accountId: 'A' }),
          back('2026-11-10', { quantity: 3, accountId: 'A' }),
          back('2026-05-10'),
        ],
      ),
    );
    expect(returns).toEqual([2, 0, 3, 0, 0]);
    expect([parties, parcels]).toEqual([2, [1, 3, 1]]);
  });

  it('puts together the shipments of one lot, apart by product, in order of their names', () => {
    const built = build(
      [
        shipment('2026-05', { sku: 'Q' }),
        shipment('2026-05'),
        shipment('2026-06'),
        shipment('2026-05', { lot: undefined }),
      ],
      [OLD],
    );
    expect(built.cohorts.map(({ sku, lot, units }) => [sku, lot, units])).toEqual([
      ['P', null, 100],
      ['P', 'L1', 200],
      ['Q', 'L1', 100],
    ]);
  });

  it('counts returns that are tied to no lot that was shipped apart, by product', () => {
    const built = build(
      [shipment('2026-05'), shipment('2026-05', { lot: undefined })],
      [
        back('2026-09-01'),
        back('2026-09-01', { lot: undefined, quantity: 2 }),
        back('2026-09-01', { lot: 'never' }),
        back('2026-09-02', { sku: 'Q' }),
      ],
    );
    expect([built.returned, built.linked, [...built.unlinked]]).toEqual([
      5,
      1,
      [
        ['P', 3],
        ['Q', 1],
      ],
    ]);
    expect(built.cohorts.map(({ lot, returns }) => [lot, sumOf(returns)])).toEqual([
      [null, 0],
      ['L1', 1],
    ]);
  });
});

it('adds lists over the ages and groups items in order of appearance', () => {
  expect(
    addLists([
      [1, 2, 3, 4, 5],
      [1, 1, 1, 1, 1],
    ]),
  ).toEqual([2, 3, 4, 5, 6]);
  expect([...groupBy(['b1', 'a1', 'b2'], (text) => text.charAt(0))]).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
  ]);
});
