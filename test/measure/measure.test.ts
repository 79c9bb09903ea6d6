import { describe, expect, it } from 'vitest';
import { CAUSES } from '../../src/domain/cause.ts';
import type { Joins } from '../../src/domain/join.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { integer, poisson, seededRandom } from '../../src/math/random.ts';
import { type MeasureInput, measure } from '../../src/measure/measure.ts';
import { type CaseSpec, dealOf, labelOf, SETTINGS, steps, WEEKS } from './case-builder.ts';

/** A small firm's quarter: about 30 tickets a week of 40 accounts and eight topics. */
function quarter(seed: number): CaseSpec[] {
  const random = seededRandom(seed);
  return WEEKS.flatMap((_, week) =>
    Array.from({ length: poisson(random, 30) }, (): CaseSpec => {
      const topic = integer(random, 8);
      const causes = topic < 4 && random() < 0.6 ? [CAUSES[topic] as (typeof CAUSES)[number]] : [];
      return {
        day: week * 7 + 7 * random(),
        accountId: `A${integer(random, 40)}`,
        topic: `T-${topic}`,
        causes,
        assignee: `p${integer(random, 5)}`,
      };
    }),
  );
}

const inputOf = (specs: readonly CaseSpec[], more: Partial<MeasureInput> = {}): MeasureInput => ({
  weeks: WEEKS,
  ...steps(specs),
  joins: {},
  audit: [],
  settings: SETTINGS,
  seed: 7,
  ...more,
});
const readings = (count: number, at?: string) =>
  Array.from({ length: count }, (_, index) =>
    labelOf(`T${String(index).padStart(5, '0')}`, index % 9 === 0 ? ['sales'] : [], { at }),
  );
const DEALS: Joins = {
  deals: Array.from({ length: 120 }, (_, index) =>
    dealOf(index % 40, index % 60, { salesTeam: `team ${index % 2}`, salesRep: `s${index % 8}` }),
  ),
};

describe('measure', () => {
  it('gives every number of a week, and refuses the four questions and shares with a reason each when nothing was joined or read', () => {
    const result = measure(inputOf(quarter(1)));
    expect(result.issues.length).toBeGreaterThanOrEqual(4);
    expect(result.comparisons).toBe(result.issues.length);
    expect([result.answers, result.matchRates]).toEqual([[], []]);
    expect(result.scorecard).toHaveLength(10);
    expect(result.labelError).toMatch(/^Tagged by machine, not audited/);
    expect(result.refusals.map(({ department, measure: name }) => [department, name])).toEqual([
      ['sales', 'share_sales'],
      ['professional-services', 'share_professional_services'],
      ['manufacturing', 'share_manufacturing'],
      ['marketing', 'share_marketing'],
      ['sales', 'broken_promise_ratio'],
      ['professional-services', 'others_share'],
      ['manufacturing', 'returns_avoided'],
      ['marketing', 'campaign_net'],
    ]);
    expect(result.refusals.every(({ reason }) => reason.length > 20)).toBe(true);
  });

  it('gives shares once people have read enough, and says of tags that are one in nine right that they cannot tell teams apart', () => {
    const { causeShares, refusals, labelError } = measure(inputOf(quarter(1), { joins: DEALS, audit: readings(200) }));
    expect(CAUSES.map((cause) => causeShares[cause].refused)).toEqual([null, null, null, null]);
    expect(refusals.filter(({ department }) => department === 'sales').map(({ reason }) => reason)).toEqual([
      expect.stringContaining('would name one of the sales teams'),
    ]);
    expect(labelError).toMatch(/^200 tickets of the window were read by people/);
  });

  it('never learns from labels read after the week', () => {
    const early = inputOf(quarter(1), { audit: readings(200, '2026-11-15') });
    expect(measure(early).causeShares.sales.refused).toBeNull();
    expect(measure({ ...early, audit: readings(200, '2026-11-16') })).toEqual(measure({ ...early, audit: [] }));
  });

  it('is the same for the same input and seed, in whatever order tickets, tags and places come', () => {
    const input = inputOf(quarter(2), { joins: DEALS, audit: readings(200) });
    const turned = {
      ...input,
      tickets: [...input.tickets].reverse(),
      tags: [...input.tags].reverse(),
      assignments: [...input.assignments].reverse(),
    };
    expect(measure(turned)).toEqual(measure(input));
    expect(measure({ ...input, seed: 8 })).not.toEqual(measure(input));
  });

  it('gives an interval that holds its value, or a reason, for every number', () => {
    const { issues, answers, scorecard, causeShares } = measure(
      inputOf(quarter(3), { joins: DEALS, audit: readings(300) }),
    );
    const rows = scorecard.flatMap(({ thisWeek, lastWeek, median13 }) => [thisWeek, lastWeek, median13]);
    const all = [...issues, ...answers].flatMap(({ measures }) => measures).concat(rows, Object.values(causeShares));
    expect(all.length).toBeGreaterThanOrEqual(40);
    for (const { name, value, low, high, refused } of all) {
      expect([name, value === null]).toEqual([name, refused !== null]);
      if (value === null) expect([name, low, high]).toEqual([name, null, null]);
      else if (low !== null && high !== null) expect([name, low <= value && value <= high]).toEqual([name, true]);
    }
  });

  it('survives a window of one week, and one without a ticket', () => {
    const one = measure(inputOf(quarter(1), { weeks: WEEKS.slice(0, 1) }));
    expect([one.comparisons, one.issues.every(({ changed }) => !changed)]).toEqual([0, true]);
    const none = measure(inputOf([], { weeks: ['2026-W46' as IsoWeek], joins: DEALS }));
    expect([none.issues, none.answers]).toEqual([[], []]);
  });
});
