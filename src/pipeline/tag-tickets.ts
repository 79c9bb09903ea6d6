import type { RunId } from '../domain/run.ts';
import type { TicketTags } from '../domain/tag.ts';
import type { Ticket } from '../domain/ticket.ts';
import { type Assignment, EMPTY_REGISTRY, type TopicRegistry } from '../domain/topic.ts';
import type { IsoWeek } from '../domain/week.ts';
import { poolByTopic } from '../tag/pool-by-topic.ts';
import { tag } from '../tag/tag.ts';
import type { MiningSettings, PipelineContext, WeekSettings } from './context.ts';
import { type Mined, placeTickets } from './mine-tickets.ts';
import { shards } from './shards.ts';

/** Tags each ticket once a run, though it lies in up to 13 windows; then lets the window's topics speak for their unclear members. */
export async function tagTickets(
  tickets: readonly Ticket[],
  assignments: readonly Assignment[],
  runId: RunId,
  { rules }: WeekSettings,
  { store, tagged }: PipelineContext,
): Promise<TicketTags[]> {
  for (const part of shards(tickets.filter(({ id }) => !tagged.has(id)))) {
    for (const entry of await tag(part, rules)) tagged.set(entry.ticketId, entry);
  }
  const alone = tickets.map(({ id }) => tagged.get(id) as TicketTags);
  const tags = poolByTopic(alone, assignments, rules);
  for (const [shard, part] of shards(tags).entries()) await store.save(runId, 'tags', shard, part);
  return tags;
}

/** Places and tags tickets at once, keeping nothing: for looking back and for measuring. */
export async function judgeTickets(
  tickets: readonly Ticket[],
  week: IsoWeek,
  settings: MiningSettings & Pick<WeekSettings, 'rules'>,
  registry: TopicRegistry = EMPTY_REGISTRY,
): Promise<Mined & { readonly tags: TicketTags[] }> {
  const mined = placeTickets(tickets, week, settings, registry);
  return { ...mined, tags: poolByTopic(await tag(tickets, settings.rules), mined.assignments, settings.rules) };
}
