import { describe, expect, it } from 'vitest';
import type { Campaign, Exposure } from '../../src/domain/join.ts';
import { measureNet } from '../../src/measure/campaign-net.ts';
import { reachedAlone } from '../../src/measure/overlap.ts';
import { contextOf, dayText } from './case-builder.ts';

const campaign = (campaignId: string, from: number, to: number): Campaign => ({
  campaignId,
  name: `Offer ${campaignId}`,
  startsOn: dayText(from),
  endsOn: dayText(to),
  codes: [],
});
const A = campaign('A', 20, 60);
const B = campaign('B', 30, 80);
const arm = (name: Exposure['arm'], count: number): Exposure[] =>
  Array.from({ length: count }, (_, index) => ({
    campaignId: 'A',
    accountId: `${name}${index}`,
    arm: name,
    margin: 10,
  }));
const ROWS = [...arm('exposed', 100), ...arm('holdout', 100)];
/** Campaign B reaches the first so many accounts of each arm of A. */
const reach = (exposed: number, holdout: number): Exposure[] =>
  [...arm('exposed', exposed), ...arm('holdout', holdout)].map((row) => ({ ...row, campaignId: 'B', arm: 'exposed' }));
const alone = (others: readonly Exposure[], other = B) =>
  reachedAlone(A, ROWS, contextOf([], { campaigns: [A, other], exposures: [...ROWS, ...others] }));

describe('reachedAlone', () => {
  it('leaves out accounts that another campaign of the same weeks reached, where it reached one arm more, and says so', () => {
    const { rows, left } = alone(reach(60, 10));
    expect(rows).toHaveLength(130);
    expect(left).toBe('; without accounts reached by Offer B in the same weeks');
  });

  it('leaves all in where both arms were reached alike, or about alike', () => {
    expect(alone(reach(30, 30))).toEqual({ rows: ROWS, left: '' });
    expect(alone(reach(34, 30))).toEqual({ rows: ROWS, left: '' });
    expect(alone([])).toEqual({ rows: ROWS, left: '' });
  });

  it('leaves all in where the other campaign had ended before', () => {
    expect(alone(reach(60, 10), campaign('B', 0, 19)).left).toBe('');
    expect(alone(reach(60, 10), campaign('B', 0, 20)).left).not.toBe('');
  });
});

it('a campaign judged without those accounts is a comparison, no experiment, and is refused where too few are left', () => {
  const judge = (others: readonly Exposure[]) =>
    measureNet(A, ROWS, contextOf([], { campaigns: [A, B], exposures: [...ROWS, ...others] }));
  expect(judge(reach(10, 10))).toMatchObject({ level: 'L4', accounts: 100 });
  expect(judge(reach(60, 10))).toMatchObject({ level: 'L3', accounts: 40, design: expect.stringContaining('Offer B') });
  expect(judge(reach(80, 10))).toBe(
    '20 exposed and 90 comparable accounts, 30 of each are needed; without accounts reached by Offer B in the same weeks',
  );
});
