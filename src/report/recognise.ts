import type { FindingId, LedgerEntry } from '../domain/finding.ts';
import type { Candidate } from './candidate.ts';
import { likeness } from './same-thing.ts';
import type { WeekView } from './week-view.ts';

/**
 * Knows findings again: by their key, else by the tickets that both last week's ledger and this week's candidate hold, so that an id outlives its topic's shape.
 * Keys go first for all; then the likest pair, of equals the older finding. This week's tickets are left out: they say nothing of what was known before.
 * @returns the ledger entry of each candidate that is known; no entry twice.
 */
export function recognise(candidates: readonly Candidate[], view: WeekView): Map<Candidate, LedgerEntry> {
  const found = new Map<Candidate, LedgerEntry>();
  const taken = new Set<FindingId>();
  const pairs = [...pairByKey(candidates, view), ...pairByTickets(candidates, view)];
  for (const { candidate, entry } of pairs) {
    if (found.has(candidate) || taken.has(entry.id)) continue;
    found.set(candidate, entry);
    taken.add(entry.id);
  }
  return found;
}

/** Number of a finding id: `F-2031` is 2031. */
export function numberOf(id: FindingId): number {
  return Number(id.slice(2));
}

interface Pair {
  readonly candidate: Candidate;
  readonly entry: LedgerEntry;
}

function pairByKey(candidates: readonly Candidate[], view: WeekView): Pair[] {
  return candidates.flatMap((candidate) =>
    view.ledger
      .filter(({ department, key }) => department === candidate.department && key === candidate.key)
      .map((entry) => ({ candidate, entry })),
  );
}

function pairByTickets(candidates: readonly Candidate[], view: WeekView): Pair[] {
  const entries = view.ledger
    .map((entry) => ({ entry, tickets: entry.tickets.filter(view.holds) }))
    .filter(({ tickets }) => tickets.length > 0);
  const pairs = candidates.flatMap((candidate) => {
    const earlier = candidate.issue.windowTickets.filter((id) => view.ticketOf(id).week < view.week);
    const own = entries.filter(({ entry }) => [candidate.department, ...candidate.also].includes(entry.department));
    return own.map(({ entry, tickets }) => ({ candidate, entry, like: likeness(tickets, earlier) }));
  });
  return pairs
    .filter(({ like }) => like > 0)
    .sort((a, b) => b.like - a.like || numberOf(a.entry.id) - numberOf(b.entry.id));
}
