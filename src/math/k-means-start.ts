import { floatsAt, kernel } from './kernel/kernel.ts';
import type { Random } from './random.ts';

/** Unit rows that lie in the kernel's memory, and room for three numbers a row beside them. */
export interface PlacedRows {
  /** n x width, row-major. */
  readonly data: number;
  readonly rows: number;
  readonly width: number;
  /** Room for n numbers each. */
  readonly gaps: readonly [number, number, number];
}

/**
 * Chooses `k` rows that lie apart as starting centroids: each next one is drawn by its distance to those chosen, the better of two draws.
 * @returns k x width.
 * @see Arthur, Vassilvitskii 2007: k-means++, in its greedy form.
 */
export function spreadCentroids(placed: PlacedRows, k: number, random: Random): Float32Array {
  const { data, rows, width } = placed;
  const centroids = new Float32Array(k * width);
  let [gaps, first, second] = placed.gaps;
  let sum = 2 * rows;
  floatsAt(gaps, rows).fill(2);
  const lower = (row: number, lowered: number): number =>
    kernel().lowerGaps(data, rows, width, data + row * width * 4, gaps, lowered);
  for (let c = 0; c < k; c++) {
    const weights = floatsAt(gaps, rows);
    const candidates = [drawByWeight(weights, sum, random), drawByWeight(weights, sum, random)] as const;
    const sums = [lower(candidates[0], first), lower(candidates[1], second)] as const;
    const better = sums[1] < sums[0] ? 1 : 0;
    if (better === 1) [gaps, second] = [second, gaps];
    else [gaps, first] = [first, gaps];
    sum = sums[better];
    centroids.set(floatsAt(data + candidates[better] * width * 4, width), c * width);
  }
  return centroids;
}

function drawByWeight(weights: Float32Array, sum: number, random: Random): number {
  let left = random() * sum;
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i] as number;
    if (left < 0) return i;
  }
  return weights.length - 1;
}
