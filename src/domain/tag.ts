import type { Cause, PromiseKind, Standing } from './cause.ts';
import type { TicketId } from './ticket.ts';

/** An exact piece of a ticket's redacted text. */
export interface Evidence {
  /** Whose words: the customer's, or the agent's closing or private note (never shown outside support). */
  readonly from: 'customer' | 'note';
  readonly field: 'subject' | 'description' | 'note' | 'message';
  /** Half-open character range `[start, end)` in that field (of that message, for `message`). */
  readonly start: number;
  readonly end: number;
  readonly message?: number | undefined;
  readonly quote: string;
}

/** A rule's vote on a ticket. */
export interface Vote {
  readonly ruleId: string;
  readonly cause: Cause;
  readonly weight: number;
}

/** One cause of one ticket, with what convinced us. */
export interface Tag {
  readonly cause: Cause;
  /** `tagged` counts in findings; `unsure` goes to review only. */
  readonly status: 'tagged' | 'unsure';
  /** In [0, 1]. */
  readonly score: number;
  readonly evidence: Evidence;
  readonly promise?: PromiseKind | undefined;
  readonly standing?: Standing | undefined;
}

/** All that tagging says of one ticket. */
export interface TicketTags {
  readonly ticketId: TicketId;
  readonly scores: Readonly<Record<Cause, number>>;
  /** 0..4, strongest first. */
  readonly tags: readonly Tag[];
  readonly votes: readonly Vote[];
  /** False where no rules exist for the ticket's language: counted and clustered, not tagged. */
  readonly readable: boolean;
}

/** Whether a ticket is tagged (not merely unsure) with a cause. */
export function hasCause(tags: TicketTags, cause: Cause): boolean {
  return tags.tags.some((tag) => tag.cause === cause && tag.status === 'tagged');
}
