import { describe, expect, it } from 'vitest';
import type { Campaign, Exposure } from '../../src/domain/join.ts';
import { gamma, poisson, seededRandom } from '../../src/math/random.ts';
import { measureNet } from '../../src/measure/campaign-net.ts';
import { type CaseSpec, contextOf, dayText } from './case-builder.ts';

const campaign = (day: number): Campaign => ({
  campaignId: 'C',
  name: 'Autumn',
  startsOn: dayText(day),
  endsOn: dayText(day + 30),
  codes: [],
});
const rowsOf = (arm: Exposure['arm'], count: number, margin: number | undefined = 10): Exposure[] =>
  Array.from({ length: count }, (_, index) => ({ campaignId: 'C', accountId: `${arm}${index}`, arm, margin }));
const draw = (rows: readonly Exposure[], specs: readonly CaseSpec[] = [], day = 40, settings = {}) =>
  measureNet(campaign(day), rows, contextOf(specs, {}, { settings }));
const ENOUGH = [...rowsOf('exposed', 30), ...rowsOf('holdout', 30)];
const UNEXPOSED = [...rowsOf('exposed', 30), ...rowsOf('unexposed', 30)];

/** Tickets of 25 minutes (20 EUR), so many a week of each account before and after the start. */
function write(seed: number, arm: string, accounts: number, before: number, after: number, starts: number): CaseSpec[] {
  const random = seededRandom(seed);
  return Array.from({ length: accounts }, (_, index) => index).flatMap((index) => {
    const part = (from: number, to: number, weekly: number) =>
      Array.from({ length: poisson(random, (weekly * (to - from)) / 7) }, () => ({
        day: from + random() * (to - from),
        accountId: `${arm}${index}`,
        handleMinutes: 25 * gamma(random, 1),
      }));
    return [...part(0, starts, before), ...part(starts, 91, after)];
  });
}

describe('measureNet with a holdout', () => {
  it('covers the true net of 100 accounts: margin 5 above, 0.1 tickets a week above, 35 days', () => {
    // 100 x (5 - 0.1 x 5 x 20) = -500 EUR.
    let held = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const random = seededRandom(seed);
      const rows = [...rowsOf('exposed', 100), ...rowsOf('holdout', 80)].map((row) => ({
        ...row,
        margin: (row.arm === 'exposed' ? 25 : 20) * gamma(random, 1),
      }));
      const verdict = draw(
        rows,
        [...write(seed, 'exposed', 100, 0, 0.2, 56), ...write(seed + 99, 'holdout', 80, 0, 0.1, 56)],
        56,
      );
      if (typeof verdict === 'string') throw new Error(verdict);
      expect([verdict.level, verdict.design, verdict.accounts]).toEqual(['L4', 'holdout', 100]);
      const { low, high } = verdict.net;
      if (low <= -500 && high >= -500) held++;
    }
    expect(held).toBeGreaterThanOrEqual(26);
  });

  it('takes only what is above the holdout for the campaign', () => {
    const verdict = draw(
      ENOUGH,
      ENOUGH.map(({ accountId }) => ({ day: 50, accountId, handleMinutes: 100 })),
    );
    expect(verdict).toMatchObject({ net: { value: 0, low: 0, high: 0 } });
  });

  it('says that the cost is a lower bound where the campaign began before the tickets in view', () => {
    expect(draw(ENOUGH, [], -30)).toMatchObject({
      design: 'holdout; support before these weeks is not in view, so its cost is at least this',
      level: 'L4',
    });
  });
});

describe('measureNet by difference in differences', () => {
  it('takes off what exposed accounts always cost more: twice as many tickets before and after is no effect', () => {
    const specs = [...write(1, 'exposed', 30, 0.4, 0.4, 42), ...write(2, 'unexposed', 30, 0.2, 0.2, 42)];
    const verdict = draw(UNEXPOSED, specs, 42);
    if (typeof verdict === 'string') throw new Error(verdict);
    const { low, high } = verdict.net;
    expect([verdict.level, low < 0, high > 0]).toEqual(['L3', true, true]);
  });

  it('scales the weeks before to the length of the weeks after', () => {
    // Two weeks before of one ticket each, eleven after of one each: nothing changed.
    const specs = rowsOf('exposed', 30).flatMap(({ accountId }) =>
      Array.from({ length: 13 }, (_, week) => ({ day: week * 7 + 1, accountId, handleMinutes: 30 })),
    );
    const verdict = draw(UNEXPOSED, specs, 14);
    expect(typeof verdict === 'string' ? Number.NaN : verdict.net.value).toBeCloseTo(0, 6);
  });
});

describe('measureNet', () => {
  it('takes the mean of known handling times for a ticket without one', () => {
    const tickets = (minutes: number | undefined) =>
      Array.from({ length: 10 }, (_, index) => ({
        day: 50,
        accountId: 'exposed0',
        handleMinutes: index < 8 ? 50 : minutes,
      }));
    expect(draw(ENOUGH, tickets(undefined))).toEqual(draw(ENOUGH, tickets(50)));
  });

  it('counts an account of several rows once, with all its margin, and one of two arms not at all', () => {
    const twice = [...ENOUGH, ...rowsOf('exposed', 30, 5)];
    expect(draw(twice)).toMatchObject({ accounts: 30 });
    expect(draw([...ENOUGH, { campaignId: 'C', accountId: 'exposed0', arm: 'holdout', margin: 1 }])).toBe(
      '29 exposed and 30 comparable accounts, 30 of each are needed',
    );
  });

  it('is refused with its reason', () => {
    expect(draw([])).toBe('no exposures were given, so nobody knows who saw it');
    expect(draw(ENOUGH, [], 40, { costPerHandleMinute: null })).toBe(
      'no cost of a handled minute is configured, so hours cannot be set against margin',
    );
    expect(draw([...rowsOf('exposed', 29), ...rowsOf('holdout', 30)])).toBe(
      '29 exposed and 30 comparable accounts, 30 of each are needed',
    );
    expect(draw([...rowsOf('exposed', 30), ...rowsOf('unexposed', 29)])).toBe(
      '30 exposed and 29 comparable accounts, 30 of each are needed',
    );
    expect(draw(ENOUGH, [], 85)).toBe('it has run for less than a week by the end of these weeks');
    expect(draw(ENOUGH, [], 200)).toBe('it has run for less than a week by the end of these weeks');
    expect(draw(UNEXPOSED, [], 13)).toBe(
      'it began less than two weeks into the tickets in view, and no accounts were held out: there is nothing to compare with',
    );
    const unknown = ENOUGH.map((row) => (row.accountId === 'holdout3' ? { ...row, margin: undefined } : row));
    expect(draw(unknown)).toBe('the margin of 1 of its 30 holdout accounts is not known');
    expect(draw(ENOUGH, [{ day: 50, accountId: 'exposed1' }])).toBe(
      "the handle minutes of too many of its accounts' tickets are not known",
    );
  });
});
