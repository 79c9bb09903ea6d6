import type { Cause } from './cause.ts';
import type { Measure, Segment } from './measure.ts';
import type { TicketId } from './ticket.ts';
import type { TopicId } from './topic.ts';
import type { IsoWeek } from './week.ts';

/** A permanent finding id such as `F-2031`. */
export type FindingId = string & { readonly __brand: 'FindingId' };

/** `change`: this week against the weeks before; `standing`: a measure's own gate is met, or among the department's largest topics. */
export type FindingKind = 'change' | 'standing';

/** Where a finding is in its life. */
export type FindingState = 'first-seen' | 'new' | 'growing' | 'steady' | 'falling' | 'back' | 'resolved';

/** Customer's own words, exact in the redacted text. */
export interface Quote {
  readonly ticketId: TicketId;
  readonly quote: string;
}

/** One thing a department head should know, with its evidence and its honest number. */
export interface Finding {
  readonly id: FindingId;
  readonly department: Cause;
  /** Other departments that receive it too. */
  readonly also: readonly Cause[];
  readonly kind: FindingKind;
  readonly state: FindingState;
  readonly firstWeek: IsoWeek;
  readonly headline: string;
  readonly topic: { readonly id: TopicId; readonly label: string; readonly keywords: readonly string[] } | null;
  readonly tickets: readonly TicketId[];
  readonly accountCount: number;
  readonly windowTickets: readonly TicketId[];
  readonly windowAccountCount: number;
  readonly segment: readonly Segment[];
  readonly measures: readonly Measure[];
  /** Customer issues a week over the window, oldest first; last = this week. */
  readonly weekly: readonly number[];
  /** The weeks of `weekly`; undefined where they follow each other without a gap. */
  readonly weeks?: readonly IsoWeek[] | undefined;
  /** Three for the card; up to thirty in all, different accounts first. */
  readonly evidence: readonly Quote[];
  readonly counterEvidence: string;
  readonly cost: string;
  /** How likely the department's question is answered with yes here, in fixed words; undefined where no probability was worked out. */
  readonly likelihood?: string | undefined;
  readonly confidence: { readonly level: 'high' | 'moderate' | 'low'; readonly why: string };
  readonly nextStep: string;
  /** From the configuration; "no owner set" where none is. */
  readonly owner: string;
}

/** What the ledger remembers of a finding from week to week: enough to keep its id and say its state. */
export interface LedgerEntry {
  readonly id: FindingId;
  readonly department: Cause;
  /** What makes it the same finding: `topic:T-17`, `segment:lot=P1-2637`. */
  readonly key: string;
  readonly firstWeek: IsoWeek;
  readonly lastWeek: IsoWeek;
  /** Last week in which it was a card. */
  readonly lastCardWeek: IsoWeek | null;
  readonly state: FindingState;
  readonly headline: string;
  /** Tickets it last rested on: a finding is known again by them when its topic changed shape. */
  readonly tickets: readonly TicketId[];
}
