import type { Message, Ticket } from '../domain/ticket.ts';
import type { MergedChild } from '../ingest/merged-child.ts';
import { type MergeIndex, startMergeIndex } from './merge-index.ts';

/** Characters of merged tickets that one ticket is given at most: an outage of thousands of reports stays a ticket that can be read. */
const MOST_OF_TICKET = 1_000_000;
/** Characters of merged tickets that are held at a time; what lies further back is read again. */
const MOST_HELD = 32_000_000;

/** Gives tickets the words of those that were merged into them. */
export interface MergedTexts {
  readonly index: MergeIndex;
  /** The ticket with its children's messages; the ticket itself where it has none. The same in whatever order the files and rows came. */
  addTo(ticket: Ticket, alias?: string): Promise<Ticket>;
}

/**
 * Looks through the merged tickets of all shards, of which only ids are kept, and then reads them as they are asked for.
 * @param load the children of a shard; asked again for what no longer fits into memory
 */
export async function openMergedTexts(
  shards: number,
  load: (shard: number) => Promise<readonly MergedChild[]>,
): Promise<MergedTexts> {
  const index = startMergeIndex();
  const recall = remember(load, MOST_HELD);
  for (let shard = 0; shard < shards; shard += 1) index.add(shard, await recall(shard));
  const addTo = async (ticket: Ticket, alias?: string): Promise<Ticket> => {
    if (index.isEmpty()) return ticket;
    const children: MergedChild[] = [];
    for (const [id, shard] of index.claim(ticket.id, alias))
      children.push(...(await recall(shard)).filter((child) => child.id === id).slice(0, 1));
    return withChildren(ticket, children);
  };
  return { index, addTo };
}

function remember(load: (shard: number) => Promise<readonly MergedChild[]>, most: number): typeof load {
  const held = new Map<number, readonly MergedChild[]>();
  let size = 0;
  return async (shard) => {
    const known = held.get(shard);
    if (known !== undefined) return known;
    const children = await load(shard);
    held.set(shard, children);
    size += sizeOf(children);
    for (const [old, values] of held) {
      if (size <= most || old === shard) break;
      held.delete(old);
      size -= sizeOf(values);
    }
    return children;
  };
}

function sizeOf(children: readonly MergedChild[]): number {
  return children.reduce((sum, { messages }) => sum + lengthOf(messages), 100);
}

function lengthOf(messages: readonly Message[]): number {
  return messages.reduce((sum, { text }) => sum + text.length, 0);
}

/** Messages in time order where each has a time, else the children's behind the ticket's own, the oldest child first. */
function withChildren(ticket: Ticket, children: readonly MergedChild[]): Ticket {
  if (children.length === 0) return ticket;
  const sorted = children.toSorted((a, b) => compare(a.at ?? '', b.at ?? '') || compare(a.id, b.id));
  const added: Message[] = [];
  let room = MOST_OF_TICKET;
  for (const { messages } of sorted) {
    room -= lengthOf(messages);
    if (room < 0) break;
    added.push(...messages);
  }
  const all = [...ticket.messages, ...added];
  const isTimed = all.every(({ at }) => at !== null);
  return { ...ticket, messages: isTimed ? all.toSorted((a, b) => compare(a.at ?? '', b.at ?? '')) : all };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
