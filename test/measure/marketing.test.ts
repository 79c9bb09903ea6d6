import { describe, expect, it } from 'vitest';
import type { Campaign, Exposure } from '../../src/domain/join.ts';
import { measureMarketing } from '../../src/measure/marketing.ts';
import { type CaseSpec, contextOf, dayText } from './case-builder.ts';

const CAMPAIGNS: Campaign[] = [
  { campaignId: 'CMP-1', name: 'Trade in', startsOn: dayText(28), endsOn: dayText(60), codes: ['SWAP40'] },
];
const ARMS: Exposure[] = Array.from({ length: 80 }, (_, index) => ({
  campaignId: 'CMP-1',
  accountId: `A${index}`,
  arm: index < 40 ? 'exposed' : 'holdout',
  margin: index < 40 ? 12 : 10,
}));
/** Tickets about the campaign, each of another exposed account. */
const about = (count: number, more: Partial<CaseSpec> = {}): CaseSpec[] =>
  Array.from({ length: count }, (_, index) => ({
    day: 40 + index,
    accountId: `A${index}`,
    campaignCode: 'SWAP40',
    causes: ['marketing'],
    handleMinutes: 30,
    ...more,
  }));
const measure = (specs: readonly CaseSpec[], exposures: Exposure[] | undefined = ARMS, settings = {}) =>
  measureMarketing(contextOf(specs, { campaigns: CAMPAIGNS, exposures }, { settings }));

describe('measureMarketing', () => {
  it('stands where a campaign with a holdout costs more to support than it brings in', () => {
    // 40 accounts bring 2 EUR more each and cost 20 x 24 EUR of support: -400 EUR.
    const [answer] = measure(about(20)).answers;
    expect(answer).toMatchObject({ stands: true, segment: { dimension: 'campaign_id', value: 'CMP-1' } });
    expect(answer?.measures.map(({ name, level, unit }) => [name, level, unit])).toEqual([
      ['support_cost', 'L0', 'EUR'],
      ['campaign_net', 'L4', 'EUR'],
      ['probability_campaign_loses', 'L4', 'probability'],
    ]);
    expect(answer?.measures[0]?.value).toBe(480);
    expect(Math.abs((answer?.measures[1]?.value as number) + 400)).toBeLessThan(20);
    expect(answer?.sentence).toBe(
      'Trade in: 20 tickets are tagged to it, 480 EUR of handling. Set against the margin it brought, it loses money with probability 1.00 (holdout).',
    );
  });

  it('does not stand where its margin covers the support', () => {
    const rich = ARMS.map((row) => ({ ...row, margin: row.arm === 'exposed' ? 60 : 10 }));
    expect(measure(about(20), rich).answers[0]).toMatchObject({
      stands: false,
      measures: [{}, {}, { value: expect.closeTo(0, 9) }],
    });
  });

  it('tells the cost of a campaign without a verdict, in hours where no rate is set, and why there is none', () => {
    const { answers, refusals } = measure(about(8), ARMS, { costPerHandleMinute: null });
    expect(answers[0]).toMatchObject({
      stands: false,
      measures: [{ name: 'support_cost', value: 4, unit: 'hours', base: '8 tickets with handle minutes' }],
    });
    expect(answers[0]?.sentence).toBe(
      'Trade in: 8 tickets are tagged to it, 4.0 hours of handling. Whether it brought in more is not known.',
    );
    expect(refusals).toEqual([
      {
        department: 'marketing',
        measure: 'campaign_net',
        reason: 'Trade in: no cost of a handled minute is configured, so hours cannot be set against margin',
      },
    ]);
  });

  it('says that the handling time is not known, not that it is zero', () => {
    const [answer] = measure(about(9, { handleMinutes: undefined }), []).answers;
    expect(answer?.measures[0]).toMatchObject({ value: null, refused: 'handle minutes are not known' });
    expect(answer?.sentence).toMatch(/^Trade in: 9 tickets are tagged to it, their handling time is not known\./);
  });

  it('says nothing of fewer than eight tickets or of two accounts, beyond a verdict', () => {
    expect(measure(about(7), []).answers).toEqual([]);
    expect(
      measure(
        about(9).map((spec, index) => ({ ...spec, accountId: `A${index % 2}` })),
        [],
      ).answers,
    ).toEqual([]);
    const [answer] = measure(about(3)).answers;
    expect(answer?.measures[0]).toMatchObject({
      value: null,
      refused: 'fewer than 8 tickets of three customers are tagged to it',
    });
    expect(answer?.sentence).toMatch(
      /^Trade in: fewer than 8 tickets of three customers are tagged to it\. Set against/,
    );
  });

  it('is refused without campaigns and, a campaign at a time, without exposures', () => {
    expect(measureMarketing(contextOf([], {})).refusals.map(({ reason }) => reason)).toEqual([
      'no campaigns file was given',
    ]);
    const { refusals } = measureMarketing(contextOf([], { campaigns: CAMPAIGNS }));
    expect(refusals.map(({ reason }) => reason)).toEqual([
      'Trade in: no exposures were given, so nobody knows who saw it',
    ]);
  });
});
