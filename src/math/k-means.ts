import { type PlacedRows, spreadCentroids } from './k-means-start.ts';
import { doublesAt, floatsAt, intsAt, kernel, lay, PANEL, panelBytes, writePanels } from './kernel/kernel.ts';
import { normalizeRows } from './linear-algebra.ts';
import type { Random } from './random.ts';

/** A partition of unit vectors around unit centroids. */
export interface Clustering {
  /** Centroid of each row, in [0, k). */
  readonly labels: Int32Array;
  /** Cosine of each row to its centroid. */
  readonly similarities: Float32Array;
  /** k x width, row-major, unit length. */
  readonly centroids: Float32Array;
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

/** A matrix by rows; computed with in 32 bits whatever it holds. */
type Rows = Float32Array | Float64Array;

/** What is laid into the kernel's memory for one clustering, however many starts and rounds it takes. */
interface Laid extends PlacedRows {
  readonly order: number;
  readonly panels: number;
  readonly names: number;
  readonly labels: number;
  readonly best: number;
  readonly sums: number;
}

// A round that moves fewer rows than this share ends the start: later ones change the cohesion in the fifth digit only.
const SETTLED = 0.0005;

/**
 * Clusters unit vectors by cosine (spherical k-means) from k-means++ starts with two candidates a step.
 * @param data n x width, row-major, every row of length 1.
 * @param k lowered to n.
 * @see Dhillon, Modha 2001; Arthur, Vassilvitskii 2007.
 */
export function kMeans(data: Rows, width: number, k: number, random: Random, options: KMeansOptions = {}): Clustering {
  const count = Math.min(k, data.length / width);
  const laid = layRows(data, width, count);
  let best: Clustering | undefined;
  for (let start = 0; start < (options.restarts ?? 3); start++) {
    const found = improve(laid, spreadCentroids(laid, count, random), options.rounds ?? 60);
    if (!best || found.cohesion > best.cohesion) best = found;
  }
  return best as Clustering;
}

/**
 * Improves given centroids by rounds of assigning and averaging. Clusters that fall empty take the row that fits its own worst.
 * @param centroids k x width, row-major; read only.
 */
export function refine(data: Rows, width: number, centroids: Rows, rounds: number): Clustering {
  return improve(layRows(data, width, centroids.length / width), Float32Array.from(centroids), rounds);
}

/**
 * Gives each row its most similar centroid; the first one wins a tie.
 * @returns n labels and n cosines, in row order.
 */
export function nearestCentroids(
  data: Rows,
  width: number,
  centroids: Rows,
): { readonly labels: Int32Array; readonly similarities: Float32Array } {
  const k = centroids.length / width;
  const laid = layRows(data, width, k);
  forget(laid);
  search(laid, centroids, upTo(k), upTo(laid.rows));
  return resultOf(laid);
}

/** Cosines of unit rows to unit centroids; n x k, row-major. */
export function cosinesTo(data: Rows, width: number, centroids: Rows): Float32Array {
  const [rows, k] = [data.length / width, centroids.length / width];
  const lanes = Math.ceil(k / PANEL) * PANEL;
  const [at = 0, panels = 0, out = 0] = lay(data, panelBytes(k, width), rows * lanes * 4);
  writePanels(panels, centroids, width, upTo(k));
  kernel().products(at, rows, width, panels, lanes / PANEL, out);
  const cosines = new Float32Array(rows * k);
  const wide = floatsAt(out, rows * lanes);
  for (let row = 0; row < rows; row++) cosines.set(wide.subarray(row * lanes, row * lanes + k), row * k);
  return cosines;
}

/**
 * Largest of each row's cosines and where it stands, as `nearestCentroids` finds them; the first one wins a tie.
 * @param cosines `rows` x k, row-major, as `cosinesTo` gives them.
 * @returns -1 and minus infinity for each row where k is 0.
 */
export function nearestOf(cosines: Float32Array, rows: number): ReturnType<typeof nearestCentroids> {
  const k = rows > 0 ? cosines.length / rows : 0;
  const labels = new Int32Array(rows).fill(-1);
  const similarities = new Float32Array(rows).fill(Number.NEGATIVE_INFINITY);
  for (let at = 0; at < cosines.length; at++) {
    const row = Math.floor(at / k);
    if (!((cosines[at] as number) > (similarities[row] as number))) continue;
    labels[row] = at % k;
    similarities[row] = cosines[at] as number;
  }
  return { labels, similarities };
}

/** Unit mean of the rows of each label; k x width. Rows labelled -1 count nowhere; a label without rows has a zero centroid. */
export function centroidsOf(data: Rows, width: number, labels: Int32Array, k: number): Float32Array {
  const laid = layRows(data, width, k);
  intsAt(laid.labels, laid.rows).set(labels);
  return centroidsIn(laid, k);
}

function layRows(data: Rows, width: number, k: number): Laid {
  const rows = data.length / width;
  const numbers = rows * 4;
  const [at = 0, a = 0, b = 0, c = 0, order = 0, panels = 0, names = 0, labels = 0, best = 0, sums = 0] = lay(
    data,
    numbers,
    numbers,
    numbers,
    numbers,
    panelBytes(k, width),
    Math.ceil(k / PANEL) * PANEL * 4,
    numbers,
    numbers,
    k * width * 8,
  );
  return { data: at, rows, width, gaps: [a, b, c], order, panels, names, labels, best, sums };
}

function improve(laid: Laid, start: Float32Array, rounds: number): Clustering {
  const { rows, width } = laid;
  const k = start.length / width;
  let centroids = start;
  let changed = upTo(k);
  forget(laid);
  for (let round = 0; ; round++) {
    const moved = assignRows(laid, centroids, changed);
    fillEmpty(intsAt(laid.labels, rows), floatsAt(laid.best, rows), k);
    if (round >= rounds || moved <= rows * SETTLED) break;
    const next = centroidsIn(laid, k);
    changed = changed.length ? differing(centroids, next, width) : changed;
    centroids = next;
  }
  const found = resultOf(laid);
  return { ...found, centroids, cohesion: mean(found.similarities) };
}

// A row whose own centroid stood still can only be won over by a centroid that moved; late rounds cost a fraction of early ones.
function assignRows(laid: Laid, centroids: Float32Array, changed: Int32Array): number {
  const [labels, best] = [intsAt(laid.labels, laid.rows), floatsAt(laid.best, laid.rows)];
  const before = labels.slice();
  const moving = new Uint8Array(centroids.length / laid.width);
  for (const c of changed) moving[c] = 1;
  const rows = upTo(laid.rows);
  const isOpen = (row: number): boolean => (before[row] as number) < 0 || moving[before[row] as number] === 1;
  const open = rows.filter(isOpen);
  for (const row of open) {
    labels[row] = -1;
    best[row] = Number.NEGATIVE_INFINITY;
  }
  search(laid, centroids, upTo(moving.length), open);
  search(
    laid,
    centroids,
    changed,
    rows.filter((row) => !isOpen(row)),
  );
  return before.reduce((moved, label, row) => moved + (label === labels[row] ? 0 : 1), 0);
}

/** Lets some rows go over to those of some centroids that are nearer than what they have. */
function search(laid: Laid, centroids: Rows, names: Int32Array, order: Int32Array): void {
  const { data, width, panels, labels, best } = laid;
  if (names.length === 0 || order.length === 0) return;
  writePanels(panels, centroids, width, names);
  intsAt(laid.names, names.length).set(names);
  intsAt(laid.order, order.length).set(order);
  const count = Math.ceil(names.length / PANEL);
  kernel().nearest(data, width, laid.order, order.length, panels, count, laid.names, labels, best);
}

function centroidsIn({ data, rows, width, labels, sums }: Laid, k: number): Float32Array {
  const added = doublesAt(sums, k * width).fill(0);
  kernel().addRows(data, rows, width, labels, sums);
  normalizeRows(added, width);
  return Float32Array.from(added);
}

function forget({ rows, labels, best }: Laid): void {
  intsAt(labels, rows).fill(-1);
  floatsAt(best, rows).fill(Number.NEGATIVE_INFINITY);
}

function resultOf({ rows, labels, best }: Laid) {
  return { labels: intsAt(labels, rows).slice(), similarities: floatsAt(best, rows).slice() };
}

function fillEmpty(labels: Int32Array, similarities: Float32Array, k: number): void {
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

function differing(before: Float32Array, after: Float32Array, width: number): Int32Array {
  return upTo(after.length / width).filter((c) => {
    const [from, to] = [c * width, (c + 1) * width];
    return after.subarray(from, to).some((value, i) => value !== before[from + i]);
  });
}

function upTo(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, at) => at);
}

function mean(values: Float32Array): number {
  return values.reduce((a, b) => a + b, 0) / (values.length || 1);
}
