import type { Coverage } from '../domain/coverage.ts';
import type { Measures } from '../domain/measure.ts';
import type { Ticket } from '../domain/ticket.ts';
import { warnOfMatches } from '../measure/match-rates.ts';
import type { RunRecord } from '../ports.ts';
import type { PlacedWeek } from './placed-week.ts';

/** What a week's notices are read from. */
export interface NoticeView {
  readonly measures: Measures;
  readonly thisWeek: readonly Ticket[];
  /** The week's run before this one, or null. */
  readonly last: RunRecord | null;
  readonly coverage: Coverage;
  /** Tickets of earlier weeks that were closed again in this one. */
  readonly closedAgain: number;
  readonly isCut: boolean;
  /** Tickets of the week that broke a step. */
  readonly broken: PlacedWeek['broken'];
}

/** What a reader must know before the first number. */
export function noticesOf({ measures, thisWeek, last, coverage, closedAgain, isCut, broken }: NoticeView): string[] {
  const notices: string[] = [];
  const late = coverage.tickets - (last?.manifest?.coverage.tickets ?? coverage.tickets);
  if (late !== 0)
    notices.push(`Restated: ${Math.abs(late)} tickets ${late > 0 ? 'more' : 'fewer'} than in the report before.`);
  const reopened = thisWeek.filter((ticket) => (ticket.closedAgain ?? []).length > 0).length;
  if (reopened > 0)
    notices.push(
      `Restated: ${told(reopened)} of this week reopened and closed again in a later week, still counted here.`,
    );
  if (closedAgain > 0)
    notices.push(`Closed again: ${told(closedAgain)} of earlier weeks, counted in the week of the first close.`);
  if (isCut)
    notices.push('The export begins within this week or leaves out tickets opened before it: all counts are too low.');
  if (thisWeek.every(({ description, messages }) => description === '' && messages.length === 0))
    notices.push('Only subjects were given, no text: topics and trends alone can be read from them.');
  if (broken.length > 0) {
    const ids = broken.map(({ ticket, step }) => `${ticket.id} (${step})`).join(', ');
    notices.push(`Set aside because a step could not work on them: ${ids}.`);
  }
  return [...notices, ...warnOfMatches(measures.matchRates)];
}

function told(tickets: number): string {
  return tickets === 1 ? '1 ticket' : `${tickets} tickets`;
}
