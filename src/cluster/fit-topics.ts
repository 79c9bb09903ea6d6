import type { Ticket, TicketId } from '../domain/ticket.ts';
import type { Topic, TopicId, TopicRegistry } from '../domain/topic.ts';
import type { Embedding, VectorBlock } from '../domain/vector.ts';
import type { IsoWeek } from '../domain/week.ts';
import { nearestCentroids } from '../math/k-means.ts';
import { takeRows } from '../math/linear-algebra.ts';
import { seededRandom } from '../math/random.ts';
import { labelTopics } from './label-topics.ts';
import { partition, type TopicCount } from './partition.ts';
import { byNumber, matchTopics, topicIdOf } from './registry.ts';
import { topicThreshold } from './threshold.ts';

/** What to fit with. */
export interface TopicOptions {
  /** The week that new topics are first seen in. */
  readonly week: IsoWeek;
  readonly topics: TopicCount;
  readonly seed: number;
}

/** The topics of one model, in order of their ids, and the similarity that a ticket needs to be in one. */
export interface TopicFit {
  readonly topics: readonly Topic[];
  readonly threshold: number;
}

const LEAST_TICKETS = 3;

/**
 * Finds the topics of a window's tickets and gives them permanent ids: those of the registry where the members are largely the same, else new numbers.
 * @param tickets the block's tickets, for label words.
 * @returns no topics where fewer than three tickets have a known word.
 */
export function fitTopics(
  block: VectorBlock,
  embedding: Embedding,
  tickets: readonly Ticket[],
  registry: TopicRegistry,
  options: TopicOptions,
): TopicFit {
  const random = seededRandom(options.seed);
  const { data, ids } = knownRows(block);
  const width = block.dimensions;
  if (ids.length < LEAST_TICKETS) return { topics: [], threshold: 1 };
  const found = partition(data, width, options.topics, random);
  const threshold = topicThreshold(data, width, found, random);
  const { centroids, groups } = keepLarge(data, width, found, threshold, ids);
  const named = nameGroups(groups, registry);
  const topicOf = new Map(groups.flatMap((group, at) => group.map((ticket) => [ticket, at] as const)));
  const known = new Map(registry.topics.map((topic) => [topic.id, topic]));
  const words = labelTopics(
    tickets,
    embedding,
    topicOf,
    named.map((id) => known.get(id)?.label),
  );
  const topics = named.map((id, at): Topic => {
    const { label, keywords } = words[at] as (typeof words)[number];
    const centroid = Float32Array.from(centroids.subarray(at * width, (at + 1) * width));
    return {
      id,
      label: label || `topic ${id}`,
      keywords,
      centroid,
      firstWeek: known.get(id)?.firstWeek ?? options.week,
    };
  });
  return { topics: topics.sort((a, b) => byNumber(a.id, b.id)), threshold };
}

function knownRows(block: VectorBlock): { readonly data: Float64Array; readonly ids: readonly TicketId[] } {
  const { dimensions: width } = block;
  const rows = block.ids.map((_, row) => row).filter((row) => (block.terms[row]?.terms.length ?? 0) > 0);
  const data = takeRows(block.data, width, rows);
  return { data, ids: rows.map((row) => block.ids[row] as TicketId) };
}

// A group that keeps fewer than three tickets is none: its tickets try the others, which may swell or shrink in turn.
function keepLarge(
  data: Float64Array,
  width: number,
  found: Float64Array,
  threshold: number,
  ids: readonly TicketId[],
): { readonly centroids: Float64Array; readonly groups: readonly (readonly TicketId[])[] } {
  let centroids = found;
  for (;;) {
    const groups: TicketId[][] = Array.from({ length: centroids.length / width }, () => []);
    const { labels, similarities } = nearestCentroids(data, width, centroids);
    labels.forEach((label, row) => {
      if ((similarities[row] as number) >= threshold) groups[label]?.push(ids[row] as TicketId);
    });
    const smallest = groups.reduce((least, group, at) => (group.length < (groups[least]?.length ?? 0) ? at : least), 0);
    if (groups.length === 0 || (groups[smallest] as TicketId[]).length >= LEAST_TICKETS) return { centroids, groups };
    centroids = centroids.filter((_, i) => Math.floor(i / width) !== smallest);
  }
}

function nameGroups(groups: readonly (readonly TicketId[])[], registry: TopicRegistry): TopicId[] {
  const names = matchTopics(groups, registry);
  const unnamed = names.map((_, at) => at).filter((at) => names[at] === undefined);
  unnamed.sort((a, b) => (groups[b]?.length ?? 0) - (groups[a]?.length ?? 0) || a - b);
  unnamed.forEach((at, nth) => {
    names[at] = topicIdOf(registry.nextNumber + nth);
  });
  return names as TopicId[];
}
