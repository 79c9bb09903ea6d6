import { describe, expect, it } from 'vitest';
import { followDeals } from '../../src/measure/follow-deals.ts';
import { contextOf, dealOf } from './case-builder.ts';

const follow = (deals: Parameters<typeof followDeals>[0], specs: Parameters<typeof contextOf>[0] = []) =>
  followDeals(deals, contextOf(specs, { deals }));

describe('followDeals', () => {
  it('follows a deal from its close, or the first day of the window, to its 180th day or the last', () => {
    const months = follow([dealOf(1, -200), dealOf(2, -150), dealOf(3, 0), dealOf(4, 61), dealOf(5, 95)]).map((one) => [
      one.deal.dealId,
      one.months,
    ]);
    expect(months).toEqual([
      ['D2', 1],
      ['D3', 91 / 30],
      ['D4', 1],
    ]);
  });

  it("counts its account's tickets of that time, and whether one is tagged as a broken promise", () => {
    const [deal] = follow(
      [dealOf(1, 10)],
      [
        { day: 9, accountId: 'A1', causes: ['sales'] },
        { day: 11, accountId: 'A1' },
        { day: 12, accountId: 'A1', causes: ['marketing'] },
        { day: 12, accountId: 'A2', causes: ['sales'] },
      ],
    );
    expect(deal).toMatchObject({ tickets: 2, broken: false });
    expect(follow([dealOf(1, 10)], [{ day: 11, accountId: 'A1', causes: ['sales'] }])[0]).toMatchObject({
      tickets: 1,
      broken: true,
    });
  });

  it('compares deals of one product, half of amounts and kind; what is not given is a stratum of its own', () => {
    const deals = [
      dealOf(1, 0, { amount: 10 }),
      dealOf(2, 0, { amount: 900, kind: 'renewal' }),
      dealOf(3, 0, { product: undefined, kind: undefined }),
    ];
    expect(follow(deals).map(({ stratum }) => stratum)).toEqual(['Pump/small/new', 'Pump/large/renewal', '?/?/?']);
  });

  it('leaves out a deal whose closing day is no date', () => {
    expect(follow([dealOf(1, 0, { closedOn: 'soon' })])).toEqual([]);
  });
});
