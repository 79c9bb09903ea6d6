import type { IsoWeek } from './week.ts';

/** A helpdesk's own ticket id, kept as text. */
export type TicketId = string & { readonly __brand: 'TicketId' };

/** Text from which personal data was removed. Only the redactor makes it; nothing else may be stored, clustered or shown. */
export type RedactedText = string & { readonly __brand: 'RedactedText' };

/** One row of a source, before anything was parsed. Held in memory only. */
export interface RawTicket {
  /** File or connection the row came from. */
  readonly source: string;
  /** Row in the source, counted from 1 with the header, as a spreadsheet shows it. */
  readonly row: number;
  /** For a table: cell texts by header. */
  readonly body: unknown;
  /** Where the next row begins, in whatever unit the source counts; undefined where it cannot be read from the middle. */
  readonly end?: number | undefined;
  /** Byte of the file at which the row begins, from 0; undefined where rows have no place of their own in it (packed files, other encodings, one JSON document). */
  readonly start?: number | undefined;
}

/** A place between two rows of a source, from which it can be read on: the row before it, and that row's `end`. */
export interface RowMark {
  readonly row: number;
  readonly end: number;
}

/** One message of a conversation, in time order. */
export interface Message {
  readonly at: string | null;
  readonly who: 'customer' | 'agent' | 'system';
  readonly public: boolean;
  readonly text: RedactedText;
  /** The ticket that it was said in, where that was merged into this one, with the pseudonyms of its requester and account. */
  readonly mergedFrom?: { readonly id: TicketId; readonly parties: readonly string[] } | undefined;
}

/** A closed ticket, cleaned and redacted. Optional fields are undefined when the source did not give them: missing is never zero. */
export interface Ticket {
  readonly id: TicketId;
  /** Week of the first recorded close in the reporting zone; never changes. */
  readonly week: IsoWeek;
  /** Instants are ISO 8601 in UTC. */
  readonly closedAt: string;
  /** Later weeks in which it was closed again, oldest first; the store knows them from later exports. */
  readonly closedAgain?: readonly IsoWeek[] | undefined;
  /** The close of its last export, where that lies in a later week than the first. */
  readonly lastClosedAt?: string | undefined;
  readonly createdAt?: string | undefined;
  readonly subject: RedactedText;
  /** What the customer wrote, without quoted history and signature; may be empty. */
  readonly description: RedactedText;
  /** The agent's closing note: feeds tagging, never quoted outside support. */
  readonly note: RedactedText;
  readonly messages: readonly Message[];
  readonly accountId?: string | undefined;
  /** Keyed hash of the requester: the same person gives the same value from week to week. */
  readonly requester?: string | undefined;
  readonly product?: string | undefined;
  readonly sku?: string | undefined;
  readonly serial?: string | undefined;
  readonly lot?: string | undefined;
  readonly errorCode?: string | undefined;
  /** Which of product, sku, serial, lot and errorCode were read from the text, not from a column. */
  readonly fromText: readonly string[];
  readonly projectId?: string | undefined;
  readonly campaignCode?: string | undefined;
  readonly priority?: string | undefined;
  readonly serviceLevel?: string | undefined;
  readonly channel?: string | undefined;
  readonly group?: string | undefined;
  readonly assignee?: string | undefined;
  readonly reassignments?: number | undefined;
  readonly reopens?: number | undefined;
  readonly firstResponseMinutes?: number | undefined;
  readonly resolutionMinutes?: number | undefined;
  readonly handleMinutes?: number | undefined;
  readonly slaBreached?: boolean | undefined;
  readonly csat?: number | undefined;
  readonly nps?: number | undefined;
  readonly tags: readonly string[];
  readonly url?: string | undefined;
  /** ISO 639-1 code, given or guessed; `und` where unknown. */
  readonly language: string;
  /** Filled cells of the source's other columns by header, redacted; those of columns that name persons are pseudonyms. Undefined where there are none. */
  readonly extra?: Readonly<Record<string, string>> | undefined;
}

/** Who a ticket counts for when accounts are counted: its account, else its requester, else the ticket itself. */
export function partyOf(ticket: Ticket): string {
  return ticket.accountId ?? ticket.requester ?? ticket.id;
}

/** A row that could not be used. Holds no ticket text. */
export interface Reject {
  readonly file: string;
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly reason: string;
  /** Byte of the file at which the row begins, from 0; undefined where that is unknown. */
  readonly byteOffset?: number | undefined;
}
