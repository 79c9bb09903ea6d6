import type { Coverage } from '../domain/coverage.ts';
import type { Measures } from '../domain/measure.ts';
import type { Ticket } from '../domain/ticket.ts';
import { warnOfMatches } from '../measure/match-rates.ts';
import type { RunRecord } from '../ports.ts';

/** What a reader must know before the first number. */
export function noticesOf(
  measures: Measures,
  thisWeek: readonly Ticket[],
  last: RunRecord | null,
  coverage: Coverage,
): string[] {
  const notices = warnOfMatches(measures.matchRates);
  if (thisWeek.every(({ description, messages }) => description === '' && messages.length === 0))
    notices.unshift('Only subjects were given, no text: topics and trends alone can be read from them.');
  const earlier = last?.manifest?.coverage.tickets;
  if (earlier !== undefined && earlier !== coverage.tickets)
    notices.unshift(`Restated: ${coverage.tickets - earlier} tickets more than when this week was first reported.`);
  return notices;
}
