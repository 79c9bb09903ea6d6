import type { Joins } from '../domain/join.ts';
import type { MatchRate } from '../domain/measure.ts';
import type { Case } from './cases.ts';
import { campaignLookup } from './dimensions.ts';

/** How well each given join file met the window's tickets; files that were not given have no row. */
export function countMatches(cases: readonly Case[], joins: Joins): MatchRate[] {
  const withAccount = cases.filter(({ ticket }) => ticket.accountId !== undefined);
  const accountsIn = (rows: readonly { readonly accountId: string }[]) => {
    const ids = new Set(rows.map(({ accountId }) => accountId));
    return withAccount.filter(({ ticket }) => ids.has(ticket.accountId as string)).length;
  };
  const rates: MatchRate[] = [];
  const add = (join: string, matched: number, of: number, what: string) => rates.push({ join, matched, of, what });
  if (joins.accounts) add('accounts', accountsIn(joins.accounts), withAccount.length, 'tickets with an account id that is in the file');
  if (joins.deals) add('deals', accountsIn(joins.deals), withAccount.length, 'tickets with an account id that has a won deal');
  if (joins.projects) {
    const ids = new Set(joins.projects.map(({ projectId }) => projectId));
    const given = cases.filter(({ ticket }) => ticket.projectId !== undefined);
    add('projects', given.filter(({ ticket }) => ids.has(ticket.projectId as string)).length, given.length, 'tickets with a project id that is in the file');
  }
  if (joins.shipments) {
    const lots = new Set(joins.shipments.flatMap(({ lot }) => lot ?? []));
    const given = cases.filter(({ ticket }) => ticket.lot !== undefined);
    add('shipments', given.filter(({ ticket }) => lots.has(ticket.lot as string)).length, given.length, 'tickets with a lot that was shipped');
  }
  if (joins.returns) {
    const ids = new Set<string>(cases.map(({ ticket }) => ticket.id));
    const linked = joins.returns.filter(({ ticketId, lot }) => lot !== undefined || (ticketId !== undefined && ids.has(ticketId)));
    add('returns', linked.length, joins.returns.length, 'returns tied to a lot or to a ticket');
  }
  if (joins.campaigns) {
    const of = campaignLookup(joins);
    const given = cases.filter(({ ticket }) => ticket.campaignCode !== undefined);
    add('campaigns', given.filter((entry) => of(entry) !== undefined).length, given.length, 'tickets with a campaign code that is in the file');
  }
  if (joins.exposures) add('exposures', accountsIn(joins.exposures), withAccount.length, 'tickets with an account id that is in an arm of a campaign');
  return rates;
}

/** Share of a join's keys below which its department's report says so. */
const MATCH_NEEDED = 0.7;

/** Sentences for joins that were given but hardly met: a key that never matches is a mistake in a file, not a finding. */
export function warnOfMatches(rates: readonly MatchRate[]): string[] {
  return rates
    .filter(({ matched, of, join }) => of > 0 && join !== 'deals' && join !== 'exposures' && matched / of < MATCH_NEEDED)
    .map(({ join, matched, of, what }) => `${join}: only ${matched} of ${of} ${what}; counts by it cover no more than that`);
}
