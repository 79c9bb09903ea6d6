import type { TermVector } from '../domain/vector.ts';
import { kMeans } from '../math/k-means.ts';
import type { Random } from '../math/random.ts';
import { type Pooling, pool } from './pool.ts';

const MAX_CLUSTERS = 50;
const TICKETS_PER_CLUSTER = 20;
const PSEUDO_COUNT = 0.1;

/**
 * Weighs each term by how much it tells of a ticket's group: the root of KL(p(group | term) || p(group)) / log k over a quick clustering, with .1 k
 * pseudo-counts of the prior. A word spread over all groups weighs next to nothing, however rare.
 * @returns a weight a term, in (0, 1].
 */
export function telling(vectors: readonly TermVector[], pooling: Pooling, random: Random): Float32Array {
  const k = Math.max(2, Math.round(Math.min(MAX_CLUSTERS, vectors.length / TICKETS_PER_CLUSTER)));
  const data = pool(vectors, pooling);
  const { labels } = kMeans(data, pooling.dimensions, k, random, { restarts: 1, rounds: 8 });
  const { prior, counts } = countGroups(vectors, labels, pooling.weights.length, k);
  return Float32Array.from(pooling.weights, (_, term) => {
    const divergence = divergenceOf(counts.subarray(term * k, (term + 1) * k), prior);
    return Math.max(0.001, Math.sqrt(Math.max(0, divergence) / Math.log(k)));
  });
}

function countGroups(vectors: readonly TermVector[], labels: Int32Array, size: number, k: number) {
  const prior = new Float64Array(k);
  const counts = new Float64Array(size * k);
  vectors.forEach(({ terms }, n) => {
    const label = labels[n] as number;
    prior[label] = (prior[label] as number) + 1 / vectors.length;
    for (const term of terms) counts[term * k + label] = (counts[term * k + label] as number) + 1;
  });
  return { prior, counts };
}

function divergenceOf(counts: Float64Array, prior: Float64Array): number {
  const pseudo = PSEUDO_COUNT * prior.length;
  const total = counts.reduce((sum, count) => sum + count, pseudo);
  let divergence = 0;
  prior.forEach((expected, group) => {
    const share = ((counts[group] as number) + pseudo * expected) / total;
    if (share > 0) divergence += share * Math.log(share / expected);
  });
  return divergence;
}
