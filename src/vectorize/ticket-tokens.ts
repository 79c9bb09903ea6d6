import type { Ticket } from '../domain/ticket.ts';
import { addTokens, forgetWords } from './tokenize.ts';

/** A ticket's words by number (see `tokenOf`): those of subject and description, then those of the closing note. */
export interface TicketTokens {
  readonly language: string;
  readonly numbers: Int32Array;
  /** Where the note's begin. */
  readonly note: number;
}

// A ticket is read when its words are chosen, counted and placed, in every week whose window holds it: read once, it costs a quarter of a kilobyte.
let memory = new WeakMap<Ticket, TicketTokens>();

/** Begins a piece of work in which the numbers of words hold. */
export function beginReading(): void {
  if (forgetWords()) memory = new WeakMap();
}

/** Reads a ticket, or remembers what was read. @param language that it is read in */
export function readTokens(ticket: Ticket, language: string): TicketTokens {
  const known = memory.get(ticket);
  if (known?.language === language) return known;
  const found: number[] = [];
  addTokens(ticket.subject, language, found);
  addTokens(ticket.description, language, found);
  const note = found.length;
  addTokens(ticket.note, language, found);
  const read = { language, numbers: Int32Array.from(found), note };
  memory.set(ticket, read);
  return read;
}
