import type { Cause } from '../domain/cause.ts';
import type { Quote } from '../domain/finding.ts';
import { partyOf, type TicketId } from '../domain/ticket.ts';
import type { WeekView } from './week-view.ts';

/** Evidence lines kept for a card: three are shown, the rest fold away. */
const LINES = 30;

/** A quote shorter than this tells an outsider little. */
const TELLING = 32;

/**
 * Picks the customers' own words that show a cause.
 * @param tickets in order of preference: this week's closest to the topic's centre first, then the latest of the window.
 * @returns quotes of different accounts first, among them those long enough to tell something, each exact in the redacted text and said once; never an agent's note.
 */
export function pickQuotes(tickets: readonly TicketId[], cause: Cause, view: WeekView): Quote[] {
  const said = new Set<string>();
  const quotes = [...new Set(tickets)].flatMap((id): Quote[] => {
    const evidence = view.tagOf(id, cause)?.evidence;
    if (evidence?.from !== 'customer' || evidence.quote === '' || said.has(evidence.quote)) return [];
    said.add(evidence.quote);
    return [{ ticketId: id, quote: evidence.quote }];
  });
  const parties = new Set<string>();
  const first = quotes.filter(({ ticketId }) => {
    const party = partyOf(view.ticketOf(ticketId));
    return !parties.has(party) && parties.add(party);
  });
  const telling = first.filter(({ quote }) => quote.length >= TELLING);
  return [...new Set([...telling, ...first, ...quotes])].slice(0, LINES);
}
