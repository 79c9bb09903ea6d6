import { kMeans, refine } from '../math/k-means.ts';
import { dot, normalizeRows, takeRows } from '../math/linear-algebra.ts';
import { louvain } from '../math/louvain.ts';
import { type Graph, neighbourGraph } from '../math/neighbour-graph.ts';
import { type Random, sample } from '../math/random.ts';

/** How many topics to look for: a number, or as many as the tickets show. */
export type TopicCount = number | 'auto';

// The graph costs n² products: 3 s for 8,000 x 100. Further rows take the nearest centroid.
const GRAPH_ROWS = 8000;
// Fine communities first, alike ones joined after: a topic of half the tickets stays whole and one of four is still found. Chosen on short and long,
// even and uneven sets; 3 to 5 and .8 to .9 differ by less than two seeds do.
const RESOLUTION = 5;
const SAME_TOPIC = 0.85;

/**
 * Groups unit vectors: communities of the graph of nearest neighbours, then the most similar communities joined.
 * With a number, exactly that many where the rows allow; with 'auto', as long as two centroids are more similar than .85.
 * @param data n x width, row-major, every row of length 1.
 * @returns unit centroids, k x width.
 */
export function partition(data: Float64Array, width: number, topics: TopicCount, random: Random): Float64Array {
  const rows = data.length / width;
  const chosen = rows > GRAPH_ROWS ? pickRows(data, width, random) : data;
  const count = chosen.length / width;
  const graph = neighbourGraph(chosen, width, count < 600 ? 4 : 6);
  const fine = communities(graph, topics, random);
  const most = Math.min(topics === 'auto' ? 1 : topics, count);
  if (fine.size < most) return kMeans(data, width, most, random).centroids;
  const labels = joinAlike(chosen, width, fine.labels, fine.size, most, topics === 'auto' ? SAME_TOPIC : -1);
  return refine(data, width, labels, topics === 'auto' && chosen === data ? 1 : 5).centroids;
}

function pickRows(data: Float64Array, width: number, random: Random): Float64Array {
  const rows = Array.from({ length: data.length / width }, (_, row) => row);
  return takeRows(data, width, sample(random, rows, GRAPH_ROWS));
}

function communities(graph: Graph, topics: TopicCount, random: Random) {
  for (let resolution = RESOLUTION; ; resolution *= 2) {
    const labels = louvain(graph, resolution, random);
    const size = labels.reduce((most, label) => Math.max(most, label + 1), 0);
    if (topics === 'auto' || size >= topics || resolution > 100) return { labels, size };
  }
}

/** Joins the two most similar centroids while there are more than `fewest` and their cosine exceeds `alike`. */
function joinAlike(
  data: Float64Array,
  width: number,
  labels: Int32Array,
  size: number,
  fewest: number,
  alike: number,
): Float64Array {
  const sizes = new Float64Array(size);
  for (const label of labels) sizes[label] = (sizes[label] as number) + 1;
  const sums = sumsOf(data, width, labels, size);
  let centroids = sums.slice();
  normalizeRows(centroids, width);
  const live = Array.from({ length: size }, (_, c) => c);
  while (live.length > fewest) {
    const pair = mostAlike(centroids, width, live);
    if (!pair || pair.similarity <= alike) break;
    for (let i = 0; i < width; i++) {
      const at = pair.keep * width + i;
      sums[at] = (sums[at] as number) + (sums[pair.drop * width + i] as number);
    }
    live.splice(live.indexOf(pair.drop), 1);
    centroids = sums.slice();
    normalizeRows(centroids, width);
  }
  return takeRows(centroids, width, live);
}

function sumsOf(data: Float64Array, width: number, labels: Int32Array, size: number): Float64Array {
  const sums = new Float64Array(size * width);
  labels.forEach((label, row) => {
    for (let i = 0; i < width; i++) {
      sums[label * width + i] = (sums[label * width + i] as number) + (data[row * width + i] as number);
    }
  });
  return sums;
}

function mostAlike(centroids: Float64Array, width: number, live: readonly number[]) {
  let best: { readonly keep: number; readonly drop: number; readonly similarity: number } | undefined;
  live.forEach((keep, at) => {
    for (const drop of live.slice(at + 1)) {
      const similarity = dot(centroids, keep * width, centroids, drop * width, width);
      if (!best || similarity > best.similarity) best = { keep, drop, similarity };
    }
  });
  return best;
}
