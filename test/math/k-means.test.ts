import { kmeans } from 'ml-kmeans';
import { describe, expect, it } from 'vitest';
import { kMeans, nearestCentroids, refine } from '../../src/math/k-means.ts';
import { normalizeRows, takeRows } from '../../src/math/linear-algebra.ts';
import { comparePartitions } from '../../src/math/partition-metrics.ts';
import { integer, normal, seededRandom } from '../../src/math/random.ts';

const WIDTH = 8;

/** Unit vectors around `groups` random directions, with their group. */
function makeVectors(rows: number, groups: number, spread: number, seed: number) {
  const random = seededRandom(seed);
  const centres = new Float64Array(groups * WIDTH).map(() => normal(random));
  normalizeRows(centres, WIDTH);
  const truth = Array.from({ length: rows }, () => integer(random, groups));
  const data = takeRows(centres, WIDTH, truth).map((x) => x + spread * normal(random));
  normalizeRows(data, WIDTH);
  return { data: Float32Array.from(data), truth };
}

const listOf = (data: Float32Array): number[][] =>
  Array.from({ length: data.length / WIDTH }, (_, row) => [...data.subarray(row * WIDTH, (row + 1) * WIDTH)]);

describe('kMeans', () => {
  it('finds separated groups', () => {
    const { data, truth } = makeVectors(300, 6, 0.1, 1);
    expect(comparePartitions(truth, [...kMeans(data, WIDTH, 6, seededRandom(1)).labels]).ari).toBeGreaterThan(0.99);
  });
  it.each([1, 2, 3, 4])('agrees with ml-kmeans from the same starting centroids (set %i)', (seed) => {
    const { data } = makeVectors(400, 7, 0.15, seed);
    const start = takeRows(data, WIDTH, [0, 50, 100, 150, 200, 250, 300]);
    const reference = kmeans(listOf(data), 7, { initialization: listOf(start), maxIterations: 100 });
    const ours = refine(data, WIDTH, start, 100);
    expect(comparePartitions(reference.clusters, [...ours.labels]).ari).toBeGreaterThan(0.95);
  });
  it('gives labels and cosines that a plain search confirms', () => {
    const { data } = makeVectors(200, 5, 0.4, 9);
    const { labels, similarities, centroids } = kMeans(data, WIDTH, 9, seededRandom(2));
    const searched = nearestCentroids(data, WIDTH, centroids);
    expect(searched.labels).toEqual(labels);
    for (const [row, similarity] of searched.similarities.entries())
      expect(similarities[row]).toBeCloseTo(similarity, 12);
  });
  it('leaves no cluster empty', () => {
    const { data } = makeVectors(50, 3, 0.2, 4);
    const start = new Float32Array(4 * WIDTH);
    start.set(data.subarray(0, WIDTH), 0);
    for (const far of [1, 2, 3]) start.set(data.subarray(0, WIDTH), far * WIDTH);
    expect(new Set(refine(data, WIDTH, start, 20).labels).size).toBe(4);
  });
  it('makes no more clusters than rows', () => {
    const { data } = makeVectors(3, 3, 0.1, 4);
    expect(new Set(kMeans(data, WIDTH, 10, seededRandom(1)).labels).size).toBe(3);
  });
});
