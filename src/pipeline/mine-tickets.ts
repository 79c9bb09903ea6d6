import { assign } from '../cluster/assign.ts';
import { fitTopics, type TopicFit } from '../cluster/fit-topics.ts';
import { updateRegistry } from '../cluster/registry.ts';
import type { RunId } from '../domain/run.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Assignment, Topic, TopicRegistry } from '../domain/topic.ts';
import type { Embedding } from '../domain/vector.ts';
import type { IsoWeek } from '../domain/week.ts';
import { fit } from '../vectorize/fit.ts';
import { transform } from '../vectorize/transform.ts';
import type { MiningSettings, PipelineContext } from './context.ts';
import { sampleEvenly, shards } from './shards.ts';
import type { Timer } from './timer.ts';

/** Tickets that topics are learned from; the rest is only assigned. */
const SAMPLE = 30_000;

/** Topics and the places of tickets in them. */
export interface Mined {
  readonly topics: readonly Topic[];
  readonly assignments: readonly Assignment[];
}

/** Learns the window's topics, places its tickets shard by shard, and saves all that later weeks build on. */
export async function mineTickets(
  tickets: readonly Ticket[],
  week: IsoWeek,
  registry: TopicRegistry,
  runId: RunId,
  settings: MiningSettings,
  { store }: PipelineContext,
  timer: Timer,
): Promise<Mined> {
  const { embedding, topics, threshold } = await timer.time('fit', async () =>
    fitTickets(tickets, week, registry, settings),
  );
  await store.save(runId, 'embedding', 0, embedding);
  await store.save(runId, 'topics', 0, topics);
  const assignments: Assignment[] = [];
  for (const [shard, part] of shards(tickets).entries()) {
    const vectors = await timer.time('vectorize', async () => transform(part, embedding));
    const placed = await timer.time('cluster', async () => assign(vectors, topics, { threshold }));
    await store.save(runId, 'vectors', shard, vectors);
    await store.save(runId, 'assignments', shard, placed);
    assignments.push(...placed);
  }
  await store.save(runId, 'registry', 0, updateRegistry(registry, topics, assignments));
  return { topics, assignments };
}

/** Learns topics and places each ticket, keeping nothing: for looking back and for measuring. */
export function placeTickets(
  tickets: readonly Ticket[],
  week: IsoWeek,
  settings: MiningSettings,
  registry: TopicRegistry,
): Mined {
  const { embedding, topics, threshold } = fitTickets(tickets, week, registry, settings);
  return {
    topics,
    assignments: shards(tickets).flatMap((shard) => assign(transform(shard, embedding), topics, { threshold })),
  };
}

function fitTickets(
  tickets: readonly Ticket[],
  week: IsoWeek,
  registry: TopicRegistry,
  settings: MiningSettings,
): TopicFit & { readonly embedding: Embedding } {
  const learned = sampleEvenly(tickets, SAMPLE);
  const embedding = fit(learned, { seed: settings.seed, stopWords: settings.stopWords });
  return {
    embedding,
    ...fitTopics(transform(learned, embedding), embedding, learned, registry, {
      week,
      topics: settings.topics,
      seed: settings.seed,
    }),
  };
}
