import { dot } from './linear-algebra.ts';

/** A join of two groups, named by the least of their members: `drop` becomes part of `keep`. */
export interface Merge {
  readonly keep: number;
  readonly drop: number;
  /** Cohesion lost; may be negative where two groups are one by chance alone. */
  readonly cost: number;
}

/** Groups of unit vectors: how many rows each has, and their sum. */
export interface Groups {
  readonly sizes: Float64Array;
  /** groups x width, row-major. */
  readonly sums: Float64Array;
  readonly width: number;
}

/**
 * Joins groups of unit vectors pair by pair until one is left, each time the two whose union loses the least cohesion: Ward's aim in the measure of spherical
 * k-means. Costs size² / 2 products, then size a join.
 * @returns size - 1 joins, in the order they were made.
 * @see Ward 1963: Hierarchical grouping to optimize an objective function.
 */
export function mergeTree(groups: Groups): Merge[] {
  const table = costTable(groups);
  const merges: Merge[] = [];
  for (let left = table.size; left > 1; left--) {
    const keep = cheapest(table);
    const drop = table.partners[keep] as number;
    merges.push({ keep, drop, cost: table.least[keep] as number });
    join(table, keep, drop);
  }
  return merges;
}

/** Group of each of `size` first groups, in [0, k), numbered by first appearance, when `k` are left. */
export function cutTree(merges: readonly Merge[], size: number, k: number): Int32Array {
  const parent = Int32Array.from({ length: size }, (_, group) => group);
  for (const { keep, drop } of merges.slice(0, size - k)) parent[drop] = keep;
  const numbers = new Map<number, number>();
  return parent.map((_, group) => {
    let root = group;
    while (parent[root] !== root) root = parent[root] as number;
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    return numbers.get(root) as number;
  });
}

/**
 * Sum of the cosines of a group's rows to the direction they share: size x sqrt(mean cosine of two different rows). The plain sum, |sum of the rows|, grows
 * by chance as groups get smaller, for each row is part of its own centroid; this one does not, and a single row has none.
 * @param square squared length of the rows' sum.
 */
export function cohesionOf(square: number, size: number): number {
  return size > 1 ? Math.sqrt((Math.max(0, square - size) * size) / (size - 1)) : 0;
}

/** Costs of all pairs; each live group remembers its cheapest partner among the live groups after it. */
interface CostTable {
  readonly sums: Float64Array;
  readonly width: number;
  readonly size: number;
  readonly sizes: Float64Array;
  /** Squared lengths of the sums. */
  readonly squares: Float64Array;
  readonly live: Uint8Array;
  /** size x size, symmetric. */
  readonly costs: Float64Array;
  readonly partners: Int32Array;
  readonly least: Float64Array;
}

function costTable({ sizes, sums, width }: Groups): CostTable {
  const size = sizes.length;
  const table = {
    sums: Float64Array.from(sums),
    width,
    size,
    sizes: Float64Array.from(sizes),
    squares: Float64Array.from({ length: size }, (_, a) => dot(sums, a * width, sums, a * width, width)),
    live: new Uint8Array(size).fill(1),
    costs: new Float64Array(size * size),
    partners: new Int32Array(size).fill(-1),
    least: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
  };
  for (let a = 0; a < size; a++) price(table, a, a + 1);
  for (let a = 0; a < size; a++) choosePartner(table, a);
  return table;
}

function price({ sums, width, size, sizes, squares, live, costs }: CostTable, a: number, from: number): void {
  const [square, rows] = [squares[a] as number, sizes[a] as number];
  const cohesion = cohesionOf(square, rows);
  for (let b = from; b < size; b++) {
    if (b === a || !live[b]) continue;
    const [otherSquare, otherRows] = [squares[b] as number, sizes[b] as number];
    const product = dot(sums, a * width, sums, b * width, width);
    const joined = cohesionOf(square + otherSquare + 2 * product, rows + otherRows);
    const cost = cohesion + cohesionOf(otherSquare, otherRows) - joined;
    costs[a * size + b] = cost;
    costs[b * size + a] = cost;
  }
}

function choosePartner({ size, live, costs, partners, least }: CostTable, a: number): void {
  partners[a] = -1;
  least[a] = Number.POSITIVE_INFINITY;
  for (let b = a + 1; b < size; b++) {
    if (!live[b] || (costs[a * size + b] as number) >= (least[a] as number)) continue;
    partners[a] = b;
    least[a] = costs[a * size + b] as number;
  }
}

function cheapest({ size, live, least, partners }: CostTable): number {
  let best = -1;
  for (let a = 0; a < size; a++) {
    if (!live[a] || partners[a] === -1) continue;
    if (best < 0 || (least[a] as number) < (least[best] as number)) best = a;
  }
  return best;
}

function join(table: CostTable, keep: number, drop: number): void {
  const { sums, width, size, sizes, squares, live, costs, partners, least } = table;
  for (let i = 0; i < width; i++) {
    sums[keep * width + i] = (sums[keep * width + i] as number) + (sums[drop * width + i] as number);
  }
  live[drop] = 0;
  sizes[keep] = (sizes[keep] as number) + (sizes[drop] as number);
  squares[keep] = dot(sums, keep * width, sums, keep * width, width);
  price(table, keep, 0);
  choosePartner(table, keep);
  for (let a = 0; a < drop; a++) {
    if (!live[a] || a === keep) continue;
    const cost = costs[a * size + keep] as number;
    if (partners[a] === keep || partners[a] === drop) choosePartner(table, a);
    else if (a < keep && cost < (least[a] as number)) {
      partners[a] = keep;
      least[a] = cost;
    }
  }
}
