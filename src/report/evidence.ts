import type { Cause } from '../domain/cause.ts';
import type { Quote } from '../domain/finding.ts';
import { partyOf, type TicketId } from '../domain/ticket.ts';
import type { WeekView } from './week-view.ts';

/** Evidence lines kept for a card: three are shown, the rest fold away. */
const LINES = 30;

/**
 * Picks the customers' own words that show a cause.
 * @param tickets in order of preference: this week's closest to the topic's centre first, then the latest of the window.
 * @returns quotes of different accounts first, each exact in the redacted text; never an agent's note.
 */
export function pickQuotes(tickets: readonly TicketId[], cause: Cause, view: WeekView): Quote[] {
  const quotes = [...new Set(tickets)].flatMap((id): (Quote & { readonly party: string })[] => {
    const evidence = view.tagOf(id, cause)?.evidence;
    return evidence?.from === 'customer'
      ? [{ ticketId: id, quote: evidence.quote, party: partyOf(view.ticketOf(id)) }]
      : [];
  });
  const seen = new Set<string>();
  const first = quotes.filter(({ party }) => !seen.has(party) && seen.add(party));
  const rest = quotes.filter((quote) => !first.includes(quote));
  return [...first, ...rest].slice(0, LINES).map(({ ticketId, quote }) => ({ ticketId, quote }));
}

/** One line on what does not fit: denials in the agent's notes, and tickets of the issue outside its segment. */
export function describeCounterEvidence(
  tickets: readonly TicketId[],
  cause: Cause,
  segmentTickets: { readonly inside: number; readonly known: number; readonly words: string } | null,
  view: WeekView,
): string {
  const parts: string[] = [];
  const denied = tickets.filter((id) => view.tagOf(id, cause)?.standing === 'contradicted').length;
  if (denied > 0) parts.push(`in ${denied} of ${tickets.length} the agent's note says that no such promise was made`);
  const noteOnly = tickets.filter((id) => view.tagOf(id, cause)?.evidence.from === 'note').length;
  if (noteOnly > 0)
    parts.push(`in ${noteOnly} of ${tickets.length} only the agent's note points to it, not the customer's words`);
  if (segmentTickets && segmentTickets.known > segmentTickets.inside)
    parts.push(`${segmentTickets.known - segmentTickets.inside} are not of ${segmentTickets.words}`);
  return parts.length > 0
    ? `${parts.join('; ')}.`
    : 'Nothing in these tickets speaks against it; other weeks and returns were not read by hand.';
}
