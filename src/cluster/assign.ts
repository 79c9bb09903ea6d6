import type { Assignment, Topic } from '../domain/topic.ts';
import type { VectorBlock } from '../domain/vector.ts';
import { cosinesTo, nearestCentroids } from '../math/k-means.ts';
import { placeByWords } from './word-model.ts';

/** When a ticket is left without a topic. */
export interface AssignOptions {
  /** Least cosine to the nearest topic, as `fitTopics` learned it. */
  readonly threshold: number;
}

/**
 * Gives each ticket the topic that its vector and words speak for (the most similar one where topics carry no evidence), or none where even the nearest is
 * below the threshold. A ticket without a known word, or with no topic to choose, has similarity 0.
 * @returns n assignments, in block order.
 */
export function assign(block: VectorBlock, topics: readonly Topic[], options: AssignOptions): Assignment[] {
  const { dimensions: width } = block;
  const centroids = new Float32Array(topics.length * width);
  topics.forEach((topic, at) => {
    centroids.set(topic.centroid, at * width);
  });
  const { labels, similarities } = nearestCentroids(block.data, width, centroids);
  const evidence = topics.flatMap((topic) => topic.evidence ?? []);
  const heard = topics.length > 0 && evidence.length === topics.length;
  const cosines = heard ? cosinesTo(block.data, width, centroids) : new Float32Array(0);
  const chosen = heard ? placeByWords({ terms: block.terms, cosines }, evidence) : labels;
  return block.ids.map((ticketId, row) => {
    const known = topics.length > 0 && (block.terms[row]?.terms.length ?? 0) > 0;
    const nearest = known ? Math.min(1, similarities[row] as number) : 0;
    if (!known || nearest < options.threshold) return { ticketId, topicId: null, similarity: nearest };
    const topic = chosen[row] as number;
    const similarity = heard ? Math.min(1, cosines[row * topics.length + topic] as number) : nearest;
    return { ticketId, topicId: topics[topic]?.id ?? null, similarity };
  });
}
