import type { Assignment, Topic } from '../domain/topic.ts';
import type { VectorBlock } from '../domain/vector.ts';
import { nearestCentroids } from '../math/k-means.ts';

/** When a ticket is left without a topic. */
export interface AssignOptions {
  /** Least cosine to the nearest topic, as `fitTopics` learned it. */
  readonly threshold: number;
}

/**
 * Gives each ticket its most similar topic, or none below the threshold. A ticket without a known word, or with no topic to choose, has similarity 0.
 * @returns n assignments, in block order.
 */
export function assign(block: VectorBlock, topics: readonly Topic[], options: AssignOptions): Assignment[] {
  const { dimensions: width } = block;
  const centroids = new Float64Array(topics.length * width);
  topics.forEach((topic, at) => {
    centroids.set(topic.centroid, at * width);
  });
  const data = new Float64Array(block.data);
  const { labels, similarities } = nearestCentroids(data, width, centroids);
  return block.ids.map((ticketId, row) => {
    const known = topics.length > 0 && (block.terms[row]?.terms.length ?? 0) > 0;
    const similarity = known ? Math.min(1, similarities[row] as number) : 0;
    const topic = known && similarity >= options.threshold ? topics[labels[row] as number] : undefined;
    return { ticketId, topicId: topic?.id ?? null, similarity };
  });
}
