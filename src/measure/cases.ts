import { type Cause, CAUSES } from '../domain/cause.ts';
import { hasCause, type TicketTags } from '../domain/tag.ts';
import { partyOf, type Ticket } from '../domain/ticket.ts';
import type { Assignment, TopicId } from '../domain/topic.ts';
import type { IsoWeek } from '../domain/week.ts';

/** A ticket of the window with all that was said of it. */
export interface Case {
  readonly ticket: Ticket;
  readonly causes: readonly Cause[];
  readonly tags: TicketTags;
  readonly topicId: TopicId | null;
  readonly similarity: number;
  /** Place of its week in the window, 0 = oldest. */
  readonly week: number;
  readonly party: string;
}

/** Two tickets of one party about one thing within this many days are one customer issue. */
export const ISSUE_DAYS = 14;

/**
 * Lines up tickets, tags and assignments (any order) into one case a ticket, by closing time.
 * @param weeks the window's weeks, oldest first; tickets of other weeks are left out.
 */
export function collectCases(tickets: readonly Ticket[], tags: readonly TicketTags[], assignments: readonly Assignment[], weeks: readonly IsoWeek[]): Case[] {
  const tagsOf = new Map(tags.map((entry) => [entry.ticketId, entry]));
  const placeOf = new Map(assignments.map((entry) => [entry.ticketId, entry]));
  const weekOf = new Map(weeks.map((week, index) => [week, index]));
  const cases: Case[] = [];
  for (const ticket of tickets) {
    const [week, ticketTags, place] = [weekOf.get(ticket.week), tagsOf.get(ticket.id), placeOf.get(ticket.id)];
    if (week === undefined || !ticketTags) continue;
    const causes = CAUSES.filter((cause) => hasCause(ticketTags, cause));
    cases.push({ ticket, causes, tags: ticketTags, topicId: place?.topicId ?? null, similarity: place?.similarity ?? 0, week, party: partyOf(ticket) });
  }
  return cases;
}

/** One case for each customer issue: the first of a party's cases, then none for 14 days. @returns in order of time. */
export function mergeCustomerIssues(cases: readonly Case[]): Case[] {
  const openUntil = new Map<string, number>();
  return cases.filter((entry) => {
    const at = Date.parse(entry.ticket.closedAt);
    if (at < (openUntil.get(entry.party) ?? 0)) return false;
    openUntil.set(entry.party, at + ISSUE_DAYS * 86_400_000);
    return true;
  });
}

/** Cases a week over the window, oldest first. */
export function countWeekly(cases: readonly Case[], weeks: number): number[] {
  const counts = new Array<number>(weeks).fill(0);
  for (const { week } of cases) counts[week] = (counts[week] ?? 0) + 1;
  return counts;
}

/** Number of different accounts (requesters where unknown). */
export function countParties(cases: readonly Case[]): number {
  return new Set(cases.map(({ party }) => party)).size;
}
