import type { Evidence } from '../domain/tag.ts';
import type { Ticket } from '../domain/ticket.ts';
import { type Sentence, splitSentences } from './sentences.ts';

/** One field of a ticket, cut into sentences. */
export interface ReadField {
  readonly from: Evidence['from'];
  readonly field: Evidence['field'];
  /** Index in `ticket.messages`, for `message`. */
  readonly message?: number | undefined;
  readonly text: string;
  readonly sentences: readonly Sentence[];
  /** Sentences of other fields that are read as near to all of this one: the subject for the description, and the description's opening for the subject. */
  readonly near?: readonly Sentence[] | undefined;
}

/** Sentences of the description that a subject leads into. */
const OPENING = 2;

/**
 * Cuts a ticket into fields that rules look at: first the customer's words (subject, description, public customer messages), then the note and
 * private messages. What an agent wrote to the customer and what systems wrote is neither.
 * @returns fields with text, the customer's first.
 */
export function readFields(ticket: Ticket): ReadField[] {
  const fields: ReadField[] = [];
  const add = (
    from: Evidence['from'],
    field: Evidence['field'],
    text: string,
    sentences = splitSentences(text),
    rest: Pick<ReadField, 'near' | 'message'> = {},
  ) => {
    if (text !== '') fields.push({ from, field, text, sentences, ...rest });
  };
  const [subject, description] = [splitSentences(ticket.subject), splitSentences(ticket.description)];
  add('customer', 'subject', ticket.subject, subject, { near: description.slice(0, OPENING) });
  add('customer', 'description', ticket.description, description, { near: subject });
  ticket.messages.forEach((message, index) => {
    if (message.who === 'customer' && message.public)
      add('customer', 'message', message.text, undefined, { message: index });
  });
  add('note', 'note', ticket.note);
  ticket.messages.forEach((message, index) => {
    if (message.who === 'agent' && !message.public) add('note', 'message', message.text, undefined, { message: index });
  });
  return fields;
}

const RECORD_FIELDS = ['lot', 'serial', 'errorCode', 'projectId', 'campaignCode'] as const;

/** Names the fields of the record that are filled, as a line that `record` rules search: `lot serial projectid`. */
export function readRecord(ticket: Ticket): string {
  return RECORD_FIELDS.filter((name) => ticket[name] !== undefined && ticket[name] !== '')
    .join(' ')
    .toLowerCase();
}
