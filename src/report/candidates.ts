import { CAUSES, type Cause } from '../domain/cause.ts';
import type { FindingKind, LedgerEntry } from '../domain/finding.ts';
import type { Answer, Issue } from '../domain/measure.ts';
import { barOfAccounts, CARD_TICKETS, isOneThing, meetsBar } from './bar.ts';
import type { Candidate } from './candidate.ts';
import { keepDistinct, mergeDepartments } from './distinct.ts';
import { issueOfAnswer } from './issue-of-answer.ts';
import { likeness } from './same-thing.ts';
import type { WeekView } from './week-view.ts';

/** How many of a department's largest topics stand without a gate of their own. */
const LARGEST = 3;

/**
 * Picks what a department may hear of: changes, then answers whose gate is met, then the largest standing topics, then what is known from before and still has tickets.
 * @returns each thing once, under one leading department, in that order within a department.
 */
export function findCandidates(view: WeekView): Candidate[] {
  const all = CAUSES.flatMap((department) =>
    keepDistinct([
      ...changes(view, department),
      ...answered(view, department),
      ...largest(view, department),
      ...carried(view, department),
    ]),
  );
  return mergeDepartments(all, view);
}

function changes(view: WeekView, department: Cause): Candidate[] {
  return issuesOf(view, department)
    .filter((issue) => issue.changed && meetsBar(issue, view))
    .sort((a, b) => (a.pValue ?? 1) - (b.pValue ?? 1) || b.tickets.length - a.tickets.length)
    .map((issue) => candidateOf(issue, 'change', view));
}

function answered(view: WeekView, department: Cause): Candidate[] {
  const stand = view.measures.answers.filter(
    (answer) => answer.department === department && answer.stands && answer.segment !== null,
  );
  return stand.flatMap((answer) => {
    const issue = issuesOf(view, department).find(({ named }) => isSame(named, answer.segment));
    const own = issue ?? issueOfAnswer(answer, view);
    return own ? [{ ...candidateOf(own, 'standing', view), answer }] : [];
  });
}

function largest(view: WeekView, department: Cause): Candidate[] {
  const standing = issuesOf(view, department)
    .filter((issue) => issue.windowTickets.length >= CARD_TICKETS && issue.windowAccounts >= barOfAccounts(issue))
    .sort((a, b) => b.windowTickets.length - a.windowTickets.length || (keyOf(a) < keyOf(b) ? -1 : 1));
  return keepDistinct(standing.map((issue) => candidateOf(issue, 'standing', view))).slice(0, LARGEST);
}

/** What last week's ledger knows goes on under any bar while it has tickets: a finding does not vanish because it became small. */
function carried(view: WeekView, department: Cause): Candidate[] {
  const issues = issuesOf(view, department).filter(({ windowTickets }) => windowTickets.length > 0);
  return view.ledger
    .filter((entry) => entry.department === department)
    .flatMap((entry) => {
      const issue = issues.find((one) => keyOf(one) === entry.key) ?? likest(entry, issues, view);
      return issue ? [candidateOf(issue, 'standing', view)] : [];
    });
}

function likest(entry: LedgerEntry, issues: readonly Issue[], view: WeekView): Issue | undefined {
  const tickets = entry.tickets.filter(view.holds);
  return issues
    .map((issue) => ({ issue, like: likeness(tickets, issue.windowTickets) }))
    .filter(({ like }) => like > 0)
    .sort((a, b) => b.like - a.like)[0]?.issue;
}

function issuesOf(view: WeekView, department: Cause): Issue[] {
  return view.measures.issues.filter((issue) => issue.cause === department && isOneThing(issue));
}

function candidateOf(issue: Issue, kind: FindingKind, view: WeekView): Candidate {
  const answer = view.measures.answers.find(
    ({ department, segment }) => department === issue.cause && isSame(issue.named, segment),
  );
  return { department: issue.cause, kind, key: keyOf(issue), issue, answer: answer ?? null, also: [] };
}

function keyOf({ named, topicId }: Issue): string {
  return named ? `segment:${named.dimension}=${named.value}` : `topic:${topicId}`;
}

function isSame(a: Issue['named'], b: Answer['segment']): boolean {
  return a !== null && b !== null && a.dimension === b.dimension && a.value === b.value;
}
