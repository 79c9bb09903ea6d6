import { CAUSES, type Cause } from '../domain/cause.ts';
import type { TicketId } from '../domain/ticket.ts';
import { CARD_ACCOUNTS } from './bar.ts';
import type { Candidate } from './candidate.ts';
import { shareIn } from './same-thing.ts';
import type { WeekView } from './week-view.ts';

/** A candidate with at least this much of its tickets told already says nothing new. */
export const TOLD = 0.7;
/** Two departments cause one thing where more than this much of each one's tickets is the other's. */
const SHARED = 0.5;

/**
 * Keeps each thing once.
 * @param candidates in order of weight: the first to speak of a ticket keeps it, but a lot, solution or campaign that holds most of a topic speaks in its place.
 */
export function keepDistinct(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const replaced = kept.filter((other) => speaksFor(candidate, other));
    if (replaced.length > 0) {
      kept[kept.indexOf(replaced[0] as Candidate)] = candidate;
      for (const other of replaced.slice(1)) kept.splice(kept.indexOf(other), 1);
    } else if (!isTold(candidate, kept)) kept.push(candidate);
  }
  return kept;
}

function isTold(candidate: Candidate, kept: readonly Candidate[]): boolean {
  const told = kept.flatMap(({ issue }) => issue.windowTickets);
  return shareIn(candidate.issue.windowTickets, told) >= TOLD;
}

/** A name says more than a topic's words; yet a change is never hidden behind something that did not change. */
function speaksFor(candidate: Candidate, other: Candidate): boolean {
  if (!candidate.issue.named || other.issue.named) return false;
  if (other.kind === 'change' && candidate.kind !== 'change') return false;
  return shareIn(judgedTickets(other), judgedTickets(candidate)) >= TOLD;
}

/** The tickets that a candidate is judged on: this week's for a change, the window's for what stands. */
export function judgedTickets({ kind, issue }: Candidate): readonly TicketId[] {
  return kind === 'change' ? issue.tickets : issue.windowTickets;
}

/** One finding for tickets that two departments cause: who led it before leads, else the larger; the other is told. */
export function mergeDepartments(candidates: readonly Candidate[], view: WeekView): Candidate[] {
  const known = new Set(view.ledger.map(({ department, key }) => `${department} ${key}`));
  const weight = ({ department, key }: Candidate) => (known.has(`${department} ${key}`) ? 1 : 0);
  const leads = new Map<Candidate, Cause[]>();
  const ranked = [...candidates].sort(
    (a, b) => weight(b) - weight(a) || b.issue.windowTickets.length - a.issue.windowTickets.length,
  );
  for (const candidate of ranked) {
    const lead = [...leads.keys()].find((other) => isShared(candidate, other));
    if (lead) leads.get(lead)?.push(candidate.department);
    else leads.set(candidate, alsoCausedBy(candidate, view));
  }
  return candidates.flatMap((candidate) => {
    const others = leads.get(candidate);
    return others ? [{ ...candidate, also: tellable(candidate, others) }] : [];
  });
}

function isShared(a: Candidate, b: Candidate): boolean {
  const [x, y] = [a.issue.windowTickets, b.issue.windowTickets];
  return a.department !== b.department && shareIn(x, y) > SHARED && shareIn(y, x) > SHARED;
}

/** A group of fewer than three accounts is named to its own department alone. */
function tellable({ department, issue }: Candidate, others: readonly Cause[]): Cause[] {
  if (issue.windowAccounts < CARD_ACCOUNTS) return [];
  return CAUSES.filter((cause) => cause !== department && others.includes(cause));
}

function alsoCausedBy({ department, issue }: Candidate, view: WeekView): Cause[] {
  const tagged = (cause: Cause) => issue.windowTickets.filter((id) => view.tagOf(id, cause)).length;
  return CAUSES.filter((cause) => cause !== department && tagged(cause) >= issue.windowTickets.length * SHARED);
}
