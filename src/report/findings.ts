import type { Cause } from '../domain/cause.ts';
import type { Finding, FindingId, FindingState, LedgerEntry } from '../domain/finding.ts';
import type { Issue } from '../domain/measure.ts';
import { type Candidate, findCandidates, overlap } from './candidates.ts';
import { nextState, trendOf } from './states.ts';
import type { WeekView } from './week-view.ts';
import { writeFinding } from './write-finding.ts';

/** Cards a department reads in one week (report.md). */
export const CARDS = 5;
/** Earlier weeks without which nothing can be called new. */
const HISTORY_WEEKS = 4;

/** A finding as this week leaves it, with where it is shown. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly entry: LedgerEntry;
  /** `card`: read in full; `open`: one line; `closed`: it ended this week; `quiet`: it ended before and is watched for a return. */
  readonly place: 'card' | 'open' | 'closed' | 'quiet';
}

interface Draft {
  readonly candidate: Candidate;
  readonly before: LedgerEntry | null;
  readonly id: FindingId;
  readonly state: FindingState;
}

/**
 * Turns this week's candidates and last week's ledger into findings: known ones keep their id, also when their topic changed shape; the others get the next number.
 * @returns placed findings, cards first within a department; and the ledger for next week, which forgets nobody.
 */
export function placeFindings(view: WeekView): {
  readonly placed: readonly PlacedFinding[];
  readonly ledger: readonly LedgerEntry[];
} {
  const drafts = draftFindings(view);
  const cards = new Set(drafts.length === 0 ? [] : pickCards(drafts));
  const placed = drafts.map((draft) => placeDraft(draft, cards.has(draft), view));
  const kept = new Set(placed.map(({ entry }) => entry.id));
  return { placed, ledger: [...view.ledger.filter(({ id }) => !kept.has(id)), ...placed.map(({ entry }) => entry)] };
}

function draftFindings(view: WeekView): Draft[] {
  const candidates = findCandidates(view);
  const open = [...view.ledger];
  const matches = candidates.map((candidate) => takeEntry(candidate, open));
  const carried = open.flatMap((entry) => carryOn(entry, candidates, view));
  let next = Math.max(0, ...view.ledger.map(({ id }) => Number(id.slice(2)))) + 1;
  const young = view.weeks.length <= HISTORY_WEEKS;
  return [...candidates.map((candidate, index) => ({ candidate, before: matches[index] ?? null })), ...carried].map(
    ({ candidate, before }) => ({
      candidate,
      before,
      id: before?.id ?? (`F-${next++}` as FindingId),
      state: nextState(before?.state ?? null, candidate.issue.weekly, candidate.issue.changed, young),
    }),
  );
}

/** Takes the ledger entry of the same key, else of mostly the same tickets, out of those still open. */
function takeEntry(candidate: Candidate, open: LedgerEntry[]): LedgerEntry | null {
  const own = open.filter(({ department }) => department === candidate.department);
  const entry =
    own.find(({ key }) => key === candidate.key) ??
    own.find(({ tickets }) => overlap(tickets, candidate.issue.windowTickets) > 0.5);
  if (entry) open.splice(open.indexOf(entry), 1);
  return entry ?? null;
}

/** A finding that met no bar this week goes on while its tickets are in the window, unless they are now another finding's. */
function carryOn(
  entry: LedgerEntry,
  candidates: readonly Candidate[],
  view: WeekView,
): { readonly candidate: Candidate; readonly before: LedgerEntry }[] {
  const issue = findIssue(entry, view.measures.issues);
  const taken =
    issue &&
    candidates.some(
      (other) => other.department === entry.department && overlap(issue.windowTickets, other.issue.windowTickets) > 0.5,
    );
  if (!issue || taken) return [];
  const answer =
    view.measures.answers.find(
      ({ department, segment }) =>
        department === entry.department && segment !== null && segment.value === issue.named?.value,
    ) ?? null;
  return [
    {
      before: entry,
      candidate: { department: entry.department, kind: 'standing', key: entry.key, issue, answer, also: [] },
    },
  ];
}

function findIssue({ department, key, tickets }: LedgerEntry, issues: readonly Issue[]): Issue | undefined {
  const own = issues.filter(({ cause, windowTickets }) => cause === department && windowTickets.length > 0);
  const byKey = own.find(
    ({ topicId, named }) => key === (named ? `segment:${named.dimension}=${named.value}` : `topic:${topicId}`),
  );
  return byKey ?? own.find(({ windowTickets }) => overlap(tickets, windowTickets) > 0.5);
}

function placeDraft({ candidate, before, id, state }: Draft, isCard: boolean, view: WeekView): PlacedFinding {
  const finding = writeFinding(candidate, id, before?.firstWeek ?? view.week, state, view);
  const entry: LedgerEntry = {
    id,
    department: finding.department,
    key: candidate.key,
    firstWeek: finding.firstWeek,
    lastWeek: view.week,
    lastCardWeek: isCard ? view.week : (before?.lastCardWeek ?? null),
    state,
    headline: finding.headline,
    tickets: finding.windowTickets,
  };
  if (state === 'resolved') return { finding, entry, place: before?.state === 'resolved' ? 'quiet' : 'closed' };
  return { finding, entry, place: isCard ? 'card' : 'open' };
}

/** Cards: what changed, then what came back or is met for the first time. A repeat is one line, not a card. */
function pickCards(drafts: readonly Draft[]): Draft[] {
  const departments = new Set<Cause>(drafts.map(({ candidate }) => candidate.department));
  return [...departments].flatMap((department) =>
    drafts
      .filter((draft) => draft.candidate.department === department && rank(draft) < 3)
      .sort((a, b) => rank(a) - rank(b) || b.candidate.issue.tickets.length - a.candidate.issue.tickets.length)
      .slice(0, CARDS),
  );
}

function rank({ candidate, before, state }: Draft): number {
  if (state === 'resolved') return 3;
  if (candidate.kind === 'change') return 0;
  if (state === 'back') return 1;
  return before?.lastCardWeek == null && trendOf(candidate.issue.weekly) !== 'none' ? 2 : 3;
}
