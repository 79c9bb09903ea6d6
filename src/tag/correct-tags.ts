import { CAUSES, type Cause } from '../domain/cause.ts';
import { type Correction, causesOf } from '../domain/correction.ts';
import type { Evidence, Tag, TicketTags } from '../domain/tag.ts';
import type { Ticket, TicketId } from '../domain/ticket.ts';

const LONGEST = 240;

/**
 * Puts tags as people have put them: a re-tagged ticket has the causes that they name and no other, one that is not a department's has not its cause. People are
 * sure: the score is 1 or 0. A cause that no rule saw is quoted from the beginning of what the customer wrote.
 * @param tags of the same tickets, in any order.
 * @returns one entry a ticket, in order of `tags`; votes stay, as what the rules said.
 */
export function correctTags(
  tags: readonly TicketTags[],
  tickets: readonly Ticket[],
  corrections: readonly Correction[],
): readonly TicketTags[] {
  const edits = new Map<string, Correction[]>();
  for (const edit of corrections)
    if (edit.ticketId !== undefined) edits.set(edit.ticketId, [...(edits.get(edit.ticketId) ?? []), edit]);
  if (edits.size === 0) return tags;
  const ticketOf = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return tags.map((entry) => {
    const ticket = ticketOf.get(entry.ticketId as TicketId);
    return ticket
      ? (edits.get(entry.ticketId) ?? []).reduce((tagged, edit) => corrected(tagged, ticket, edit), entry)
      : entry;
  });
}

function corrected(entry: TicketTags, ticket: Ticket, { kind, value }: Correction): TicketTags {
  const has = new Set(entry.tags.map(({ cause }) => cause));
  const wanted = kind === 're-tag' ? new Set(causesOf(value)) : new Set([...has].filter((cause) => cause !== value));
  const decided = kind === 're-tag' ? CAUSES : CAUSES.filter((cause) => cause === value);
  const sure = Object.fromEntries(decided.map((cause) => [cause, wanted.has(cause) ? 1 : 0]));
  const tagOf = (cause: Cause): Tag | undefined => {
    const known = entry.tags.find((tag) => tag.cause === cause);
    if (kind !== 're-tag') return known;
    const evidence = known?.evidence ?? beginningOf(ticket);
    return evidence && { ...known, cause, status: 'tagged', score: 1, evidence };
  };
  const tags = CAUSES.filter((cause) => wanted.has(cause)).flatMap((cause) => tagOf(cause) ?? []);
  return { ...entry, scores: { ...entry.scores, ...sure }, tags };
}

/** The first words of a ticket, cut at a word's border. */
function beginningOf(ticket: Ticket): Evidence | undefined {
  const field = (['description', 'subject', 'note'] as const).find((name) => ticket[name] !== '');
  if (field === undefined) return undefined;
  const text: string = ticket[field];
  const cut = text.length > LONGEST ? text.lastIndexOf(' ', LONGEST) : text.length;
  const end = cut > 0 ? cut : LONGEST;
  return { from: field === 'note' ? 'note' : 'customer', field, start: 0, end, quote: text.slice(0, end) };
}
