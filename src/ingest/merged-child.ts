import type { Message, RedactedText, Ticket, TicketId } from '../domain/ticket.ts';

/** A ticket that was merged into another: what was said in it, on its way to that one. */
export interface MergedChild {
  readonly id: string;
  /** The ticket that it went into, as the file names it. */
  readonly into: string;
  /** The id that links name it by, where that is another than its own. */
  readonly alias?: string | undefined;
  /** When it was created, else closed: UTC instant, or null. */
  readonly at: string | null;
  /** Pseudonyms of its requester and account. */
  readonly parties: readonly string[];
  /** Cleaned and redacted; each says where it comes from. */
  readonly messages: readonly Message[];
}

/** What is known of a merge beside the ticket's own words. */
export type Merge = Pick<MergedChild, 'id' | 'into' | 'alias' | 'at'>;

/** Makes a child of the ticket that its row would have been. Its closing note stays private. */
export function makeMergedChild(merge: Merge, ticket: Ticket): MergedChild {
  const { subject, description, note, requester, accountId } = ticket;
  const parties = [...new Set([requester, accountId].flatMap((party) => party ?? []))];
  const mergedFrom = { id: merge.id as TicketId, parties };
  const opening = [subject, description].filter((text) => text !== '').join('\n') as RedactedText;
  const said: readonly Message[] = [
    { at: merge.at, who: 'customer', public: true, text: opening },
    ...ticket.messages,
    { at: null, who: 'agent', public: false, text: note },
  ];
  const messages = said.filter(({ text }) => text !== '').map((message) => ({ ...message, mergedFrom }));
  return { ...merge, parties, messages };
}
