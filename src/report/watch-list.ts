import type { Cause } from '../domain/cause.ts';
import type { Issue } from '../domain/measure.ts';
import type { WatchItem } from '../domain/report.ts';
import { CARD_ACCOUNTS, CARD_TICKETS, overlap } from './candidates.ts';
import type { PlacedFinding } from './findings.ts';
import type { WeekView } from './week-view.ts';
import { count, issueName } from './words.ts';

const ROWS = 5;
/** Fewest tickets of the window that are worth a line. */
const WATCHED_FROM = 3;

/** Signals under the bar, no action asked: ended findings that may return, and groups of tickets too small or too steady to judge. */
export function listWatched(department: Cause, placed: readonly PlacedFinding[], view: WeekView): WatchItem[] {
  const quiet = placed
    .filter(({ place }) => place === 'quiet')
    .map(({ finding }) => quietItem(finding.id, view.measures.issues, placed, view))
    .flatMap((item) => item ?? []);
  const shown = placed.map(({ finding }) => finding.windowTickets);
  const rest = view.measures.issues
    .filter(
      (issue) =>
        issue.cause === department &&
        issue.windowTickets.length >= WATCHED_FROM &&
        (issue.topicId !== null || issue.named),
    )
    .filter((issue) => !shown.some((tickets) => overlap(issue.windowTickets, tickets) > 0.5))
    .sort((a, b) => b.tickets.length - a.tickets.length || b.windowTickets.length - a.windowTickets.length);
  return [
    ...quiet,
    ...keepDistinct(rest).map((issue) => ({
      sentence: sentenceOf(issue, view),
      topicId: issue.topicId,
      tickets: issue.tickets,
    })),
  ].slice(0, ROWS);
}

function keepDistinct(issues: readonly Issue[]): Issue[] {
  const kept: Issue[] = [];
  for (const issue of issues)
    if (!kept.some((other) => overlap(issue.windowTickets, other.windowTickets) > 0.5)) kept.push(issue);
  return kept;
}

function sentenceOf(issue: Issue, view: WeekView): string {
  const why =
    issue.windowTickets.length < CARD_TICKETS || issue.windowAccounts < CARD_ACCOUNTS
      ? 'too few to judge'
      : 'within its usual range';
  return `${issueName(issue, view)}: ${count(issue.tickets.length, 'ticket')} this week, ${issue.windowTickets.length} from ${count(issue.windowAccounts, 'account')} in ${count(view.weeks.length, 'week')} (${why}).`;
}

function quietItem(
  id: string,
  issues: readonly Issue[],
  placed: readonly PlacedFinding[],
  view: WeekView,
): WatchItem | null {
  const one = placed.find(({ finding }) => finding.id === id);
  if (!one) return null;
  const { finding } = one;
  const last = finding.weekly.findLastIndex((number) => number > 0);
  const issue = issues.find(
    ({ cause, windowTickets }) => cause === finding.department && overlap(windowTickets, finding.windowTickets) > 0.9,
  );
  const name = issue ? issueName(issue, view) : id;
  return {
    sentence: `${name} (${id}): none for ${count(finding.weekly.length - 1 - last, 'week')} after ${count(finding.windowTickets.length, 'ticket')}; watched for a return.`,
    topicId: finding.topic?.id ?? null,
    tickets: finding.windowTickets,
  };
}
