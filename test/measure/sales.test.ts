import { describe, expect, it } from 'vitest';
import { measureSales } from '../../src/measure/sales.ts';
import { contextOf, dealOf } from './case-builder.ts';
import { dealWorld } from './deal-world.ts';

const standing = (seed: number, rates: readonly number[], deals = 80) =>
  measureSales(dealWorld(seed, rates, deals).context)
    .answers.filter(({ stands }) => stands)
    .map(({ segment }) => segment?.value);
const SEEDS = Array.from({ length: 8 }, (_, index) => index + 1);

describe('measureSales', { timeout: 30_000 }, () => {
  it('calls out the one bad team of four with equal deals', () => {
    const found = SEEDS.map((seed) => standing(seed, [0.6, 0.1, 0.1, 0.1]));
    expect(found.filter((names) => names.includes('team 0')).length).toBeGreaterThanOrEqual(7);
    expect(found.flat().filter((name) => name !== 'team 0')).toEqual([]);
  });

  it('hardly ever calls out one of four equal teams', () => {
    expect(SEEDS.flatMap((seed) => standing(seed, [0.2, 0.2, 0.2, 0.2])).length).toBeLessThanOrEqual(1);
  });

  it('covers the true ratios about 95 % of the time', () => {
    const rates = [0.5, 0.2, 0.2, 0.2];
    const held = SEEDS.flatMap((seed) =>
      measureSales(dealWorld(seed, rates, 80).context).answers.map(({ measures }, team) => {
        const [low, high] = [measures[0]?.low as number, measures[0]?.high as number];
        const truth = team === 0 ? 0.5 / 0.2 : 0.2 / 0.3;
        return low <= truth && truth <= high;
      }),
    );
    expect(held).toHaveLength(32);
    expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(29);
  });

  it('gives the ratio and its probability with base, level and sentence', () => {
    const [answer] = measureSales(dealWorld(1, [0.6, 0.1, 0.1, 0.1], 80).context).answers;
    expect(answer).toMatchObject({
      department: 'sales',
      segment: { dimension: 'sales_team', value: 'team 0' },
      stands: true,
    });
    expect(answer?.measures).toMatchObject([
      { name: 'broken_promise_ratio', level: 'L3', base: '80 deals', unit: 'ratio' },
      { name: 'probability_ratio_above_1_5', unit: 'probability', low: null, high: null },
    ]);
    expect(answer?.sentence).toMatch(/^Sales team team 0: \d+ of 80 deals .*95 % interval \d\.\d to \d\.\d\)\.$/);
    expect(answer?.tickets.length).toBeGreaterThan(5);
  });

  it('refuses to compare where a team three times as bad would hardly ever be named, with the chance', () => {
    const { answers, refusals } = measureSales(dealWorld(1, [0.03, 0.03, 0.03, 0.03], 50).context);
    expect(answers).toEqual([]);
    expect(refusals.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(
        /^of 100 such reports only \d+ would name one of the sales teams that breaks three times as many promises as the others: /,
      ),
    ]);
  });

  it('is the same for the same seed', () => {
    expect(measureSales(dealWorld(2, [0.3, 0.1], 60).context)).toEqual(
      measureSales(dealWorld(2, [0.3, 0.1], 60).context),
    );
  });

  it('counts segments of fewer than 50 deals or three known sellers without naming them', () => {
    const { context } = dealWorld(1, [0.2, 0.2], 50);
    const deals = [
      ...(context.joins.deals ?? []).map((deal) =>
        deal.salesTeam === 'team 0' ? { ...deal, salesRep: deal.salesRep === '0-1' ? '0-1' : undefined } : deal,
      ),
      ...Array.from({ length: 49 }, (_, index) => dealOf(900 + index, 0, { salesTeam: 'tiny', salesRep: `s${index}` })),
    ];
    const { answers, refusals } = measureSales({ ...context, joins: { deals } });
    expect(answers.map(({ segment }) => segment?.value)).toEqual(['team 1']);
    expect(refusals.map(({ reason }) => reason)).toEqual([
      '2 of 3 sales teams have fewer than 50 deals or 3 known sellers in view and are not compared',
    ]);
  });

  it('is refused without deals, without an audit, where no deal is young enough, and where all are of one team', () => {
    const reasonOf = (answers: ReturnType<typeof measureSales>) =>
      answers.refusals.map(({ department, reason }) => [department, reason]);
    expect(reasonOf(measureSales(contextOf([], {})))).toEqual([['sales', 'no deals file was given']]);
    expect(reasonOf(measureSales(contextOf([], { deals: [dealOf(1, 0)] })))).toEqual([
      ['sales', 'teams are only compared after an audit: no label error is known yet'],
    ]);
    expect(reasonOf(measureSales(dealWorld(1, [0.2], 50).context))).toEqual([
      ['sales', 'all deals in view are of one of the sales teams: there is no other to compare it with'],
    ]);
    const { context } = dealWorld(1, [0.2, 0.2], 50);
    expect(reasonOf(measureSales({ ...context, joins: { deals: [dealOf(1, -400)] } }))).toEqual([
      ['sales', 'no deal of the file was closed in the 180 days before these weeks or in them'],
    ]);
  });
});
