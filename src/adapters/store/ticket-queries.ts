import { type Kysely, sql } from 'kysely';
import type { Ticket, TicketId } from '../../domain/ticket.ts';
import type { IsoWeek } from '../../domain/week.ts';
import type { SavedTickets, Store, StoredTicket } from '../../ports.ts';
import { decode, encode } from './codec.ts';
import { forgetTicket } from './forget-ticket.ts';
import { latestById } from './store-rules.ts';
import type { Tables } from './tables.ts';

type TicketQueries = Pick<
  Store,
  'saveTickets' | 'loadTickets' | 'loadTicketHashes' | 'countTickets' | 'countClosedAgain' | 'forgetTicket'
>;

type KnownTicket = Pick<Tables['tickets'], 'week' | 'closed_at' | 'closed_again' | 'body'>;

/** The store's questions about tickets. */
export function ticketQueries(db: Kysely<Tables>): TicketQueries {
  return {
    saveTickets: (tickets) => saveTickets(db, latestById(tickets)),
    loadTickets: async (first, last) => {
      const rows = await inOrder(db, first, last).select(['week', 'closed_at', 'closed_again', 'body']).execute();
      return rows.map(readTicket);
    },
    loadTicketHashes: (first, last) => inOrder(db, first, last).select(['ticket_id as id', 'week', 'hash']).execute(),
    countClosedAgain: async (week) => {
      const { rows } = await sql<{ tickets: number }>`
        select count(*)::integer as tickets from tickets
        where closed_again <> '' and ${week} = any(string_to_array(closed_again, ' '))`.execute(db);
      return rows[0]?.tickets ?? 0;
    },
    countTickets: () =>
      db
        .selectFrom('tickets')
        .select(['week', sql<number>`count(*)::integer`.as('tickets')])
        .groupBy('week')
        .orderBy('week')
        .execute(),
    forgetTicket: (id) => db.transaction().execute((trx) => forgetTicket(trx, id)),
  };
}

function readTicket({ week, closed_at: closedAt, closed_again, body }: KnownTicket): Ticket {
  const ticket = decode<Ticket>(body);
  const lastClosedAt = ticket.closedAt === closedAt ? {} : { lastClosedAt: ticket.closedAt };
  const closedAgain = closed_again === '' ? {} : { closedAgain: closed_again.split(' ') as IsoWeek[] };
  return { ...ticket, week, closedAt, ...closedAgain, ...lastClosedAt };
}

/** A ticket's own content, as it was read. */
function bodyOf({ closedAgain: _, lastClosedAt, ...ticket }: Ticket): string {
  return encode({ ...ticket, closedAt: lastClosedAt ?? ticket.closedAt });
}

/** Exports overlap from week to week, so most tickets are known: their bodies are neither written out nor sent. */
async function saveTickets(db: Kysely<Tables>, tickets: readonly StoredTicket[]): Promise<SavedTickets> {
  if (tickets.length === 0) return { added: 0, changed: 0, unchanged: 0, weeks: [] };
  const known = await sql<{ id: TicketId }>`
    select batch.id from unnest(${texts(tickets, idOf)}, ${texts(tickets, hashOf)}) as batch (id, hash)
    join tickets on tickets.ticket_id = batch.id and tickets.hash = batch.hash`.execute(db);
  const unchanged = new Set(known.rows.map(({ id }) => id));
  const written = await writeTickets(
    db,
    tickets.filter(({ ticket }) => !unchanged.has(ticket.id)),
  );
  return { ...written, unchanged: tickets.length - written.added - written.changed };
}

/**
 * One statement for the batch. The week of a known ticket is left alone, and so is its close where it is closed again in a later week, which is noted. Rows are taken in order of their keys, so that two processes that save the same
 * tickets wait for each other instead of locking crosswise.
 */
async function writeTickets(db: Kysely<Tables>, tickets: readonly StoredTicket[]) {
  if (tickets.length === 0) return { added: 0, changed: 0, weeks: [] };
  const weeks = texts(tickets, ({ ticket }) => ticket.week);
  const closes = texts(tickets, ({ ticket }) => ticket.closedAt);
  const bodies = texts(tickets, ({ ticket }) => bodyOf(ticket));
  const again = texts(tickets, ({ ticket }) => (ticket.closedAgain ?? []).join(' '));
  // A row that this statement has inserted has no deleter yet: its xmax is 0.
  const { rows } = await sql<{ week: IsoWeek; added: boolean }>`
    insert into tickets (ticket_id, week, closed_at, hash, body, closed_again)
    select * from unnest(${texts(tickets, idOf)}, ${weeks}, ${closes}, ${texts(tickets, hashOf)}, ${bodies}, ${again}) as batch (id)
    order by id collate "C"
    on conflict (ticket_id) do update set hash = excluded.hash, body = excluded.body,
      closed_at = case when excluded.week > tickets.week then tickets.closed_at else excluded.closed_at end,
      closed_again = case when excluded.week > tickets.week and excluded.week <> all(string_to_array(tickets.closed_again, ' '))
        then ltrim(tickets.closed_again || ' ' || excluded.week) else tickets.closed_again end
      where tickets.hash <> excluded.hash
    returning week, xmax = 0 as added`.execute(db);
  const added = rows.filter((row) => row.added).length;
  return { added, changed: rows.length - added, weeks: [...new Set(rows.map(({ week }) => week))].sort() };
}

const idOf = ({ ticket }: StoredTicket) => ticket.id;
const hashOf = ({ hash }: StoredTicket) => hash;

function texts(tickets: readonly StoredTicket[], read: (stored: StoredTicket) => string) {
  return sql`${tickets.map(read)}::text[]`;
}

function inOrder(db: Kysely<Tables>, first: IsoWeek, last: IsoWeek) {
  return db
    .selectFrom('tickets')
    .where('week', '>=', first)
    .where('week', '<=', last)
    .orderBy('closed_at')
    .orderBy('ticket_id');
}
