import { nearestCentroids } from '../math/k-means.ts';
import { normalizeRows } from '../math/linear-algebra.ts';
import { integer, type Random } from '../math/random.ts';

const BLENDS = 2000;
const PARTS = 3;
const QUANTILE = 0.25;

/**
 * Finds the cosine to the nearest topic that a ticket of no topic has: three of four blends of three tickets drawn at random are nearer to a topic than that.
 * @param data n x width unit rows; `centroids` k x width.
 * @returns a cosine.
 */
export function topicThreshold(data: Float32Array, width: number, centroids: Float32Array, random: Random): number {
  const blends = new Float64Array(BLENDS * width);
  for (let to = 0; to < blends.length; to += width) {
    for (let part = 0; part < PARTS; part++) {
      const from = integer(random, data.length / width) * width;
      for (let i = 0; i < width; i++) blends[to + i] = (blends[to + i] as number) + (data[from + i] as number);
    }
  }
  normalizeRows(blends, width);
  const similarities = nearestCentroids(blends, width, centroids).similarities.sort();
  return similarities[Math.floor(QUANTILE * BLENDS)] as number;
}
