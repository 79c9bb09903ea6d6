import { CAUSES, type Cause } from '../domain/cause.ts';
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
/** A group under so many tickets or parties is not named: small cells point at people and are noise. */
const NAMED_TICKETS = 5;
const NAMED_PARTIES = 3;

/**
 * Lines up tickets, tags and assignments (any order) into one case a ticket.
 * @param weeks the window's weeks, oldest first; tickets of other weeks are left out.
 * @returns cases by closing time, then by id.
 */
export function collectCases(
  tickets: readonly Ticket[],
  tags: readonly TicketTags[],
  assignments: readonly Assignment[],
  weeks: readonly IsoWeek[],
): Case[] {
  const tagsOf = new Map(tags.map((entry) => [entry.ticketId, entry]));
  const placeOf = new Map(assignments.map((entry) => [entry.ticketId, entry]));
  const weekOf = new Map(weeks.map((week, index) => [week, index]));
  const cases: Case[] = [];
  for (const ticket of tickets) {
    const [week, said, place] = [weekOf.get(ticket.week), tagsOf.get(ticket.id), placeOf.get(ticket.id)];
    if (week === undefined || !said) continue;
    const causes = CAUSES.filter((cause) => hasCause(said, cause));
    const { topicId, similarity } = place ?? { topicId: null, similarity: 0 };
    cases.push({ ticket, causes, tags: said, topicId, similarity, week, party: partyOf(ticket) });
  }
  return cases.sort((a, b) => compare(a.ticket.closedAt, b.ticket.closedAt) || compare(a.ticket.id, b.ticket.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** One case for each customer issue: the first of a party's cases, then none for 14 days. @returns in order of time. */
export function mergeCustomerIssues(cases: readonly Case[]): Case[] {
  const openUntil = new Map<string, number>();
  return cases.filter((entry) => {
    const at = Date.parse(entry.ticket.closedAt);
    if (at < (openUntil.get(entry.party) ?? Number.NEGATIVE_INFINITY)) return false;
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

/** Whether a group is large enough to be named: five tickets from three parties. */
export function isNameable(cases: readonly Case[]): boolean {
  return cases.length >= NAMED_TICKETS && countParties(cases) >= NAMED_PARTIES;
}

/** Cases by a key, in order of the keys; those without a key are left out. */
export function groupCases<K extends string>(
  cases: readonly Case[],
  keyOf: (entry: Case) => K | null | undefined,
): Map<K, Case[]> {
  const groups = new Map<K, Case[]>();
  for (const entry of cases) {
    const key = keyOf(entry);
    if (key === null || key === undefined) continue;
    const members = groups.get(key);
    if (members) members.push(entry);
    else groups.set(key, [entry]);
  }
  return new Map([...groups].sort(([a], [b]) => compare(a, b)));
}

/** Ids of the cases' tickets, latest first. */
export function latestFirst(cases: readonly Case[]): Ticket['id'][] {
  return cases.map(({ ticket }) => ticket.id).reverse();
}
