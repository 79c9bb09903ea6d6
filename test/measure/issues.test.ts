import { describe, expect, it } from 'vitest';
import type { Joins } from '../../src/domain/join.ts';
import { integer, poisson, seededRandom } from '../../src/math/random.ts';
import { findIssues } from '../../src/measure/issues.ts';
import { type CaseSpec, casesOf, SETTINGS } from './case-builder.ts';

const find = (specs: readonly CaseSpec[], joins: Joins = {}) =>
  findIssues({ cases: casesOf(specs), weeks: 13, joins, settings: SETTINGS });
const times = (count: number, spec: (index: number) => CaseSpec) =>
  Array.from({ length: count }, (_, index) => spec(index));
/** One ticket a week of twelve accounts, then `now` in the last week. */
const jump = (now: number, more: Partial<CaseSpec> = {}) => [
  ...times(12, (week) => ({
    day: week * 7 + 1,
    accountId: `A${week}`,
    topic: 'T-1',
    causes: ['manufacturing'] as const,
    ...more,
  })),
  ...times(now, (index) => ({
    day: 85,
    accountId: `N${index}`,
    topic: 'T-1',
    causes: ['manufacturing'] as const,
    similarity: index / 100,
    ...more,
  })),
];

describe('findIssues', () => {
  it('makes one issue of a department and topic, with its weekly counts, accounts and tickets', () => {
    const { issues } = find([...jump(10), { day: 86, topic: 'T-1', causes: ['sales'] }, { day: 86, topic: 'T-1' }]);
    const [sales, made] = issues;
    expect(issues).toHaveLength(2);
    expect(sales).toMatchObject({ cause: 'sales', topicId: 'T-1', accounts: 1 });
    expect(made).toMatchObject({
      cause: 'manufacturing',
      named: null,
      weekly: [...new Array(12).fill(1), 10],
      accounts: 10,
      windowAccounts: 22,
    });
    expect(made?.tickets[0]).toBe('T00021');
    expect(made?.windowTickets.at(-1)).toBe('T00000');
  });

  it('counts customer issues, not tickets, where one account writes often', () => {
    const { issues } = find(
      times(9, (index) => ({ day: 84 + index / 3, accountId: 'A', topic: 'T-1', causes: ['sales'] })),
    );
    expect(issues[0]).toMatchObject({ weekly: [...new Array(12).fill(0), 1], accounts: 1 });
    expect(issues[0]?.tickets).toHaveLength(9);
  });

  it('gathers tickets that fit no topic apart, and counts a ticket for each of its causes', () => {
    const { issues } = find([
      { day: 85, topic: null, causes: ['sales', 'marketing'] },
      { day: 85, topic: 'T-1', causes: ['sales'] },
    ]);
    expect(issues.map(({ cause, topicId }) => [cause, topicId])).toEqual([
      ['sales', null],
      ['sales', 'T-1'],
      ['marketing', null],
    ]);
  });

  it('calls a jump changed and leaves steady topics alone', () => {
    const steady = times(39, (index) => ({
      day: Math.floor(index / 3) * 7 + 1,
      accountId: `S${index}`,
      topic: 'T-2',
      causes: ['manufacturing'] as const,
    }));
    const { issues, comparisons } = find([...jump(10), ...steady]);
    expect(issues.map(({ topicId, changed }) => [topicId, changed])).toEqual([
      ['T-1', true],
      ['T-2', false],
    ]);
    expect(comparisons).toBe(2);
  });

  it('tests nothing with fewer than five weeks in view', () => {
    const { issues, comparisons } = findIssues({
      cases: casesOf(times(9, () => ({ day: 1, causes: ['sales'], topic: 'T-1' }))),
      weeks: 4,
      joins: {},
      settings: SETTINGS,
    });
    expect([issues[0]?.pValue, issues[0]?.changed, comparisons]).toEqual([null, false, 0]);
  });

  it('holds a lot together over its topics, under the topic that most of it lies in', () => {
    const lot = times(6, (index) => ({
      day: 85,
      accountId: `A${index}`,
      topic: index < 4 ? 'T-1' : 'T-2',
      lot: 'L1',
      causes: ['manufacturing'] as const,
    }));
    const named = find(lot).issues.filter((issue) => issue.named);
    expect(named).toMatchObject([{ named: { dimension: 'lot', value: 'L1' }, topicId: 'T-1', accounts: 6 }]);
  });

  it('names no lot or campaign under five tickets or three accounts, but every custom solution', () => {
    const small = times(9, (index) => ({
      day: 85,
      accountId: `A${index % 2}`,
      topic: 'T-1',
      lot: index < 4 ? 'L1' : 'L2',
      projectId: index === 0 ? 'P1' : undefined,
      causes: ['manufacturing', 'professional-services'] as const,
    }));
    const { issues } = find(small, {
      projects: [{ projectId: 'P1', accountId: 'A0', solution: 'Bridge', engineer: 'Ines' }],
    });
    expect(issues.flatMap(({ named }) => named ?? [])).toEqual([{ dimension: 'solution', value: 'Bridge' }]);
  });

  it('finds what stands out this week and over the window', () => {
    const others = times(200, (index) => ({ day: index % 91, topic: 'T-9', lot: `L${index % 20}` }));
    const made = find([...jump(10, { lot: 'L0' }), ...others]).issues.find(
      ({ topicId, named }) => topicId === 'T-1' && !named,
    );
    expect(made?.segments).toMatchObject([{ dimension: 'lot', value: 'L0', tickets: 10, known: 10 }]);
    expect(made?.windowSegments).toMatchObject([{ dimension: 'lot', value: 'L0', tickets: 22, known: 22 }]);
  });

  it('raises few false changes in a year of steady weeks of 25 topics', () => {
    let changed = 0;
    for (let seed = 1; seed <= 13; seed++) {
      const random = seededRandom(seed);
      const specs = times(25, (topic) => ({ day: 0, topic: `T-${topic}` })).flatMap(({ topic }) =>
        times(13, (week) => ({ day: week * 7 })).flatMap(({ day }) =>
          times(poisson(random, 3), () => ({
            day: day + 7 * random(),
            topic,
            accountId: `A${integer(random, 1e6)}`,
            causes: ['sales'] as const,
          })),
        ),
      );
      changed += find(specs).issues.filter((issue) => issue.changed).length;
    }
    expect(changed).toBeLessThanOrEqual(2);
  });
});
