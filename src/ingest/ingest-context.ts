import type { Ticket } from '../domain/ticket.ts';

/** What ingesting needs from outside. */
export interface IngestContext {
  /** Reporting zone (IANA), whose calendar says which week a ticket belongs to. */
  readonly zone: string;
  /** Ids of tickets already taken from any shard or file of the run; `ingest` adds to it. */
  readonly seen: Set<string>;
  /** Keyed hash that turns a person's address into the same pseudonym each time. */
  readonly pseudonymize: (text: string) => string;
  /** Names of the firm's sellers (see sellersPattern): they are removed from texts as `[SELLER]`, so that a quote does not name one; a given name alone stays. */
  readonly sellers?: RegExp | undefined;
  /** Tickets to keep; the others are counted as `filtered`. All where it is not given. */
  readonly filter?: ((ticket: Ticket) => boolean) | undefined;
}
