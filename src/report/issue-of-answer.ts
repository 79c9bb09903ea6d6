import type { Answer, Issue } from '../domain/measure.ts';
import type { TicketId } from '../domain/ticket.ts';
import { countParties, ticketsAWeek, type WeekView } from './week-view.ts';

/**
 * Makes an issue of an answer that has none of its own (a sales team, a region): all of the department's tickets that the answer rests on.
 * @returns null where none of them is in the window.
 */
export function issueOfAnswer(answer: Answer, view: WeekView): Issue | null {
  const parts = view.measures.issues.filter((issue) => issue.cause === answer.department && issue.named === null);
  const rests = new Set(answer.tickets);
  const own = (ids: readonly TicketId[]) => [...new Set(ids)].filter((id) => rests.has(id));
  const tickets = own(parts.flatMap((issue) => issue.tickets));
  const windowTickets = latestFirst(own(parts.flatMap((issue) => issue.windowTickets)), view);
  if (windowTickets.length === 0) return null;
  return {
    cause: answer.department,
    topicId: null,
    named: answer.segment,
    tickets,
    windowTickets,
    weekly: ticketsAWeek(windowTickets, view),
    accounts: countParties(tickets, view),
    windowAccounts: countParties(windowTickets, view),
    measures: [],
    segments: [],
    windowSegments: [],
    pValue: null,
    changed: false,
  };
}

function latestFirst(ids: readonly TicketId[], view: WeekView): TicketId[] {
  const closedAt = (id: TicketId) => view.ticketOf(id).closedAt;
  return [...ids].sort((a, b) => (closedAt(a) < closedAt(b) ? 1 : closedAt(a) > closedAt(b) ? -1 : a < b ? -1 : 1));
}
