import type { AuditLabel } from '../domain/audit.ts';
import type { Cause } from '../domain/cause.ts';
import type { Coverage } from '../domain/coverage.ts';
import type { LedgerEntry } from '../domain/finding.ts';
import type { Campaign } from '../domain/join.ts';
import type { Measures } from '../domain/measure.ts';
import type { ReportSettings, RunId } from '../domain/run.ts';
import type { Tag, TicketTags } from '../domain/tag.ts';
import { partyOf, type Ticket, type TicketId } from '../domain/ticket.ts';
import type { Assignment, Topic, TopicId } from '../domain/topic.ts';
import type { IsoWeek } from '../domain/week.ts';

/** What a week's reports are written from. */
export interface ReportInput {
  readonly runId: RunId;
  /** The window's complete weeks, oldest first, the week reported last. */
  readonly weeks: readonly IsoWeek[];
  readonly measures: Measures;
  readonly topics: readonly Topic[];
  /** Tickets of the window with their tags and places. */
  readonly tickets: readonly Ticket[];
  readonly tags: readonly TicketTags[];
  readonly assignments: readonly Assignment[];
  /** Findings as the week before left them; empty on a new store. */
  readonly ledger: readonly LedgerEntry[];
  readonly coverage: Coverage;
  readonly settings: ReportSettings;
  readonly campaigns: readonly Campaign[];
  readonly audit: readonly AuditLabel[];
  /** Sentences for the first line of every page. */
  readonly notices: readonly string[];
}

/** The same input with what is looked up again and again: made once a week. */
export interface WeekView extends ReportInput {
  readonly week: IsoWeek;
  readonly ticketOf: (id: TicketId) => Ticket;
  /** Whether a ticket is in the window: older findings remember tickets that have left it. */
  readonly holds: (id: TicketId) => boolean;
  readonly topicOf: (id: TopicId | null) => Topic | null;
  /** The ticket's tag of that cause, when it is tagged with it. */
  readonly tagOf: (id: TicketId, cause: Cause) => Tag | undefined;
  /** How many of these tickets people read blind, and in how many they saw the cause too. */
  readonly auditOf: (ids: readonly TicketId[], cause: Cause) => { readonly read: number; readonly agreed: number };
  /** The name people know a segment by: a campaign's name for its id, else the value itself. */
  readonly segmentName: (dimension: string, value: string) => string;
}

/** Builds the look-ups. */
export function viewWeek(input: ReportInput): WeekView {
  const tickets = new Map(input.tickets.map((ticket) => [ticket.id, ticket]));
  const topics = new Map(input.topics.map((topic) => [topic.id, topic]));
  const tags = new Map(input.tags.map((entry) => [entry.ticketId, entry]));
  // Of two readers of one ticket the first counts, as in the measures.
  const labels = new Map(input.audit.toReversed().map(({ ticketId, causes }) => [ticketId, causes]));
  const campaigns = new Map(input.campaigns.map(({ campaignId, name }) => [campaignId, name]));
  return {
    ...input,
    week: input.weeks.at(-1) as IsoWeek,
    ticketOf: (id) => tickets.get(id) as Ticket,
    holds: (id) => tickets.has(id),
    topicOf: (id) => (id === null ? null : (topics.get(id) ?? null)),
    tagOf: (id, cause) => tags.get(id)?.tags.find((tag) => tag.cause === cause && tag.status === 'tagged'),
    auditOf: (ids, cause) => {
      const read = ids.flatMap((id) => (labels.has(id) ? [labels.get(id)?.includes(cause)] : []));
      return { read: read.length, agreed: read.filter(Boolean).length };
    },
    segmentName: (dimension, value) => (dimension === 'campaign_id' ? (campaigns.get(value) ?? value) : value),
  };
}

/** How many different accounts (requesters where unknown) wrote these tickets. */
export function countParties(ids: readonly TicketId[], view: WeekView): number {
  return new Set(ids.map((id) => partyOf(view.ticketOf(id)))).size;
}

/** Tickets a week over the window, oldest first. */
export function ticketsAWeek(ids: readonly TicketId[], view: WeekView): number[] {
  return view.weeks.map((week) => ids.filter((id) => view.ticketOf(id).week === week).length);
}

/** Stands where no head is configured: an owner is never invented. */
export const NO_OWNER = 'no owner set';

/** The head of a department as configured. */
export function ownerOf(department: Cause, { settings }: WeekView): string {
  return settings.departments[department].head ?? NO_OWNER;
}
