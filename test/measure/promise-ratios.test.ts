import { describe, expect, it } from 'vitest';
import { intervalOfDraws } from '../../src/math/intervals.ts';
import { seededRandom } from '../../src/math/random.ts';
import type { FollowedDeal } from '../../src/measure/follow-deals.ts';
import type { LabelError } from '../../src/measure/label-error.ts';
import { countFlagged, drawRatios } from '../../src/measure/promise-ratios.ts';
import { dealOf } from './case-builder.ts';

/** An audit of 2,000 tickets: all tags right, or as many false ones as make the given rate. */
function errorOf(falseRate: number): LabelError {
  const cell = (tickets: number, trueShare: number) => ({
    tickets,
    read: 500,
    right: 500 * trueShare,
    effective: 500,
    trueShare,
  });
  const falsely = falseRate * 2000;
  return {
    audited: 1000,
    cells: {
      tagged: cell(100 + falsely, 100 / (100 + falsely)),
      unsure: cell(0, 0),
      'not tagged': cell(1900 - falsely, 0),
    },
  };
}

/** Deals of one month, each of an account of its own, the first `broken` of them flagged, with `tickets` tickets each. */
function deals(
  count: number,
  broken: number,
  more: Partial<FollowedDeal> & { readonly tickets?: number; readonly accounts?: number } = {},
): FollowedDeal[] {
  const { accounts = count, ...fields } = more;
  return Array.from({ length: count }, (_, index) => ({
    deal: { ...dealOf(index, 0), accountId: `${more.stratum ?? ''}${broken}-${index % accounts}` },
    stratum: 'Pump',
    months: 1,
    tickets: 1,
    broken: index < broken,
    ...fields,
  }));
}

const ratiosOf = (groups: readonly (readonly FollowedDeal[])[], error = errorOf(0)) =>
  drawRatios(groups, groups.flat(), error, seededRandom(1)).map(intervalOfDraws);

describe('drawRatios', () => {
  it('draws ratios near those of the counts where there is much to see: 120 against 40, 40 against 67, of 400 each', () => {
    const [bad, ...others] = ratiosOf([deals(400, 120), deals(400, 40), deals(400, 40), deals(400, 40)]);
    expect(Math.abs((bad?.value as number) - 3)).toBeLessThan(0.2);
    expect([bad?.low as number, bad?.high as number].map((end) => end > 2 && end < 4)).toEqual([true, true]);
    for (const { value, high } of others) expect([Math.abs(value - 0.6) < 0.1, high < 1]).toEqual([true, true]);
  });

  it('draws ratios of few deals towards 1', () => {
    const [few] = ratiosOf([deals(20, 6), deals(20, 2), deals(20, 2), deals(20, 2)]);
    expect(few?.value).toBeGreaterThan(1);
    expect(few?.value).toBeLessThan(1.8);
    expect(few?.low).toBeLessThan(1);
  });

  it('expects more of a group whose deals are of a worse stratum, and of one that was watched for longer', () => {
    const [worse] = ratiosOf([
      deals(200, 60, { stratum: 'Valve' }),
      [...deals(200, 60, { stratum: 'Valve', accounts: 199 }), ...deals(200, 10)],
    ]);
    expect(worse?.value).toBeCloseTo(1, 0);
    const [longer, shorter] = ratiosOf([deals(200, 60, { months: 3 }), deals(200, 20, { months: 1 })]);
    for (const one of [longer, shorter]) expect(Math.abs((one?.value ?? 9) - 1)).toBeLessThan(0.15);
  });

  it('takes false tags off: the team whose accounts write six times as much is not worse for it', () => {
    // One tag in ten tickets is false: 47 % of deals with six tickets, 10 % of those with one.
    const groups = [deals(200, 106, { tickets: 6 }), deals(200, 28, { tickets: 1 })];
    const [naive] = ratiosOf(groups);
    const [fair] = ratiosOf(groups, errorOf(0.1));
    expect(naive?.value).toBeGreaterThan(1.4);
    expect(fair?.low).toBeLessThan(1);
  });

  it('doubts clumps: thirty flags of three accounts say less than thirty flags of thirty', () => {
    const rest = [deals(300, 30), deals(300, 31), deals(300, 32)];
    const [single] = ratiosOf([deals(300, 90), ...rest]);
    const [clumped] = ratiosOf([deals(300, 90, { accounts: 10 }), ...rest]);
    expect(single?.low).toBeGreaterThan(1.3);
    expect(clumped?.low).toBeLessThan(1.3);
  });

  it('survives groups without any flag, and no groups', () => {
    for (const { value, low, high } of ratiosOf([deals(60, 0), deals(60, 0)]))
      expect([value, low, high].every(Number.isFinite)).toBe(true);
    expect(ratiosOf([])).toEqual([]);
  });
});

it('counts flagged deals', () => {
  expect([countFlagged(deals(9, 4)), countFlagged([])]).toEqual([4, 0]);
});
