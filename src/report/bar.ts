import type { Issue } from '../domain/measure.ts';
import { countParties, type WeekView } from './week-view.ts';

/** Fewest tickets of a card about a change. */
export const CARD_TICKETS = 8;
/** Fewest accounts of the same. */
export const CARD_ACCOUNTS = 3;
/** Weeks that are put together where one holds too few tickets to meet the bar. */
const LATELY = 4;

/** Whether a group is large enough this week (over the last four where weeks are small) to speak of a change. */
export function meetsBar(issue: Issue, view: WeekView): boolean {
  if (issue.tickets.length >= CARD_TICKETS && issue.accounts >= barOfAccounts(issue)) return true;
  const lately = new Set(view.weeks.slice(-LATELY));
  const tickets = issue.windowTickets.filter((id) => lately.has(view.ticketOf(id).week));
  return tickets.length >= CARD_TICKETS && countParties(tickets, view) >= barOfAccounts(issue);
}

/** A custom solution belongs to one customer: there the number of accounts says nothing. */
export function barOfAccounts(issue: Issue): number {
  return issue.named?.dimension === 'solution' ? 1 : CARD_ACCOUNTS;
}

/** Tickets that fit no topic and carry no name are not one thing. */
export function isOneThing({ topicId, named }: Issue): boolean {
  return topicId !== null || named !== null;
}
