import type { Joins, Return } from '../domain/join.ts';
import type { MatchRate } from '../domain/measure.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Case } from './cases.ts';

/** Share of a join's keys below which its department's report says so. */
const MATCH_NEEDED = 0.7;

/** How well each given join file met the window's tickets; files that were not given have no row. */
export function countMatches(cases: readonly Case[], joins: Joins): MatchRate[] {
  const tickets = cases.map(({ ticket }) => ticket);
  const accounts = (join: string, rows: readonly { readonly accountId: string }[] | undefined, what: string) =>
    rows
      ? rate(
          join,
          tickets,
          (ticket) => ticket.accountId,
          rows.map(({ accountId }) => accountId),
          `tickets with an account id that ${what}`,
        )
      : [];
  const { projects, shipments, returns, campaigns } = joins;
  return [
    accounts('accounts', joins.accounts, 'is in the file'),
    accounts('deals', joins.deals, 'has a won deal'),
    projects
      ? rate(
          'projects',
          tickets,
          ({ projectId }) => projectId,
          projects.map(({ projectId }) => projectId),
          'tickets with a project id that is in the file',
        )
      : [],
    shipments
      ? rate(
          'shipments',
          tickets,
          ({ lot }) => lot,
          shipments.map(({ lot }) => lot),
          'tickets with a lot that was shipped',
        )
      : [],
    returns ? matchReturns(tickets, returns) : [],
    campaigns
      ? rate(
          'campaigns',
          tickets,
          ({ campaignCode }) => campaignCode?.toUpperCase(),
          campaigns.flatMap(({ codes, campaignId }) => [...codes, campaignId].map((code) => code.toUpperCase())),
          'tickets with a campaign code that is in the file',
        )
      : [],
    accounts('exposures', joins.exposures, 'is in an arm of a campaign'),
  ].flat();
}

/** Of the tickets that give a key, how many give one of these. */
function rate(
  join: string,
  tickets: readonly Ticket[],
  keyOf: (ticket: Ticket) => string | undefined,
  keys: readonly (string | undefined)[],
  what: string,
): MatchRate {
  const known = new Set(keys);
  const given = tickets.flatMap((ticket) => keyOf(ticket) ?? []);
  return { join, matched: given.filter((key) => known.has(key)).length, of: given.length, what };
}

/** Returns of the time that the tickets cover: earlier ones belong to tickets that are not in view. */
function matchReturns(tickets: readonly Ticket[], returns: readonly Return[]): MatchRate {
  const ids = new Set<string>(tickets.map(({ id }) => id));
  const days = tickets.map(({ closedAt }) => closedAt.slice(0, 10)).sort();
  const [first, last] = [days[0] ?? '', days.at(-1) ?? ''];
  const recent = returns.filter(({ returnedOn }) => returnedOn >= first && returnedOn <= last);
  const linked = recent.filter(
    ({ ticketId, lot }) => lot !== undefined || (ticketId !== undefined && ids.has(ticketId)),
  );
  return {
    join: 'returns',
    matched: linked.length,
    of: recent.length,
    what: 'returns of these weeks tied to a lot or to a ticket',
  };
}

/** Sentences for joins that were given but hardly met: a key that never matches is a mistake in a file, not a finding. */
export function warnOfMatches(rates: readonly MatchRate[]): string[] {
  return rates
    .filter(
      ({ matched, of, join }) => of > 0 && join !== 'deals' && join !== 'exposures' && matched / of < MATCH_NEEDED,
    )
    .map(
      ({ join, matched, of, what }) =>
        `${join}: only ${matched} of ${of} ${what}; counts by it cover no more than that`,
    );
}
