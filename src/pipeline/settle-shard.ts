import type { Ingested } from '../ingest/ingest.ts';

/**
 * Takes out of a shard what an earlier shard has already brought, and counts it as duplicate: of two rows with one id the first counts. (Across runs it is
 * the other way round, see `Store.saveTickets`: helpdesks give a ticket once an export, as it stands then, so a later export knows better.) Shards may be ingested in any
 * order, but are settled in the order of their rows.
 * @param seen ids so far; those of this shard are added.
 */
export function settleShard(ingested: Ingested, seen: Set<string>): Ingested {
  const tickets = ingested.tickets.filter(({ id }) => !seen.has(id));
  for (const { id } of tickets) seen.add(id);
  const repeated = ingested.tickets.length - tickets.length;
  const { counts } = ingested;
  return { ...ingested, tickets, counts: { ...counts, duplicate: counts.duplicate + repeated } };
}
