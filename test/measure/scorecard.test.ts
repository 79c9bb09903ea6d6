import { describe, expect, it } from 'vitest';
import { scoreSupport } from '../../src/measure/scorecard.ts';
import { type CaseSpec, casesOf } from './case-builder.ts';

const score = (specs: readonly CaseSpec[], label: string, weeks = 13) => {
  const row = scoreSupport(casesOf(specs), weeks).find((one) => one.label === label);
  if (!row) throw new Error(`no row ${label}`);
  return row;
};
/** Tickets of the last week, one a field value. */
const now = <T>(field: string, values: readonly T[]): CaseSpec[] =>
  values.map((value) => ({ day: 85, [field]: value }));

describe('scoreSupport', () => {
  it('gives this week, last week and the median of the weeks', () => {
    const { thisWeek, lastWeek, median13 } = score(
      [...[1, 8, 8, 15, 15, 15].map((day) => ({ day })), { day: 16 }],
      'Closed tickets',
      3,
    );
    expect([thisWeek.value, lastWeek.value, median13.value]).toEqual([4, 2, 2]);
    expect(median13).toMatchObject({
      low: null,
      high: null,
      base: '3 weeks',
      method: 'median of the weeks in the window',
    });
  });

  it('gives medians and sums over the tickets that know the field', () => {
    expect(score(now('firstResponseMinutes', [10, undefined, 30, 80]), 'First reply, median').thisWeek).toMatchObject({
      value: 30,
      base: '3 tickets',
      unit: 'minutes',
    });
    expect(score(now('resolutionMinutes', [60, 180]), 'Resolution, median').thisWeek.value).toBe(120);
    expect(score(now('handleMinutes', [30, 60, undefined]), 'Handling time, sum').thisWeek).toMatchObject({
      value: 1.5,
      unit: 'hours',
      base: '2 tickets',
    });
  });

  it('gives shares with their interval over the tickets that know the field; no is not unknown', () => {
    expect(score(now('reopens', [0, 2, undefined, 0, 1]), 'Reopened').thisWeek).toMatchObject({
      value: 0.5,
      base: '4 tickets',
      low: expect.closeTo(0.15, 2),
      high: expect.closeTo(0.85, 2),
    });
    expect(score(now('reassignments', [0, 1, 2, 5]), 'Passed on twice or more').thisWeek.value).toBe(0.5);
    expect(score(now('slaBreached', [false, false, true]), 'Service level missed').thisWeek.value).toBeCloseTo(
      1 / 3,
      12,
    );
    expect(score(now('csat', [3, 4, 5, 5]), 'Satisfied (4 or 5 of 5)').thisWeek.value).toBe(0.75);
  });

  it('gives the net promoter score of five answers or more, with an error even where all agree', () => {
    const nps = (values: readonly number[]) =>
      score([...now('nps', values), ...now('nps', [undefined])], 'Net promoter score').thisWeek;
    expect(nps([10, 9, 8, 7, 3])).toMatchObject({
      value: expect.closeTo(20, 9),
      unit: 'points',
      base: '5 answers of 6 tickets',
    });
    // (40 + 2) / 103 + (20 + 2) / 103 - (20 / 103)², over 103.
    const spread = 196 * Math.sqrt((62 / 103 - (20 / 103) ** 2) / 103);
    const hundred = nps([
      ...new Array<number>(40).fill(10),
      ...new Array<number>(40).fill(8),
      ...new Array<number>(20).fill(0),
    ]);
    expect(hundred).toMatchObject({
      value: expect.closeTo(20, 9),
      low: expect.closeTo(20 - spread, 6),
      high: expect.closeTo(20 + spread, 6),
    });
    expect(nps([10, 10, 10, 10, 10])).toMatchObject({ value: 100, high: 100 });
    expect(nps([10, 10, 10, 10, 10]).low).toBeLessThan(80);
    expect(nps([10, 10, 10, 10]).refused).toBe('4 answers, 5 are needed');
  });

  it('counts tickets of a party that had another one closed in the 14 days before, weeks back included', () => {
    const specs: CaseSpec[] = [
      { day: 73, accountId: 'A' },
      { day: 85, accountId: 'A' },
      { day: 60, accountId: 'B' },
      { day: 85, accountId: 'B' },
      { day: 84, requester: 'c' },
      { day: 86, requester: 'c' },
      { day: 86 },
    ];
    expect(score(specs, 'Wrote again within 14 days').thisWeek).toMatchObject({ value: 0.5, base: '4 tickets' });
  });

  it('does not count those who wrote again in the first two weeks, whose past is not in view', () => {
    const { thisWeek } = score(
      [
        { day: 8, accountId: 'A' },
        { day: 9, accountId: 'A' },
      ],
      'Wrote again within 14 days',
      2,
    );
    expect(thisWeek).toMatchObject({ value: null, refused: 'the tickets of the two weeks before are not in view' });
  });

  it('says of each row which column it lacks, and that there is no earlier week', () => {
    const rows = scoreSupport(casesOf([{ day: 1 }]), 1);
    expect(rows.map(({ thisWeek }) => thisWeek.refused)).toEqual([
      null,
      ...[
        'first_response_minutes',
        'resolution_minutes',
        'handle_minutes',
        'reopens',
        'reassignments',
        'sla_breached',
        'csat',
        'nps',
        'account_id or requester',
      ].map((column) => `no ticket of this week gives ${column}`),
    ]);
    expect(
      rows.every(({ lastWeek }) => lastWeek.value === null && lastWeek.refused === 'there is no earlier week'),
    ).toBe(true);
    expect(rows[1]?.median13).toMatchObject({
      value: null,
      refused: 'no ticket of this week gives first_response_minutes',
    });
  });

  it('keeps the median of other weeks where this week does not know the field', () => {
    expect(score([{ day: 1, csat: 5 }, { day: 85 }], 'Satisfied (4 or 5 of 5)')).toMatchObject({
      thisWeek: { value: null },
      median13: { value: 1, refused: null, base: '1 weeks' },
    });
  });
});
