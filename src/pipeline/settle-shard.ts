import type { Ingested } from '../ingest/ingest.ts';
import { type RepeatedTexts, rememberTexts } from './repeated-texts.ts';

/** What earlier shards and files of an intake brought. */
export interface SettleMemory {
  /** Ids of the tickets that were taken. */
  readonly seen: Set<string>;
  /** Ids of tickets that said what another one had said: a second row of theirs is as much a duplicate. */
  readonly repeated: Set<string>;
  readonly texts: RepeatedTexts;
}

/** Memory before the first shard. */
export function startSettling(): SettleMemory {
  return { seen: new Set(), repeated: new Set(), texts: rememberTexts() };
}

/**
 * Takes out of a shard what was already brought, and counts it as duplicate: of two rows with one id, and of two tickets with one sender and one text within a
 * fortnight, the first counts. (Across runs it is the other way round, see `Store.saveTickets`: helpdesks give a ticket once an export, as it stands then, so a later
 * export knows better.) Shards may be ingested in any order, but are settled in the order of their rows.
 * @param memory what came before; this shard's is added.
 */
export function settleShard(ingested: Ingested, memory: SettleMemory): Ingested {
  const { seen, repeated, texts } = memory;
  const tickets = ingested.tickets.filter((ticket) => {
    if (seen.has(ticket.id) || repeated.has(ticket.id)) return false;
    const isRepeat = texts.isRepeat(ticket);
    (isRepeat ? repeated : seen).add(ticket.id);
    return !isRepeat;
  });
  const leftOut = ingested.tickets.length - tickets.length;
  const { counts } = ingested;
  return { ...ingested, tickets, counts: { ...counts, duplicate: counts.duplicate + leftOut } };
}
