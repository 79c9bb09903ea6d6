import type { Finding, FindingId, LedgerEntry } from '../domain/finding.ts';
import type { Candidate } from './candidate.ts';
import { findCandidates } from './candidates.ts';
import { type Draft, pickCards } from './cards.ts';
import { numberOf, recognise } from './recognise.ts';
import { shareIn } from './same-thing.ts';
import { nextState } from './states.ts';
import type { WeekView } from './week-view.ts';
import { writeFinding } from './write-finding.ts';

/** Earlier weeks without which nothing can be called new. */
const HISTORY_WEEKS = 4;

/** A finding as this week leaves it, with where it is shown. */
export interface PlacedFinding {
  readonly candidate: Candidate;
  readonly finding: Finding;
  /** `card`: read in full; `open`: one line; `closed`: it ended this week; `quiet`: it ended before and is watched for a return. */
  readonly place: 'card' | 'open' | 'closed' | 'quiet';
}

/** An open finding of last week that has no group of tickets of its own any more. */
export interface GoneFinding {
  readonly entry: LedgerEntry;
  /** The finding that most of its tickets are now told under, or null. */
  readonly into: FindingId | null;
}

/** What becomes of all findings in a week. */
export interface PlacedWeek {
  /** Cards first within a department, weightiest first. */
  readonly placed: readonly PlacedFinding[];
  readonly gone: readonly GoneFinding[];
  /** The ledger for next week, by id; it forgets nobody. */
  readonly ledger: readonly LedgerEntry[];
}

/** Turns this week's candidates and last week's ledger into findings. Known ones keep their id; a new one gets the next number when it is first read as a card. */
export function placeFindings(view: WeekView): PlacedWeek {
  const candidates = findCandidates(view);
  const known = recognise(candidates, view);
  const drafts = candidates.map((candidate) => draftOf(candidate, known.get(candidate) ?? null, view));
  const cards = pickCards(drafts, view);
  const lines = drafts.filter((draft) => draft.before !== null && !cards.includes(draft));
  let next = Math.max(0, ...view.ledger.map(({ id }) => numberOf(id))) + 1;
  const shown = [...cards, ...lines].map((draft) => ({ draft, id: draft.before?.id ?? (`F-${next++}` as FindingId) }));
  const placed = shown.map(({ draft, id }) => placeDraft(draft, id, cards.includes(draft), view));
  const entries = shown.map(({ draft }, index) => enter(draft, placed[index] as PlacedFinding, view));
  return { placed, gone: findGone(placed, view), ledger: joinLedgers(view.ledger, entries) };
}

function draftOf(candidate: Candidate, before: LedgerEntry | null, view: WeekView): Draft {
  const { weekly, changed } = candidate.issue;
  const young = view.weeks.length <= HISTORY_WEEKS;
  return { candidate, before, state: nextState(before?.state ?? null, weekly, changed, young) };
}

function placeDraft(
  { candidate, before, state }: Draft,
  id: FindingId,
  isCard: boolean,
  view: WeekView,
): PlacedFinding {
  const finding = writeFinding(candidate, id, before?.firstWeek ?? view.week, state, view);
  if (state === 'resolved') return { candidate, finding, place: before?.state === 'resolved' ? 'quiet' : 'closed' };
  return { candidate, finding, place: isCard ? 'card' : 'open' };
}

function enter({ before }: Draft, { candidate, finding, place }: PlacedFinding, view: WeekView): LedgerEntry {
  return {
    id: finding.id,
    department: finding.department,
    key: candidate.key,
    firstWeek: finding.firstWeek,
    lastWeek: view.week,
    lastCardWeek: place === 'card' ? view.week : (before?.lastCardWeek ?? null),
    state: finding.state,
    headline: finding.headline,
    tickets: finding.windowTickets,
  };
}

/** Findings that were open last week and are not among this week's: told once, so that no reader wonders where they went. */
function findGone(placed: readonly PlacedFinding[], view: WeekView): GoneFinding[] {
  const own = new Set(placed.map(({ finding }) => finding.id));
  const open = view.ledger.filter(
    ({ id, lastWeek, state }) => !own.has(id) && lastWeek === view.weeks.at(-2) && state !== 'resolved',
  );
  return open.map((entry) => {
    const tickets = entry.tickets.filter(view.holds);
    const heir = placed.find(({ finding }) => shareIn(tickets, finding.windowTickets) > 0.5);
    return { entry, into: heir?.finding.id ?? null };
  });
}

function joinLedgers(before: readonly LedgerEntry[], now: readonly LedgerEntry[]): LedgerEntry[] {
  const entries = new Map([...before, ...now].map((entry) => [entry.id, entry]));
  return [...entries.values()].sort((a, b) => numberOf(a.id) - numberOf(b.id));
}
