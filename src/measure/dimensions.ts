import type { Cause } from '../domain/cause.ts';
import type { Account, Joins, Project } from '../domain/join.ts';
import type { ReportSettings } from '../domain/run.ts';
import type { Case } from './cases.ts';

/** Looks up a case's value in a dimension; undefined = not known. */
export type Lookup = (entry: Case) => string | undefined;

/** A way to cut tickets: `region`, `lot`, `campaign_id`, ... */
export interface Dimension {
  readonly name: string;
  readonly of: Lookup;
  /** A value may be named though one customer or one person is behind it: custom solutions and their authors, sellers where configured. */
  readonly single?: boolean | undefined;
}

/** Fewest sellers of a team that is named. */
const TEAM_SELLERS = 3;

/** The dimensions that a department's issues are cut by, most telling first; those whose join file was not given know no value. */
export function dimensionsOf(cause: Cause, joins: Joins, settings: ReportSettings): Dimension[] {
  if (cause === 'sales') return salesDimensions(joins, settings);
  if (cause === 'professional-services') return solutionDimensions(joins, settings);
  if (cause === 'marketing') return [{ name: 'campaign_id', of: campaignLookup(joins) }];
  return [
    { name: 'lot', of: lotLookup(joins) },
    { name: 'sku', of: ({ ticket }) => ticket.sku ?? ticket.product },
    { name: 'plant', of: plantLookup(joins) },
  ];
}

function salesDimensions(joins: Joins, settings: ReportSettings): Dimension[] {
  const account = accountLookup(joins);
  const small = settings.nameSellers ? new Set<string>() : smallTeams(joins.accounts ?? []);
  const teamOf = (team: string | undefined) => (team === undefined || small.has(team) ? undefined : team);
  const seller: Dimension = { name: 'sales_rep', of: (entry) => account(entry)?.salesRep, single: true };
  return [
    { name: 'sales_team', of: (entry) => teamOf(account(entry)?.salesTeam) },
    { name: 'region', of: (entry) => account(entry)?.region },
    ...(settings.nameSellers ? [seller] : []),
    { name: 'product', of: ({ ticket }) => ticket.sku ?? ticket.product },
  ];
}

/** Teams that are known to have too few sellers to be named: what is said of them is said of a person. */
function smallTeams(accounts: readonly Account[]): Set<string> {
  const sellers = new Map<string, Set<string>>();
  for (const { salesTeam, salesRep } of accounts) {
    if (salesTeam === undefined || salesRep === undefined) continue;
    sellers.set(salesTeam, (sellers.get(salesTeam) ?? new Set()).add(salesRep));
  }
  return new Set([...sellers].flatMap(([team, names]) => (names.size < TEAM_SELLERS ? [team] : [])));
}

function solutionDimensions(joins: Joins, settings: ReportSettings): Dimension[] {
  const project = projectLookup(joins);
  const engineer: Dimension = { name: 'engineer', of: (entry) => project(entry)?.engineer, single: true };
  return [
    { name: 'solution', of: (entry) => project(entry)?.solution, single: true },
    ...(settings.nameEngineers ? [engineer] : []),
  ];
}

function accountLookup(joins: Joins): (entry: Case) => Account | undefined {
  const accounts = new Map(joins.accounts?.map((account) => [account.accountId, account]));
  return ({ ticket }) => (ticket.accountId === undefined ? undefined : accounts.get(ticket.accountId));
}

/** The custom solution a ticket is about: by its project id, else the account's only project when the ticket is tagged as one. */
export function projectLookup(joins: Joins): (entry: Case) => Project | undefined {
  const byId = new Map(joins.projects?.map((project) => [project.projectId, project]));
  const onlyOf = new Map<string, Project | null>();
  for (const project of joins.projects ?? []) {
    onlyOf.set(project.accountId, onlyOf.has(project.accountId) ? null : project);
  }
  return ({ ticket, causes }) => {
    if (ticket.projectId !== undefined) return byId.get(ticket.projectId);
    if (ticket.accountId === undefined || !causes.includes('professional-services')) return undefined;
    return onlyOf.get(ticket.accountId) ?? undefined;
  };
}

/** The lot a ticket is about: its own, else that of the return it asked for. */
export function lotLookup(joins: Joins): Lookup {
  const returned = new Map<string, string>();
  for (const { ticketId, lot } of joins.returns ?? []) if (ticketId && lot) returned.set(ticketId, lot);
  return ({ ticket }) => ticket.lot ?? returned.get(ticket.id);
}

function plantLookup(joins: Joins): Lookup {
  const plants = new Map<string, string>();
  for (const { lot, plant } of joins.shipments ?? []) if (lot && plant) plants.set(lot, plant);
  const lotOf = lotLookup(joins);
  return (entry) => plants.get(lotOf(entry) ?? '');
}

/** The campaign of a ticket: by its code column, else by a known code in the customer's words. */
export function campaignLookup(joins: Joins): Lookup {
  const byCode = new Map<string, string>();
  for (const { campaignId, codes } of joins.campaigns ?? []) {
    for (const code of [...codes, campaignId]) byCode.set(code.toUpperCase(), campaignId);
  }
  return ({ ticket }) => {
    if (ticket.campaignCode !== undefined) return byCode.get(ticket.campaignCode.toUpperCase());
    const words =
      byCode.size > 0 ? (`${ticket.subject} ${ticket.description}`.match(/[A-Z0-9][A-Z0-9_-]{3,}/g) ?? []) : [];
    const known = words.find((word) => byCode.has(word));
    return known === undefined ? undefined : byCode.get(known);
  };
}
