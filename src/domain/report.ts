import type { Cause } from './cause.ts';
import type { Coverage } from './coverage.ts';
import type { Finding, FindingId, FindingState, Quote } from './finding.ts';
import type { MatchRate, Measure, Refusal, ScoreRow, Segment } from './measure.ts';
import type { TicketId } from './ticket.ts';
import type { TopicId } from './topic.ts';
import type { IsoWeek } from './week.ts';

/** What every page of a week says at its top and bottom. */
export interface Masthead {
  readonly week: IsoWeek;
  readonly monday: string;
  readonly sunday: string;
  readonly zone: string;
  readonly runId: string;
  readonly coverage: Coverage;
  /** Sentences on the first line: subject only, tags unaudited, weeks missing, tickets restated. */
  readonly notices: readonly string[];
}

/** One line of "still open". */
export interface OpenItem {
  readonly id: FindingId;
  readonly sentence: string;
  readonly state: FindingState;
  readonly weeksOpen: number;
  readonly owner: string;
  readonly weekly: readonly number[];
  /** This week's. */
  readonly tickets?: readonly TicketId[] | undefined;
}

/** One line of "closed since last week": it ended, or went into another finding. */
export interface ClosedItem {
  readonly id: FindingId;
  readonly sentence: string;
  /** Those of the window, latest first. */
  readonly tickets?: readonly TicketId[] | undefined;
}

/** A signal under the bar: no action asked. */
export interface WatchItem {
  readonly sentence: string;
  readonly topicId: TopicId | null;
  /** This week's; where there are none the window's, latest first. */
  readonly tickets: readonly TicketId[];
}

/** A department's report of one week; blocks in the order they are read. */
export interface Report {
  readonly department: Cause;
  readonly title: string;
  readonly masthead: Masthead;
  readonly bottomLine: readonly string[];
  /** At most five. */
  readonly cards: readonly Finding[];
  readonly open: readonly OpenItem[];
  readonly closed: readonly ClosedItem[];
  readonly watch: readonly WatchItem[];
  readonly numbers: readonly ScoreRow[];
  readonly topTopics: readonly TopicRow[];
  /** All answers of the department's question, and refusals with their reasons. */
  readonly answers: readonly string[];
  readonly refusals: readonly Refusal[];
  readonly howMade: readonly string[];
  /** Head or "no owner set". */
  readonly owner: string;
  readonly nextIssue: string;
}

/** One topic in a list. */
export interface TopicRow {
  readonly id: TopicId;
  readonly label: string;
  readonly keywords: readonly string[];
  readonly tickets: number;
  readonly previousTickets: number;
  readonly median13: number;
  readonly weekly: readonly number[];
  readonly causes: Readonly<Record<Cause, number>>;
}

/** The overview for the head of support: all departments, topics and gaps on one page. */
export interface Overview {
  readonly masthead: Masthead;
  readonly departments: readonly {
    readonly department: Cause;
    readonly title: string;
    readonly bottomLine: readonly string[];
    readonly cards: number;
    readonly share: Measure;
  }[];
  readonly scorecard: readonly ScoreRow[];
  /** Topics above their usual week, whatever causes them, most surprising first. */
  readonly alerts: readonly WatchItem[];
  readonly topics: readonly TopicRow[];
  readonly refusals: readonly Refusal[];
  readonly matchRates: readonly MatchRate[];
  readonly labelError: string;
  readonly howMade: readonly string[];
}

/** One topic of the first look. */
export interface LookTopic {
  readonly id: TopicId;
  readonly label: string;
  readonly keywords: readonly string[];
  /** Tickets of the topic tagged to the department, over the whole input. */
  readonly tickets: number;
  readonly accounts: number;
  readonly weekly: readonly number[];
  /** The weeks of `weekly`; undefined where they follow each other without a gap. */
  readonly weeks?: readonly IsoWeek[] | undefined;
  /** Weekly tickets in the later half against the earlier half, in words. */
  readonly change: string;
  readonly quotes: readonly Quote[];
  readonly standOut: readonly Segment[];
}

/** One look back over the whole input, written by the first run on a new store. Counts only: no owner, no rate, no verdict. */
export interface FirstLook {
  readonly zone: string;
  readonly firstWeek: IsoWeek;
  readonly lastWeek: IsoWeek;
  readonly coverage: Coverage;
  readonly notices: readonly string[];
  readonly topics: readonly TopicRow[];
  readonly departments: readonly {
    readonly department: Cause;
    readonly title: string;
    readonly tagged: number;
    readonly unsure: number;
    /** At most five each. */
    readonly largest: readonly LookTopic[];
    readonly changing: readonly LookTopic[];
    readonly sentence: string;
  }[];
  readonly gaps: readonly string[];
}

/** A file to publish. */
export interface Page {
  /** Relative to the week's folder (or to `first-look/`), with `/`. */
  readonly path: string;
  readonly mediaType: string;
  readonly body: string;
}
