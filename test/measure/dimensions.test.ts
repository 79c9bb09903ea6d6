import { describe, expect, it } from 'vitest';
import type { Account, Campaign, Joins, Project } from '../../src/domain/join.ts';
import { campaignLookup, dimensionsOf, lotLookup, projectLookup } from '../../src/measure/dimensions.ts';
import { type CaseSpec, casesOf, SETTINGS } from './case-builder.ts';

const account = (accountId: string, salesTeam?: string, salesRep?: string): Account => ({
  accountId,
  name: accountId,
  domains: [],
  region: 'north',
  salesTeam,
  salesRep,
});
const project = (projectId: string, accountId: string, solution: string): Project => ({
  projectId,
  accountId,
  solution,
  engineer: 'Ines',
});
const campaign = (campaignId: string, ...codes: readonly string[]): Campaign => ({
  campaignId,
  name: campaignId,
  startsOn: '2026-09-01',
  endsOn: '2026-10-01',
  codes,
});
const one = (spec: Partial<CaseSpec>) => casesOf([{ day: 1, ...spec }])[0] as ReturnType<typeof casesOf>[number];
const TEAMS: Joins = {
  accounts: [
    account('A1', 'North', 'x'),
    account('A2', 'North', 'y'),
    account('A3', 'North', 'z'),
    account('A4', 'Duo', 'p'),
    account('A5', 'Duo', 'q'),
    account('A6', 'Unknown size'),
  ],
};
const valueIn = (
  cause: Parameters<typeof dimensionsOf>[0],
  name: string,
  joins: Joins,
  spec: Partial<CaseSpec>,
  settings = SETTINGS,
) =>
  dimensionsOf(cause, joins, settings)
    .find((dimension) => dimension.name === name)
    ?.of(one(spec));

describe('dimensionsOf', () => {
  it('cuts each department by its own dimensions; sellers only where configured, engineers unless configured away', () => {
    const names = (cause: Parameters<typeof dimensionsOf>[0], more = {}) =>
      dimensionsOf(cause, {}, { ...SETTINGS, ...more }).map(({ name }) => name);
    expect(names('sales')).toEqual(['sales_team', 'region', 'product']);
    expect(names('sales', { nameSellers: true })).toContain('sales_rep');
    expect(names('professional-services')).toEqual(['solution', 'engineer']);
    expect(names('professional-services', { nameEngineers: false })).toEqual(['solution']);
    expect(names('manufacturing')).toEqual(['lot', 'sku', 'plant']);
    expect(names('marketing')).toEqual(['campaign_id']);
  });

  it('knows no value where the join was not given', () => {
    expect(valueIn('sales', 'region', {}, { accountId: 'A1' })).toBeUndefined();
    expect(valueIn('manufacturing', 'plant', {}, { lot: 'L1' })).toBeUndefined();
  });

  it('does not name a team of two sellers, unless sellers may be named', () => {
    expect(valueIn('sales', 'sales_team', TEAMS, { accountId: 'A1' })).toBe('North');
    expect(valueIn('sales', 'sales_team', TEAMS, { accountId: 'A4' })).toBeUndefined();
    expect(valueIn('sales', 'sales_team', TEAMS, { accountId: 'A6' })).toBe('Unknown size');
    expect(valueIn('sales', 'sales_team', TEAMS, { accountId: 'A4' }, { ...SETTINGS, nameSellers: true })).toBe('Duo');
  });

  it('finds the plant of a lot in the shipments, also of a lot that only the return knows', () => {
    const joins: Joins = {
      shipments: [{ sku: 'P', month: '2026-05', units: 9, lot: 'L1', plant: 'Halvik' }],
      returns: [{ returnId: 'R', sku: 'P', returnedOn: '2026-09-01', ticketId: 'T00000', lot: 'L1', quantity: 1 }],
    };
    expect(valueIn('manufacturing', 'plant', joins, { lot: 'L1' })).toBe('Halvik');
    expect(valueIn('manufacturing', 'plant', joins, {})).toBe('Halvik');
  });
});

describe('projectLookup', () => {
  const of = projectLookup({
    projects: [project('P1', 'A1', 'Bridge'), project('P2', 'A2', 'Sync'), project('P3', 'A2', 'Map')],
  });

  it('goes by the project id, and gives nothing for one that the file does not hold', () => {
    expect(of(one({ projectId: 'P3' }))?.solution).toBe('Map');
    expect(of(one({ projectId: 'P9', accountId: 'A1', causes: ['professional-services'] }))).toBeUndefined();
  });

  it("falls back on the account's only project for tickets tagged to professional services", () => {
    expect(of(one({ accountId: 'A1', causes: ['professional-services'] }))?.solution).toBe('Bridge');
    expect(of(one({ accountId: 'A1' }))).toBeUndefined();
    expect(of(one({ accountId: 'A2', causes: ['professional-services'] }))).toBeUndefined();
  });
});

describe('campaignLookup', () => {
  const of = campaignLookup({ campaigns: [campaign('CMP-1', 'SAVE30', 'BIG_ONE'), campaign('CMP-2', 'WARM26')] });

  it('goes by the code column in any case, never past a code that is not in the file', () => {
    expect(of(one({ campaignCode: 'warm26' }))).toBe('CMP-2');
    expect(of(one({ campaignCode: 'CMP-1' }))).toBe('CMP-1');
    expect(of(one({ campaignCode: 'OTHER', subject: 'about SAVE30' }))).toBeUndefined();
  });

  it("finds a code in the customer's words, the first that is known", () => {
    expect(of(one({ description: 'The PDF says SAVE30, not WARM26.' }))).toBe('CMP-1');
    expect(of(one({ subject: 'code BIG_ONE refused' }))).toBe('CMP-1');
    expect(of(one({ subject: 'SAVE300 and SAVE' }))).toBeUndefined();
  });
});

it('the lot of a ticket is its own before that of its return', () => {
  const of = lotLookup({
    returns: [{ returnId: 'R', sku: 'P', returnedOn: '2026-09-01', ticketId: 'T00000', lot: 'L9', quantity: 1 }],
  });
  expect([of(one({ lot: 'L1' })), of(one({})), of(one({ id: 'other' }))]).toEqual(['L1', 'L9', undefined]);
});
