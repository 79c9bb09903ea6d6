import { dot } from './linear-algebra.ts';
import type { Random } from './random.ts';

/**
 * Chooses `k` rows that lie apart as starting centroids: each next one is drawn by its distance to those chosen, the better of two draws.
 * @returns k x width.
 * @see Arthur, Vassilvitskii 2007: k-means++, in its greedy form.
 */
export function spreadCentroids(data: Float64Array, width: number, k: number, random: Random): Float64Array {
  const rows = data.length / width;
  const centroids = new Float64Array(k * width);
  let gaps: Float64Array = new Float64Array(rows).fill(2);
  for (let c = 0; c < k; c++) {
    const candidates = [drawByWeight(gaps, random), drawByWeight(gaps, random)] as const;
    const [first, second] = [gapsWith(data, width, candidates[0], gaps), gapsWith(data, width, candidates[1], gaps)];
    const better = sum(second) < sum(first);
    gaps = better ? second : first;
    const row = candidates[better ? 1 : 0];
    centroids.set(data.subarray(row * width, (row + 1) * width), c * width);
  }
  return centroids;
}

function gapsWith(data: Float64Array, width: number, centre: number, gaps: Float64Array): Float64Array {
  const lowered = new Float64Array(gaps.length);
  for (let row = 0; row < gaps.length; row++) {
    const gap = Math.max(0, 1 - dot(data, row * width, data, centre * width, width));
    lowered[row] = Math.min(gaps[row] as number, gap);
  }
  return lowered;
}

function drawByWeight(weights: Float64Array, random: Random): number {
  let left = random() * sum(weights);
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i] as number;
    if (left < 0) return i;
  }
  return weights.length - 1;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
