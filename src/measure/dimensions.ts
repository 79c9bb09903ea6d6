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
}

/** The dimensions that a department's issues are cut by, most telling first; those whose join file was not given know no value. */
export function dimensionsOf(cause: Cause, joins: Joins, settings: ReportSettings): Dimension[] {
  const account = accountLookup(joins);
  const byCause: Record<Cause, Dimension[]> = {
    sales: [
      { name: 'sales_team', of: (entry) => account(entry)?.salesTeam },
      { name: 'region', of: (entry) => account(entry)?.region },
      ...(settings.nameSellers ? [{ name: 'sales_rep', of: (entry: Case) => account(entry)?.salesRep }] : []),
      { name: 'product', of: productOf },
    ],
    'professional-services': [
      { name: 'solution', of: (entry) => projectLookup(joins)(entry)?.solution },
      ...(settings.nameEngineers ? [{ name: 'engineer', of: (entry: Case) => projectLookup(joins)(entry)?.engineer }] : []),
    ],
    manufacturing: [
      { name: 'lot', of: lotLookup(joins) },
      { name: 'sku', of: productOf },
      { name: 'plant', of: plantLookup(joins) },
    ],
    marketing: [{ name: 'campaign_id', of: campaignLookup(joins) }],
  };
  return byCause[cause];
}

function productOf({ ticket }: Case): string | undefined {
  return ticket.sku ?? ticket.product;
}

function accountLookup(joins: Joins): (entry: Case) => Account | undefined {
  const accounts = new Map(joins.accounts?.map((account) => [account.accountId, account]));
  return ({ ticket }) => (ticket.accountId === undefined ? undefined : accounts.get(ticket.accountId));
}

/** The custom solution a ticket is about: by its project id, else the account's only project when the ticket is tagged as one. */
export function projectLookup(joins: Joins): (entry: Case) => Project | undefined {
  const byId = new Map(joins.projects?.map((project) => [project.projectId, project]));
  const byAccount = new Map<string, Project[]>();
  for (const project of joins.projects ?? []) byAccount.set(project.accountId, [...(byAccount.get(project.accountId) ?? []), project]);
  return ({ ticket, causes }) => {
    if (ticket.projectId !== undefined) return byId.get(ticket.projectId);
    const own = ticket.accountId === undefined ? undefined : byAccount.get(ticket.accountId);
    return own?.length === 1 && causes.includes('professional-services') ? own[0] : undefined;
  };
}

function lotLookup(joins: Joins): Lookup {
  const returned = new Map(joins.returns?.flatMap((row) => (row.ticketId && row.lot ? [[row.ticketId as string, row.lot] as const] : [])));
  return ({ ticket }) => ticket.lot ?? returned.get(ticket.id);
}

function plantLookup(joins: Joins): Lookup {
  const plants = new Map(joins.shipments?.flatMap((row) => (row.lot && row.plant ? [[row.lot, row.plant] as const] : [])));
  const lot = lotLookup(joins);
  return (entry) => plants.get(lot(entry) ?? '');
}

/** The campaign of a ticket: by its code column, else by a known code in the customer's words. */
export function campaignLookup(joins: Joins): Lookup {
  const byCode = new Map(joins.campaigns?.flatMap(({ campaignId, codes }) => [...codes, campaignId].map((code) => [code.toUpperCase(), campaignId] as const)));
  return ({ ticket }) => {
    if (ticket.campaignCode !== undefined) return byCode.get(ticket.campaignCode.toUpperCase());
    for (const word of `${ticket.subject} ${ticket.description}`.match(/[A-Z0-9][A-Z0-9-]{3,}/g) ?? []) {
      const campaign = byCode.get(word);
      if (campaign) return campaign;
    }
    return undefined;
  };
}
