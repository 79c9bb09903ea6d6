import type { Issue } from '../domain/measure.ts';
import type { Candidate } from './candidate.ts';
import { usualWeek } from './states.ts';
import { ticketsAWeek, type WeekView } from './week-view.ts';
import { count, isSmallCell, issueName, shorten, ticketsFrom, upperFirst } from './words.ts';

/** Longest headline in characters (report.md). */
const HEADLINE = 110;

/** One sentence without a full stop: subject, number, base; never a cause. */
export function writeHeadline({ issue, kind }: Candidate, view: WeekView): string {
  const tail = isSmallCell(issue)
    ? 'too few tickets or accounts to show numbers'
    : kind === 'change'
      ? changeWords(issue, view)
      : standingWords(issue, view);
  return `${subjectOf(issue, view, HEADLINE - tail.length - 2)}: ${tail}`;
}

/** What an issue is called at the start of a sentence, at most `limit` characters. */
export function subjectOf(issue: Issue, view: WeekView, limit = HEADLINE / 2): string {
  const name = upperFirst(issueName(issue, view));
  // The closing mark stays when a label is cut.
  return name.endsWith('”') && name.length > limit ? `${shorten(name.slice(0, -1), limit - 1)}”` : shorten(name, limit);
}

function changeWords(issue: Issue, view: WeekView): string {
  const usual = usualWeek(ticketsAWeek(issue.windowTickets, view));
  return `${ticketsFrom(issue.tickets, issue.accounts, view)} this week, against ${usualWords(usual)} in a usual week`;
}

/** "none", "5", and "2 to 3" for a median between two counts. */
export function usualWords(usual: number): string {
  if (usual === 0) return 'none';
  return Number.isInteger(usual) ? String(usual) : `${Math.floor(usual)} to ${Math.ceil(usual)}`;
}

function standingWords(issue: Issue, view: WeekView): string {
  const now = issue.tickets.length === 0 ? 'none' : `${issue.tickets.length} of them`;
  const all = ticketsFrom(issue.windowTickets, issue.windowAccounts, view);
  return `${all} in ${count(view.weeks.length, 'week')}, ${now} this week`;
}
