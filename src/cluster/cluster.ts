import type { Ticket } from '../domain/ticket.ts';
import type { Assignment, Topic, TopicRegistry } from '../domain/topic.ts';
import type { Embedding, VectorBlock } from '../domain/vector.ts';
import { assign } from './assign.ts';
import { fitTopics, type TopicOptions } from './fit-topics.ts';
import { updateRegistry } from './registry.ts';

/** What clustering gives: topics in id order, an assignment of each ticket in block order, and what the next run must know. */
export interface Clustered {
  readonly topics: readonly Topic[];
  readonly assignments: readonly Assignment[];
  readonly registry: TopicRegistry;
  /** Cosine to the nearest topic that tickets of no topic have; `assign` places further tickets with it. */
  readonly threshold: number;
}

/** Finds topics, places every ticket of the block, and brings the registry up to date. */
export function cluster(
  block: VectorBlock,
  embedding: Embedding,
  tickets: readonly Ticket[],
  registry: TopicRegistry,
  options: TopicOptions,
): Clustered {
  const { topics, threshold } = fitTopics(block, embedding, tickets, registry, options);
  const assignments = assign(block, topics, { threshold, members: registry.members });
  return { topics, assignments, registry: updateRegistry(registry, topics, assignments), threshold };
}
