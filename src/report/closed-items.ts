import type { ClosedItem } from '../domain/report.ts';
import { rateRatio } from '../math/intervals.ts';
import type { GoneFinding, PlacedFinding } from './findings.ts';
import { subjectOf } from './headline.ts';
import type { WeekView } from './week-view.ts';
import { CELL, count, isSmallCell, ticketsFrom } from './words.ts';

/** Weeks without a ticket after which a finding has ended. */
const ENDED_WEEKS = 4;

/** The line of a finding that ended this week: how much there was, and how surely it is less now. */
export function closedItem({ candidate, finding }: PlacedFinding, view: WeekView): ClosedItem {
  const { issue } = candidate;
  const size = isSmallCell(issue) ? '' : ` after ${ticketsFrom(issue.windowTickets, issue.windowAccounts, view)}`;
  return {
    id: finding.id,
    sentence: `${subjectOf(issue, view)}: no new case for ${ENDED_WEEKS} weeks${size}.${dropWords(issue.weekly)} What ended it is not known.`,
    tickets: issue.windowTickets,
  };
}

function dropWords(weekly: readonly number[]): string {
  const early = weekly.slice(0, -ENDED_WEEKS);
  const before = early.reduce((sum, each) => sum + each, 0);
  if (before === 0) return '';
  const { high } = rateRatio(0, ENDED_WEEKS, before, early.length);
  const rate = (before / early.length).toFixed(1);
  return high === null || high >= 1
    ? ` It was ${rate} cases a week before: too few to be sure of the drop.`
    : ` It was ${rate} cases a week before; that is a fall of at least ${Math.floor((1 - high) * 100)} % (95 % interval).`;
}

/** The line of a finding whose tickets no longer form a group of their own. */
export function goneItem({ entry, into }: GoneFinding, view: WeekView): ClosedItem {
  const tickets = entry.tickets.filter(view.holds);
  const where = into === null ? whyGone(tickets.length, view) : `now told as part of ${into}`;
  return { id: entry.id, sentence: `${subjectBefore(entry.headline)}: ${where}.`, tickets };
}

function whyGone(left: number, view: WeekView): string {
  if (left === 0) return `no ticket left in the last ${count(view.weeks.length, 'week')}`;
  if (left < CELL.tickets) return 'too few tickets are left to show';
  return 'its tickets no longer form one group and are counted under other topics';
}

/** A headline's subject stands before its last colon. */
function subjectBefore(headline: string): string {
  return headline.slice(0, Math.max(0, headline.lastIndexOf(': ')) || undefined);
}
