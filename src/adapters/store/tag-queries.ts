import { type Kysely, sql } from 'kysely';
import type { TicketTags } from '../../domain/tag.ts';
import type { Store } from '../../ports.ts';
import { decode, encode } from './codec.ts';
import type { Tables } from './tables.ts';

/** The store's questions about what single tickets say. Tags hold as long as the ticket's content hash: nobody has to remember to drop them. */
export function tagQueries(db: Kysely<Tables>): Pick<Store, 'saveTags' | 'loadTags'> {
  return {
    saveTags: async (model, tags) => {
      if (tags.length === 0) return;
      const ids = sql`${tags.map((entry) => entry.tags.ticketId)}::text[]`;
      const hashes = sql`${tags.map(({ hash }) => hash)}::text[]`;
      const bodies = sql`${tags.map((entry) => encode(entry.tags))}::text[]`;
      await sql`
        insert into ticket_tags (ticket_id, hash, model, body)
        select id, hash, ${model}, body from unnest(${ids}, ${hashes}, ${bodies}) as batch (id, hash, body) order by id collate "C"
        on conflict (ticket_id) do update set hash = excluded.hash, model = excluded.model, body = excluded.body`.execute(
        db,
      );
    },
    loadTags: async (model, ids) => {
      const { rows } = await sql<{ body: string }>`
        select ticket_tags.body from unnest(${ids}::text[]) as asked (id)
        join ticket_tags on ticket_tags.ticket_id = asked.id and ticket_tags.model = ${model}
        join tickets on tickets.ticket_id = asked.id and tickets.hash = ticket_tags.hash`.execute(db);
      return rows.map(({ body }) => decode<TicketTags>(body));
    },
  };
}
