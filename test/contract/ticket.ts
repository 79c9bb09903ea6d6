import type { Ticket } from '../../src/domain/ticket.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import type { StoredTicket } from '../../src/ports.ts';

/** A ticket with its hash, as an import would save it. */
export function stored(of: Ticket): StoredTicket {
  return { ticket: of, hash: JSON.stringify(of.subject) };
}

/** A ticket with the fields that a source must give; plain strings stand for branded ones. */
export function ticket(
  id: string,
  week: IsoWeek,
  more: { readonly closedAt?: string; readonly subject?: string } = {},
): Ticket {
  const fields = { closedAt: '2026-11-11T10:00:00.000Z', subject: 's', description: '', note: '', ...more };
  return { id, week, ...fields, messages: [], fromText: [], tags: [], language: 'en' } as unknown as Ticket;
}
