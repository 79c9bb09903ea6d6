import { describe, expect, it } from 'vitest';
import type { Joins } from '../../src/domain/join.ts';
import { countMatches, warnOfMatches } from '../../src/measure/match-rates.ts';
import { type CaseSpec, casesOf, dayText, dealOf } from './case-builder.ts';

const JOINS: Joins = {
  accounts: [{ accountId: 'A1', name: 'One', domains: [] }],
  deals: [dealOf(2, 0)],
  projects: [{ projectId: 'P1', accountId: 'A1', solution: 'S', engineer: 'E' }],
  shipments: [
    { sku: 'X', month: '2026-05', units: 9, lot: 'L1' },
    { sku: 'X', month: '2026-05', units: 9 },
  ],
  returns: [],
  campaigns: [{ campaignId: 'CMP-1', name: 'C', startsOn: '2026-09-01', endsOn: '2026-10-01', codes: ['SWAP40'] }],
  exposures: [{ campaignId: 'CMP-1', accountId: 'A1', arm: 'exposed' }],
};
const TICKETS: CaseSpec[] = [
  { day: 1, accountId: 'A1', projectId: 'P1', lot: 'L1', campaignCode: 'swap40' },
  { day: 20, accountId: 'A2', projectId: 'P9', lot: 'L9', campaignCode: 'cmp-1' },
  { day: 40, campaignCode: 'OTHER' },
  { day: 60, description: 'SWAP40' },
];
const countsOf = (joins: Joins, tickets = TICKETS) =>
  countMatches(casesOf(tickets), joins).map(({ join, matched, of }) => [join, matched, of]);

describe('countMatches', () => {
  it('counts of the tickets that give a key those whose key is in the file', () => {
    expect(countsOf(JOINS)).toEqual([
      ['accounts', 1, 2],
      ['deals', 1, 2],
      ['projects', 1, 2],
      ['shipments', 1, 2],
      ['returns', 0, 0],
      ['campaigns', 2, 3],
      ['exposures', 1, 2],
    ]);
  });

  it('has no row for a file that was not given', () => {
    expect(countsOf({})).toEqual([]);
    expect(countsOf({ accounts: [] })).toEqual([['accounts', 0, 2]]);
  });

  it('counts the returns of the time that the tickets cover, by lot or by ticket', () => {
    const back = (day: number, more = {}) => ({
      returnId: `R${day}`,
      sku: 'X',
      returnedOn: dayText(day),
      quantity: 1,
      ...more,
    });
    const returns = [
      back(-50, { ticketId: 'gone' }),
      back(5, { lot: 'L' }),
      back(6, { ticketId: 'T00000' }),
      back(7, { ticketId: 'gone' }),
      back(8),
      back(70, { lot: 'L' }),
    ];
    expect(countsOf({ returns })).toEqual([['returns', 2, 4]]);
    expect(countsOf({ returns }, [])).toEqual([['returns', 0, 0]]);
  });
});

describe('warnOfMatches', () => {
  const rate = (join: string, matched: number, of = 100) => ({ join, matched, of, what: 'tickets' });

  it('warns of a file that met fewer than 70 % of its keys', () => {
    expect(warnOfMatches([rate('accounts', 69), rate('projects', 70)])).toEqual([
      'accounts: only 69 of 100 tickets; counts by it cover no more than that',
    ]);
  });

  it('does not warn of files that are meant to hold a part only, or of keys that no ticket gives', () => {
    expect(warnOfMatches([rate('deals', 1), rate('exposures', 1), rate('shipments', 0, 0)])).toEqual([]);
  });
});
