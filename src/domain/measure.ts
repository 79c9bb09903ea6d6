import type { Cause } from './cause.ts';
import type { TicketId } from './ticket.ts';
import type { TopicId } from './topic.ts';

/** How far a number may be believed: counted, error-corrected, rate with exposure, adjusted comparison, holdout. */
export type ClaimLevel = 'L0' | 'L1' | 'L2' | 'L3' | 'L4';

/** A number with its error, or the reason why there is none. Shares lie in [0, 1]. */
export interface Measure {
  /** Stable snake_case name. */
  readonly name: string;
  /** null where refused. */
  readonly value: number | null;
  /** 95 % interval; null where refused or where the number is exact by definition. */
  readonly low: number | null;
  readonly high: number | null;
  /** `tickets`, `share`, `ratio`, `deals`, `units`, `hours`, `probability` or an ISO currency. */
  readonly unit: string;
  readonly level: ClaimLevel;
  /** How it was made, for a statistician. */
  readonly method: string;
  /** What the number is out of, when it is a share or a rate ("of 186 closed tickets"). */
  readonly base?: string | undefined;
  readonly refused: string | null;
}

/** A value of a dimension, with how much of an issue lies in it. */
export interface Segment {
  /** `sales_team`, `region`, `solution`, `engineer`, `sku`, `lot`, `plant`, `campaign_id`, ... */
  readonly dimension: string;
  readonly value: string;
  /** What people call the value, where it is only a key (a campaign's name for its id). */
  readonly label?: string | undefined;
  /** Tickets of the issue in this segment, in the period judged. */
  readonly tickets: number;
  /** Tickets of the issue for which the dimension is known. */
  readonly known: number;
  /** Share of the segment among all other tickets whose dimension is known, in [0, 1]; null when there are none. */
  readonly usualShare: number | null;
}

/** A department's tickets within one topic, or about one lot, solution or campaign: what findings are made of. */
export interface Issue {
  readonly cause: Cause;
  /** null for tickets of the cause that fit no topic; for a named issue the topic that most of it lies in. */
  readonly topicId: TopicId | null;
  /** The lot, solution or campaign whose tickets these are; null where a topic holds them together. */
  readonly named: { readonly dimension: string; readonly value: string } | null;
  /** This week's tagged tickets, closest to the topic's centre first. */
  readonly tickets: readonly TicketId[];
  /** The trailing window's tagged tickets, this week's included, latest first. */
  readonly windowTickets: readonly TicketId[];
  /** Customer issues a week after merging one party's tickets within 14 days, oldest first; last = this week. */
  readonly weekly: readonly number[];
  /** Accounts (requesters where unknown) this week and in the window. */
  readonly accounts: number;
  readonly windowAccounts: number;
  /** This week's count, its share of closed tickets, and the change against the weeks before. */
  readonly measures: readonly Measure[];
  /** Best-explaining segment first; those that stand out this week, and over the window. */
  readonly segments: readonly Segment[];
  readonly windowSegments: readonly Segment[];
  /** Probability under no change, for the false-discovery control; null when too few to judge. */
  readonly pValue: number | null;
  /** Whether the change survives Benjamini-Hochberg at 10 % over all issues compared. */
  readonly changed: boolean;
}

/** A topic with more customer issues this week than its own history leads to expect, whatever causes them. */
export interface TopicAlert {
  readonly topicId: TopicId;
  /** Customer issues a week after merging one party's tickets within 14 days, oldest first; last = this week. */
  readonly weekly: readonly number[];
  /** Place in the window of the week in which this thread of alarms began; the last one where it is new. */
  readonly since: number;
  /** This week's, latest first. */
  readonly tickets: readonly TicketId[];
  /** Accounts (requesters where unknown) of this week. */
  readonly accounts: number;
  /** Probability under no change. */
  readonly pValue: number;
}

/** One of the four questions answered for one segment (a sales team, a solution, a lot, a campaign), or refused. */
export interface Answer {
  readonly department: Cause;
  /** Null where the question as a whole is refused. */
  readonly segment: { readonly dimension: string; readonly value: string } | null;
  readonly measures: readonly Measure[];
  /** Whether the answer's own gate is met and it calls for attention: makes a standing finding. */
  readonly stands: boolean;
  /** The sentence that says what was found, with base and interval; empty where refused. */
  readonly sentence: string;
  /** Tickets it rests on, latest first. */
  readonly tickets: readonly TicketId[];
}

/** A measure that could not be given. */
export interface Refusal {
  readonly department: Cause | 'support';
  readonly measure: string;
  readonly reason: string;
}

/** How well a join file met the tickets. */
export interface MatchRate {
  readonly join: string;
  readonly matched: number;
  readonly of: number;
  /** What was matched, in words ("tickets with an account id found in accounts"). */
  readonly what: string;
}

/** A row of the head of support's scorecard or of a department's numbers table. */
export interface ScoreRow {
  readonly label: string;
  readonly thisWeek: Measure;
  readonly lastWeek: Measure;
  readonly median13: Measure;
}

/** All numbers of one week. */
export interface Measures {
  readonly issues: readonly Issue[];
  /** Topics above their usual week, most surprising first, and how many topics were compared; Benjamini-Hochberg at 10 % over those. */
  readonly topicAlerts: readonly TopicAlert[];
  readonly topicsCompared: number;
  readonly answers: readonly Answer[];
  /** Share of closed tickets of each cause over the audited window; refused without an audit. */
  readonly causeShares: Readonly<Record<Cause, Measure>>;
  readonly scorecard: readonly ScoreRow[];
  readonly refusals: readonly Refusal[];
  readonly matchRates: readonly MatchRate[];
  /** Comparisons tested for change, for the false-discovery note. */
  readonly comparisons: number;
  /** Sentence about label error: with an audit its size and agreement, without one that tags are unchecked. */
  readonly labelError: string;
}
