import type { Cause } from '../domain/cause.ts';
import { hasCause, type Tag } from '../domain/tag.ts';
import type { Ticket, TicketId } from '../domain/ticket.ts';
import { type Interval, wilson } from '../math/intervals.ts';
import type { Judged } from './evaluate-tags.ts';
import { foldText } from './sentences.ts';

/** How often what is quoted meets what a person would have quoted. */
export interface EvidenceOverlap {
  /** Right tags on tickets whose label has one cause and a span that is found in the ticket. */
  readonly compared: number;
  /** Right tags whose label's span is not found in the redacted text. */
  readonly notFound: number;
  /** Share of the compared whose quote shares a character with the span; null where none is compared. */
  readonly share: Interval | null;
  /** Ids of the tickets whose quote lies elsewhere. */
  readonly elsewhere: readonly TicketId[];
}

/**
 * Compares quotes with the spans of labels. A label with two causes does not say which of them its span is for and is left out.
 * @param tickets the judged tickets; the span is looked for in the field that is quoted.
 * @throws RangeError when a quote is no exact piece of its field.
 */
export function compareEvidence(judged: readonly Judged[], tickets: ReadonlyMap<TicketId, Ticket>): EvidenceOverlap {
  const meets: [TicketId, boolean | null][] = [];
  for (const { tags, label } of judged) {
    const cause = label.causes[0] as Cause;
    const tag = tags.tags.find((entry) => entry.cause === cause);
    const ticket = tickets.get(tags.ticketId);
    if (label.causes.length !== 1 || !label.evidence || !ticket || !tag || !hasCause(tags, cause)) continue;
    meets.push([tags.ticketId, overlaps(tag, label.evidence, ticket)]);
  }
  const compared = meets.filter(([, meet]) => meet !== null);
  const elsewhere = compared.filter(([, meet]) => meet === false).map(([id]) => id);
  return {
    compared: compared.length,
    notFound: meets.length - compared.length,
    share: compared.length > 0 ? wilson(compared.length - elsewhere.length, compared.length) : null,
    elsewhere,
  };
}

/** Whether a quote and a span share a character; null where the span is nowhere in the ticket. */
function overlaps({ evidence }: Tag, span: string, ticket: Ticket): boolean | null {
  const text = fieldOf(evidence, ticket);
  if (text.slice(evidence.start, evidence.end) !== evidence.quote)
    throw new RangeError(`ticket ${ticket.id}: expected a quote that is an exact piece of its ${evidence.field}`);
  const pattern = patternOf(span);
  const places = [...foldText(text).matchAll(pattern)];
  if (places.some(({ index, 0: found }) => index < evidence.end && index + found.length > evidence.start)) return true;
  const elsewhere = [ticket.subject, ticket.description, ticket.note, ...ticket.messages.map(({ text: said }) => said)];
  return elsewhere.some((other) => foldText(other).search(pattern) >= 0) ? false : null;
}

function fieldOf(evidence: Tag['evidence'], ticket: Ticket): string {
  if (evidence.field === 'message') return ticket.messages[evidence.message ?? -1]?.text ?? '';
  return ticket[evidence.field];
}

/** The span's words with any white space between them. */
function patternOf(span: string): RegExp {
  const words = foldText(span).trim().split(/ +/u);
  return new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')).join(' +'), 'gu');
}
