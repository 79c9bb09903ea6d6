import type { Ticket } from '../domain/ticket.ts';
import { addWeeks, type IsoWeek, weekDays } from '../domain/week.ts';
import { quantile } from '../math/intervals.ts';

const DAY_MS = 86_400_000;
/** Weeks at the start of an export that can be cut. */
export const CUT_WEEKS = 4;

/**
 * Finds the weeks at the start of an export that hold only part of their tickets: its first week when nothing was closed before Wednesday, and, where no ticket
 * was created before that week, all weeks in which tickets opened earlier would still have been closed (up to the 90 % quantile of the time to close).
 * @param tickets those of the first weeks, by closing time.
 */
export function findCutWeeks(tickets: readonly Ticket[]): ReadonlySet<IsoWeek> {
  const first = tickets[0];
  if (!first) return new Set();
  const monday = Date.parse(weekDays(first.week).monday);
  const cut = new Set<IsoWeek>();
  if (Date.parse(first.closedAt) > monday + 2 * DAY_MS) cut.add(first.week);
  const opened = tickets.flatMap(({ createdAt }) => (createdAt === undefined ? [] : [Date.parse(createdAt)]));
  // Without most dates of creation, and with a ticket older than the export, nothing speaks of a filter on them.
  if (opened.length < tickets.length / 2 || opened.some((at) => at < monday)) return cut;
  const delay = usualDelay(tickets);
  if (delay === 0) return cut;
  const until = Math.min(...opened) + delay;
  for (
    let week = first.week;
    cut.size < CUT_WEEKS && Date.parse(weekDays(week).monday) < until;
    week = addWeeks(week, 1)
  )
    cut.add(week);
  return cut;
}

/** Time within which nine in ten tickets are closed, in milliseconds; none where that is under a day. */
function usualDelay(tickets: readonly Ticket[]): number {
  const delays = tickets.flatMap(({ createdAt, closedAt }) =>
    createdAt === undefined ? [] : [Date.parse(closedAt) - Date.parse(createdAt)],
  );
  const usual = quantile(
    delays.sort((a, b) => a - b),
    0.9,
  );
  return usual > DAY_MS ? usual : 0;
}
