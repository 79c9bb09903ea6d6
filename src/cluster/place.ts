import type { TopicEvidence } from '../domain/topic.ts';
import type { TermVector } from '../domain/vector.ts';
import { cosinesTo, nearestOf } from '../math/k-means.ts';
import { hear, supportOfNone } from './word-model.ts';

/** Tickets to place: a unit row and the terms of each. */
export interface Rows {
  /** n x width, row-major. */
  readonly data: Float32Array;
  readonly width: number;
  readonly terms: readonly TermVector[];
}

/** Topics to place tickets in. */
export interface Places {
  /** k x width unit rows, row-major. */
  readonly centroids: Float32Array;
  /** What the words say of each topic; undefined where only centroids are known. */
  readonly evidence?: readonly TopicEvidence[] | undefined;
  /** Cosine that a ticket of no topic has to the nearest one. */
  readonly threshold: number;
}

/** Where tickets belong. */
export interface Placement {
  /** Place of each row, -1 for none. */
  readonly labels: Int32Array;
  /** Largest cosine of each row; -1 where there is no place. */
  readonly nearest: Float32Array;
  /** n x k, row-major. */
  readonly cosines: Float32Array;
}

/**
 * Places each ticket by itself, so that it comes to the same topic alone, in a shard or among all. Without evidence: the nearest centroid, if not farther than
 * the threshold. With evidence: the topic that vector and words speak for, if all topics together make the ticket likelier than chance does; chance draws its
 * words from all tickets and has the threshold's cosine. Of clinc150's out-of-scope requests that leaves out twice as many as the threshold alone.
 */
export function placeRows({ data, width, terms }: Rows, { centroids, evidence, threshold }: Places): Placement {
  const cosines = cosinesTo(data, width, centroids);
  const { labels: near, similarities: nearest } = nearestOf(cosines, terms.length);
  const { labels, support } = evidence ? hear({ terms, cosines }, evidence) : { labels: near, support: nearest };
  const least = evidence ? supportOfNone(threshold) : threshold;
  return { labels: labels.map((label, row) => ((support[row] as number) < least ? -1 : label)), nearest, cosines };
}
