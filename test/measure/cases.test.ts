import { describe, expect, it } from 'vitest';
import {
  collectCases,
  countParties,
  countWeekly,
  groupCases,
  isNameable,
  latestFirst,
  mergeCustomerIssues,
} from '../../src/measure/cases.ts';
import { casesOf, steps, WEEKS } from './case-builder.ts';

describe('collectCases', () => {
  it('lines up tickets, tags and places given in any order, by closing time and then id', () => {
    const { tickets, tags, assignments } = steps([
      { id: 'late', day: 20, causes: ['sales'], unsure: ['marketing'], topic: 'T-2', similarity: 0.7 },
      { id: 'b', day: 3 },
      { id: 'a', day: 3, topic: 'T-1' },
    ]);
    const cases = collectCases(tickets, [...tags].reverse(), [...assignments].reverse(), WEEKS);
    expect(cases.map(({ ticket, topicId, week }) => [ticket.id, topicId, week])).toEqual([
      ['a', 'T-1', 0],
      ['b', null, 0],
      ['late', 'T-2', 2],
    ]);
    expect(cases[2]).toMatchObject({ causes: ['sales'], similarity: 0.7, party: 'late' });
  });

  it('leaves out tickets of other weeks and tickets that no tags were given for', () => {
    const { tickets, tags, assignments } = steps([{ day: -1 }, { day: 0 }, { day: 95 }, { day: 1 }]);
    expect(collectCases(tickets, tags.slice(0, 3), assignments, WEEKS).map(({ ticket }) => ticket.id)).toEqual([
      'T00001',
    ]);
  });

  it('counts a ticket for its account, else its requester, else itself', () => {
    const cases = casesOf([{ day: 0, accountId: 'A', requester: 'r' }, { day: 0, requester: 'r' }, { day: 0 }]);
    expect(cases.map(({ party }) => party)).toEqual(['A', 'r', 'T00002']);
    expect(countParties(cases)).toBe(3);
  });
});

describe('mergeCustomerIssues', () => {
  it('counts tickets of one party within 14 days of the first as one issue, and the next one anew', () => {
    const cases = casesOf([0, 5, 13.9, 14, 20, 28].map((day) => ({ day, accountId: 'A' })));
    expect(mergeCustomerIssues(cases).map(({ ticket }) => ticket.id)).toEqual(['T00000', 'T00003', 'T00005']);
  });

  it('keeps parties apart', () => {
    expect(
      mergeCustomerIssues(casesOf([{ day: 0, accountId: 'A' }, { day: 0, accountId: 'B' }, { day: 0 }, { day: 0 }])),
    ).toHaveLength(4);
  });
});

describe('isNameable', () => {
  const from = (...accounts: readonly string[]) => casesOf(accounts.map((accountId) => ({ day: 1, accountId })));

  it('asks for five tickets from three parties', () => {
    expect(isNameable(from('A', 'B', 'C', 'A', 'A'))).toBe(true);
    expect(isNameable(from('A', 'B', 'C', 'D'))).toBe(false);
    expect(isNameable(from('A', 'B', 'A', 'B', 'A', 'B'))).toBe(false);
  });
});

it('counts cases a week, weeks without any included', () => {
  expect(countWeekly(casesOf([{ day: 0 }, { day: 15 }, { day: 16 }]), 4)).toEqual([1, 0, 2, 0]);
});

it('groups cases by a key in order of the keys and drops those without one', () => {
  const groups = groupCases(
    casesOf([{ day: 0, lot: 'L2' }, { day: 1 }, { day: 2, lot: 'L1' }, { day: 3, lot: 'L2' }]),
    ({ ticket }) => ticket.lot,
  );
  expect([...groups].map(([lot, cases]) => [lot, latestFirst(cases)])).toEqual([
    ['L1', ['T00002']],
    ['L2', ['T00003', 'T00000']],
  ]);
});
