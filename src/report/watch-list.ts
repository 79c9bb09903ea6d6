import type { Cause } from '../domain/cause.ts';
import type { Issue } from '../domain/measure.ts';
import type { WatchItem } from '../domain/report.ts';
import { barOfAccounts, CARD_TICKETS, isOneThing } from './bar.ts';
import { TOLD } from './distinct.ts';
import type { PlacedFinding } from './findings.ts';
import { subjectOf } from './headline.ts';
import { shareIn } from './same-thing.ts';
import { trendOf } from './states.ts';
import type { WeekView } from './week-view.ts';
import { count, isSmallCell, ticketsFrom } from './words.ts';

const ROWS = 5;
/** Ended findings among them: the rest is for what may begin. */
const QUIET_ROWS = 2;
/** Fewest tickets of the window that are worth a line. */
const WATCHED_FROM = 3;

/** Signals under the bar, no action asked: groups too small or too steady to judge, then ended findings that may return. */
export function listWatched(department: Cause, placed: readonly PlacedFinding[], view: WeekView): WatchItem[] {
  const quiet = placed
    .filter(({ place }) => place === 'quiet')
    .sort((a, b) => quietWeeks(a) - quietWeeks(b))
    .map((one) => quietItem(one, view));
  const signals = listSignals(department, placed, view).map((issue) => signalItem(issue, view));
  const room = ROWS - Math.min(quiet.length, QUIET_ROWS);
  const shown = signals.slice(0, room);
  return [...shown, ...quiet.slice(0, ROWS - shown.length)];
}

function listSignals(department: Cause, placed: readonly PlacedFinding[], view: WeekView): Issue[] {
  const told = placed.flatMap(({ finding }) => finding.windowTickets);
  return view.measures.issues
    .filter((issue) => issue.cause === department && isSignal(issue))
    .sort(
      (a, b) =>
        Number(b.changed) - Number(a.changed) ||
        b.tickets.length - a.tickets.length ||
        b.windowTickets.length - a.windowTickets.length,
    )
    .filter(({ windowTickets }) => {
      if (shareIn(windowTickets, told) >= TOLD) return false;
      told.push(...windowTickets);
      return true;
    });
}

function isSignal(issue: Issue): boolean {
  const alive = trendOf(issue.weekly) !== 'none';
  return isOneThing(issue) && alive && issue.windowTickets.length >= WATCHED_FROM && !isSmallCell(issue);
}

function signalItem(issue: Issue, view: WeekView): WatchItem {
  const now = issue.tickets.length === 0 ? 'none' : issue.tickets.length;
  const all = ticketsFrom(issue.windowTickets, issue.windowAccounts, view);
  return {
    sentence: `${subjectOf(issue, view)}: ${all} in ${count(view.weeks.length, 'week')}, ${now} this week (${judge(issue)}).`,
    topicId: issue.topicId,
    // A line without a ticket of this week can still be checked.
    tickets: issue.tickets.length > 0 ? issue.tickets : issue.windowTickets,
  };
}

function judge(issue: Issue): string {
  if (issue.changed) return 'more than usual, but few';
  if (issue.windowTickets.length < CARD_TICKETS) return 'too few to judge';
  if (issue.windowAccounts < barOfAccounts(issue)) return 'too few accounts to judge';
  const trend = trendOf(issue.weekly);
  return trend === 'growing' || trend === 'falling' ? trend : 'about as usual';
}

function quietItem({ finding, candidate: { issue } }: PlacedFinding, view: WeekView): WatchItem {
  const weeks = count(quietWeeks({ finding }), 'week');
  const now =
    quietWeeks({ finding }) === 0 ? `${count(issue.tickets.length, 'ticket')} this week` : `no new case for ${weeks}`;
  const after = isSmallCell(issue) ? '' : ` after ${count(issue.windowTickets.length, 'ticket')}`;
  return {
    sentence: `${subjectOf(issue, view)} (${finding.id}, ended): ${now}${after}; watched for a return.`,
    topicId: issue.topicId,
    tickets: issue.windowTickets,
  };
}

/** Weeks since the last ticket; 0 where one came this week. */
function quietWeeks({ finding }: Pick<PlacedFinding, 'finding'>): number {
  return finding.weekly.length - 1 - finding.weekly.findLastIndex((number) => number > 0);
}
