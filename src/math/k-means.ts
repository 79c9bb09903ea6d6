import { spreadCentroids } from './k-means-start.ts';
import { dot, normalizeRows, takeRows } from './linear-algebra.ts';
import type { Random } from './random.ts';

/** A partition of unit vectors around unit centroids. */
export interface Clustering {
  /** Centroid of each row, in [0, k). */
  readonly labels: Int32Array;
  /** Cosine of each row to its centroid. */
  readonly similarities: Float64Array;
  /** k x width, row-major, unit length. */
  readonly centroids: Float64Array;
  /** Mean of `similarities`: what k-means maximises. */
  readonly cohesion: number;
}

/** How long and how often to try. */
export interface KMeansOptions {
  /** Independent starts, the best of which is kept; default 3. */
  readonly restarts?: number;
  /** Most rounds a start; default 60. */
  readonly rounds?: number;
}

// A round that moves fewer rows than this share ends the start: later ones change the cohesion in the fifth digit only.
const SETTLED = 0.0005;

/**
 * Clusters unit vectors by cosine (spherical k-means) from k-means++ starts with two candidates a step.
 * @param data n x width, row-major, every row of length 1.
 * @param k lowered to n.
 * @see Dhillon, Modha 2001; Arthur, Vassilvitskii 2007.
 */
export function kMeans(
  data: Float64Array,
  width: number,
  k: number,
  random: Random,
  options: KMeansOptions = {},
): Clustering {
  const count = Math.min(k, data.length / width);
  let best: Clustering | undefined;
  for (let start = 0; start < (options.restarts ?? 3); start++) {
    const found = refine(data, width, spreadCentroids(data, width, count, random), options.rounds ?? 60);
    if (!best || found.cohesion > best.cohesion) best = found;
  }
  return best as Clustering;
}

/**
 * Improves given centroids by rounds of assigning and averaging. Clusters that fall empty take the row that fits its own worst.
 * @param centroids k x width, row-major; read only.
 */
export function refine(data: Float64Array, width: number, centroids: Float64Array, rounds: number): Clustering {
  const rows = data.length / width;
  const labels = new Int32Array(rows).fill(-1);
  const similarities = new Float64Array(rows);
  let current: Float64Array = centroids;
  let changed = Array.from({ length: centroids.length / width }, (_, c) => c);
  for (let round = 0; ; round++) {
    const moved = assignRows(data, width, current, changed, labels, similarities);
    fillEmpty(labels, similarities, centroids.length / width);
    if (round >= rounds || moved <= rows * SETTLED) break;
    const next = centroidsOf(data, width, labels, centroids.length / width);
    changed = changed.length ? differing(current, next, width) : changed;
    current = next;
  }
  return { labels, similarities, centroids: current, cohesion: mean(similarities) };
}

/** Unit mean of the rows of each label; k x width. Rows labelled -1 count nowhere; a label without rows has a zero centroid. */
export function centroidsOf(data: Float64Array, width: number, labels: Int32Array, k: number): Float64Array {
  const sums = new Float64Array(k * width);
  labels.forEach((label, row) => {
    if (label < 0) return;
    const to = label * width;
    const from = row * width;
    for (let i = 0; i < width; i++) sums[to + i] = (sums[to + i] as number) + (data[from + i] as number);
  });
  normalizeRows(sums, width);
  return sums;
}

/**
 * Gives each row its most similar centroid; the first one wins a tie.
 * @returns n labels and n cosines, in row order.
 */
export function nearestCentroids(
  data: Float64Array,
  width: number,
  centroids: Float64Array,
): { readonly labels: Int32Array; readonly similarities: Float64Array } {
  const labels = new Int32Array(data.length / width).fill(-1);
  const similarities = new Float64Array(labels.length);
  const all = Array.from({ length: centroids.length / width }, (_, c) => c);
  assignRows(data, width, centroids, all, labels, similarities);
  return { labels, similarities };
}

/** Cosines of unit rows to unit centroids; n x k, row-major. */
export function cosinesTo(data: Float64Array, width: number, centroids: Float64Array): Float64Array {
  const [rows, k] = [data.length / width, centroids.length / width];
  const cosines = new Float64Array(rows * k);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < k; c++) cosines[row * k + c] = dot(data, row * width, centroids, c * width, width);
  }
  return cosines;
}

// A row whose own centroid stood still can only be won over by a centroid that moved; late rounds cost a fraction of early ones.
function assignRows(
  data: Float64Array,
  width: number,
  centroids: Float64Array,
  changed: readonly number[],
  labels: Int32Array,
  similarities: Float64Array,
): number {
  const k = centroids.length / width;
  const moving = new Uint8Array(k);
  for (const c of changed) moving[c] = 1;
  const packed = takeRows(centroids, width, changed);
  const all = Array.from({ length: k }, (_, c) => c);
  const best = { label: -1, similarity: -2 };
  let moved = 0;
  for (let row = 0; row < labels.length; row++) {
    const own = labels[row] as number;
    const still = own >= 0 && !moving[own];
    best.label = still ? own : -1;
    best.similarity = still ? (similarities[row] as number) : -2;
    scan(data, row * width, still ? packed : centroids, still ? changed : all, width, best);
    if (best.label !== own) moved++;
    labels[row] = best.label;
    similarities[row] = best.similarity;
  }
  return moved;
}

// Four centroids a pass: each number of the row is read once for four products.
function scan(
  data: Float64Array,
  from: number,
  centroids: Float64Array,
  names: readonly number[],
  width: number,
  best: { label: number; similarity: number },
): void {
  let c = 0;
  for (; c + 4 <= names.length; c += 4) {
    let at = c * width;
    let a = 0;
    let b = 0;
    let d = 0;
    let e = 0;
    for (let i = from; i < from + width; i++, at++) {
      const x = data[i] as number;
      a += x * (centroids[at] as number);
      b += x * (centroids[at + width] as number);
      d += x * (centroids[at + 2 * width] as number);
      e += x * (centroids[at + 3 * width] as number);
    }
    offer(best, names[c] as number, a);
    offer(best, names[c + 1] as number, b);
    offer(best, names[c + 2] as number, d);
    offer(best, names[c + 3] as number, e);
  }
  for (; c < names.length; c++) offer(best, names[c] as number, dot(data, from, centroids, c * width, width));
}

function offer(best: { label: number; similarity: number }, label: number, similarity: number): void {
  if (similarity > best.similarity) {
    best.label = label;
    best.similarity = similarity;
  }
}

function fillEmpty(labels: Int32Array, similarities: Float64Array, k: number): void {
  const sizes = new Int32Array(k);
  for (const label of labels) sizes[label] = (sizes[label] as number) + 1;
  for (let empty = sizes.indexOf(0); empty >= 0; empty = sizes.indexOf(0)) {
    let worst = -1;
    labels.forEach((label, row) => {
      if ((sizes[label] as number) < 2) return;
      if (worst < 0 || (similarities[row] as number) < (similarities[worst] as number)) worst = row;
    });
    if (worst < 0) return;
    sizes[labels[worst] as number] = (sizes[labels[worst] as number] as number) - 1;
    sizes[empty] = 1;
    labels[worst] = empty;
    similarities[worst] = 1;
  }
}

function differing(before: Float64Array, after: Float64Array, width: number): number[] {
  const found: number[] = [];
  for (let c = 0; c * width < after.length; c++) {
    for (let i = c * width; i < (c + 1) * width; i++) {
      if (before[i] !== after[i]) {
        found.push(c);
        break;
      }
    }
  }
  return found;
}

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / (values.length || 1);
}
