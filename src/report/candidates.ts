import { CAUSES, type Cause } from '../domain/cause.ts';
import type { FindingKind } from '../domain/finding.ts';
import type { Answer, Issue } from '../domain/measure.ts';
import type { TicketId } from '../domain/ticket.ts';
import { countParties, type WeekView } from './week-view.ts';

/** Fewest tickets of a card about a change. */
export const CARD_TICKETS = 8;
/** Fewest accounts of the same. */
export const CARD_ACCOUNTS = 3;
/** How many of a department's largest topics stand without a gate of their own. */
const LARGEST = 3;
/** Two candidates that share more than this much of the smaller one are one thing seen twice. */
const SAME_FROM = 0.5;

/** Something that may become a finding. */
export interface Candidate {
  readonly department: Cause;
  readonly kind: FindingKind;
  /** What makes it the same finding next week. */
  readonly key: string;
  readonly issue: Issue;
  /** The department's question answered for this very segment, where it is. */
  readonly answer: Answer | null;
  readonly also: readonly Cause[];
}

/** Picks what meets the bar in each department: changes, then answers whose gate is met, then the largest standing topics; a thing seen twice is kept once. */
export function findCandidates(view: WeekView): Candidate[] {
  const all = CAUSES.flatMap((department) =>
    keepDistinct([...changes(view, department), ...answered(view, department), ...largest(view, department)]),
  );
  return mergeDepartments(all, view);
}

function changes(view: WeekView, department: Cause): Candidate[] {
  return view.measures.issues
    .filter(
      (issue) =>
        issue.cause === department &&
        issue.changed &&
        issue.tickets.length >= CARD_TICKETS &&
        issue.accounts >= barOfAccounts(issue),
    )
    .sort((a, b) => (a.pValue ?? 1) - (b.pValue ?? 1) || b.tickets.length - a.tickets.length)
    .map((issue) => candidateOf(issue, 'change', answerOf(view, issue)));
}

function answered(view: WeekView, department: Cause): Candidate[] {
  const answers = view.measures.answers.filter(
    (answer) => answer.department === department && answer.stands && answer.segment,
  );
  return answers.flatMap((answer) => {
    const issue =
      view.measures.issues.find((one) => one.cause === department && one.named?.value === answer.segment?.value) ??
      issueOfAnswer(answer, view);
    return issue ? [candidateOf(issue, 'standing', answer)] : [];
  });
}

/** An answer about a team or region has no issue of its own: its tickets are all of the department's from that segment. */
function issueOfAnswer(answer: Answer, view: WeekView): Issue | null {
  const tickets = new Set(answer.tickets);
  const parts = view.measures.issues.filter((issue) => issue.cause === answer.department && issue.named === null);
  const own = (ids: readonly TicketId[]) => ids.filter((id) => tickets.has(id));
  const windowTickets = own([...new Set(parts.flatMap((issue) => issue.windowTickets))]).sort((a, b) =>
    view.ticketOf(a).closedAt < view.ticketOf(b).closedAt ? 1 : -1,
  );
  if (windowTickets.length === 0) return null;
  const thisWeek = own(parts.flatMap((issue) => issue.tickets));
  const weekly = view.weeks.map((week) => windowTickets.filter((id) => view.ticketOf(id).week === week).length);
  return {
    cause: answer.department,
    topicId: null,
    named: answer.segment,
    tickets: thisWeek,
    windowTickets,
    weekly,
    accounts: countParties(thisWeek, view),
    windowAccounts: countParties(windowTickets, view),
    measures: [],
    segments: [],
    windowSegments: [],
    pValue: null,
    changed: false,
  };
}

function largest(view: WeekView, department: Cause): Candidate[] {
  const standing = view.measures.issues.filter(
    (issue) =>
      issue.cause === department &&
      (issue.topicId !== null || issue.named) &&
      issue.windowTickets.length >= CARD_TICKETS &&
      issue.windowAccounts >= barOfAccounts(issue),
  );
  const ranked = standing.sort(
    (a, b) => b.windowTickets.length - a.windowTickets.length || (a.topicId ?? '').localeCompare(b.topicId ?? ''),
  );
  return keepDistinct(ranked.map((issue) => candidateOf(issue, 'standing', answerOf(view, issue)))).slice(0, LARGEST);
}

/** A custom solution belongs to one customer: there the number of accounts says nothing. */
function barOfAccounts(issue: Issue): number {
  return issue.named?.dimension === 'solution' ? 1 : CARD_ACCOUNTS;
}

function answerOf(view: WeekView, issue: Issue): Answer | null {
  return (
    view.measures.answers.find(
      (answer) =>
        answer.department === issue.cause &&
        issue.named !== null &&
        answer.segment?.dimension === issue.named.dimension &&
        answer.segment.value === issue.named.value,
    ) ?? null
  );
}

function candidateOf(issue: Issue, kind: FindingKind, answer: Answer | null): Candidate {
  const key = issue.named ? `segment:${issue.named.dimension}=${issue.named.value}` : `topic:${issue.topicId}`;
  return { department: issue.cause, kind, key, issue, answer, also: [] };
}

/** Keeps the first of each group that rests on the same tickets; of a topic and a named segment the one that holds more tickets speaks, in the earlier one's place. */
function keepDistinct(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const twin = kept.findIndex(
      (other) => overlap(candidate.issue.windowTickets, other.issue.windowTickets) > SAME_FROM,
    );
    const other = kept[twin];
    if (!other) kept.push(candidate);
    else if (
      candidate.issue.named &&
      !other.issue.named &&
      candidate.issue.windowTickets.length >= other.issue.windowTickets.length
    )
      kept[twin] = { ...candidate, kind: other.kind };
  }
  return kept;
}

/** One finding for tickets that two departments cause: the larger leads, the other is told. */
function mergeDepartments(candidates: readonly Candidate[], view: WeekView): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.issue.windowTickets.length - a.issue.windowTickets.length)) {
    const lead = kept.find(
      (other) =>
        other.department !== candidate.department &&
        overlap(candidate.issue.windowTickets, other.issue.windowTickets) > 0.7,
    );
    if (!lead) kept.push({ ...candidate, also: alsoCausedBy(candidate, view) });
  }
  return candidates.flatMap(({ department, key }) =>
    kept.filter((other) => other.department === department && other.key === key),
  );
}

function alsoCausedBy({ department, issue }: Candidate, view: WeekView): Cause[] {
  return CAUSES.filter(
    (cause) =>
      cause !== department &&
      issue.windowTickets.filter((id) => view.tagOf(id, cause)).length >= issue.windowTickets.length / 2,
  );
}

/** Share of the smaller list that is in the other one too. */
export function overlap(a: readonly TicketId[], b: readonly TicketId[]): number {
  const inB = new Set(b);
  return a.filter((id) => inB.has(id)).length / Math.max(1, Math.min(a.length, b.length));
}
