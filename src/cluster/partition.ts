import { centroidsOf, kMeans, refine } from '../math/k-means.ts';
import { dot, normalizeRows, takeRows } from '../math/linear-algebra.ts';
import { louvain } from '../math/louvain.ts';
import { cutTree, mergeTree } from '../math/merge-tree.ts';
import { neighbourGraph } from '../math/neighbour-graph.ts';
import { type Random, sample } from '../math/random.ts';

/** How many topics to look for: a number, or as many as the tickets show. */
export type TopicCount = number | 'auto';

// The graph costs n² products: 3 s for 8,000 x 100. Further rows take the nearest centroid.
const GRAPH_ROWS = 8000;
// Fine communities first, alike ones joined after: a topic of half the tickets stays whole and one of four is still found. Chosen on short and long,
// even and uneven sets; 3 to 5 and .8 to .9 differ by less than two seeds do.
const RESOLUTION = 5;
const SAME_TOPIC = 0.85;
const ROUNDS = 3;
// Many small groups joined to few lie better than few found at once: k-means starts as good as its luck, a tree of 6 k groups loses what it must.
const FINE = 6;
const LEAST_FINE = 6;
const FINE_ROUNDS = 4;
const LAST_ROUNDS = 20;

/**
 * Groups unit vectors: communities of the graph of nearest neighbours, then the closest communities joined.
 * @param topics exactly that many where the rows allow; or 'auto'.
 * @param data n x width, row-major, every row of length 1.
 * @returns unit centroids, k x width.
 */
export function partition(data: Float32Array, width: number, topics: TopicCount, random: Random): Float32Array {
  const rows = data.length / width;
  const chosen = rows > GRAPH_ROWS ? pickRows(data, width, random) : data;
  if (topics !== 'auto') return joinFine(data, chosen, width, Math.min(topics, rows), random);
  const graph = neighbourGraph(chosen, width, rows < 600 ? 4 : 6);
  const labels = louvain(graph, RESOLUTION, random);
  const size = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  return refine(data, width, joinAlike(chosen, width, labels, size), ROUNDS).centroids;
}

function joinFine(data: Float32Array, chosen: Float32Array, width: number, k: number, random: Random): Float32Array {
  const most = Math.floor(chosen.length / width / LEAST_FINE);
  if (most <= k) return kMeans(data, width, k, random).centroids;
  const fine = kMeans(chosen, width, Math.min(most, FINE * k), random, { restarts: 1, rounds: FINE_ROUNDS });
  const size = fine.centroids.length / width;
  const groups = cutTree(mergeTree(sumsOf(chosen, width, fine.labels, size), width), size, k);
  const joined = centroidsOf(
    chosen,
    width,
    fine.labels.map((label) => groups[label] as number),
    k,
  );
  return refine(data, width, joined, LAST_ROUNDS).centroids;
}

function pickRows(data: Float32Array, width: number, random: Random): Float32Array {
  const rows = Array.from({ length: data.length / width }, (_, row) => row);
  return takeRows(data, width, sample(random, rows, GRAPH_ROWS));
}

/**
 * Joins pairs until `fewest` are left, or, without a number, until no two centroids are more similar than .85. With a number the pair that costs the least
 * cohesion goes first (k-means' own aim, so small and near ones); without, the most similar pair, whatever its size.
 */
function joinAlike(data: Float32Array, width: number, labels: Int32Array, size: number, fewest?: number): Float64Array {
  const sums = sumsOf(data, width, labels, size);
  let live = Array.from({ length: size }, (_, c) => c);
  while (live.length > (fewest ?? 1)) {
    const pair = closestPair(sums, width, live, fewest === undefined ? cosine : cohesionKept);
    if (fewest === undefined && pair.closeness <= SAME_TOPIC) break;
    for (let i = 0; i < width; i++) {
      const at = pair.keep * width + i;
      sums[at] = (sums[at] as number) + (sums[pair.drop * width + i] as number);
    }
    live = live.filter((c) => c !== pair.drop);
  }
  const centroids = takeRows(sums, width, live);
  normalizeRows(centroids, width);
  return centroids;
}

/** How close two groups are, from the product of their sum vectors and each sum's length. */
type Closeness = (product: number, lengthA: number, lengthB: number) => number;

const cosine: Closeness = (product, a, b) => product / (a * b);

// The cosines of a group's rows to their centroid add up to the length of the rows' sum.
const cohesionKept: Closeness = (product, a, b) => Math.sqrt(a * a + b * b + 2 * product) - a - b;

function closestPair(sums: Float64Array, width: number, live: readonly number[], closeness: Closeness) {
  const lengths = live.map((c) => Math.sqrt(dot(sums, c * width, sums, c * width, width)));
  let best = { keep: 0, drop: 0, closeness: Number.NEGATIVE_INFINITY };
  for (let a = 0; a < live.length; a++) {
    for (let b = a + 1; b < live.length; b++) {
      const [keep, drop] = [live[a] as number, live[b] as number];
      const product = dot(sums, keep * width, sums, drop * width, width);
      const close = closeness(product, lengths[a] as number, lengths[b] as number);
      if (close > best.closeness) best = { keep, drop, closeness: close };
    }
  }
  return best;
}

function sumsOf(data: Float32Array, width: number, labels: Int32Array, size: number): Float64Array {
  const sums = new Float64Array(size * width);
  labels.forEach((label, row) => {
    for (let i = 0; i < width; i++) {
      const at = label * width + i;
      sums[at] = (sums[at] as number) + (data[row * width + i] as number);
    }
  });
  return sums;
}
