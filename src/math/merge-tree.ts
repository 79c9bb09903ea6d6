import { dot } from './linear-algebra.ts';

/** A join of two groups, named by the least of their members: `drop` becomes part of `keep`. */
export interface Merge {
  readonly keep: number;
  readonly drop: number;
  /** Cohesion lost: by how much the cosines of all rows to their group's centroid add up to less. */
  readonly cost: number;
}

/**
 * Joins groups of unit vectors pair by pair until one is left, each time the two whose union loses the least cohesion. The cosines of a group's rows to its
 * centroid add up to the length of the rows' sum, so the cost is |a| + |b| - |a + b| for sums a and b: Ward's aim, in the measure of spherical k-means.
 * Costs size² / 2 products, then size a join.
 * @param sums size x width: the sum of each group's rows.
 * @returns size - 1 joins, in the order they were made.
 * @see Ward 1963: Hierarchical grouping to optimize an objective function.
 */
export function mergeTree(sums: Float64Array, width: number): Merge[] {
  const table = costTable(Float64Array.from(sums), width);
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

/** Costs of all pairs; each live group remembers its cheapest partner among the live groups after it. */
interface CostTable {
  readonly sums: Float64Array;
  readonly width: number;
  readonly size: number;
  readonly lengths: Float64Array;
  readonly live: Uint8Array;
  /** size x size, symmetric. */
  readonly costs: Float64Array;
  readonly partners: Int32Array;
  readonly least: Float64Array;
}

function costTable(sums: Float64Array, width: number): CostTable {
  const size = sums.length / width;
  const table = {
    sums,
    width,
    size,
    lengths: Float64Array.from({ length: size }, (_, a) => lengthOf(sums, a, width)),
    live: new Uint8Array(size).fill(1),
    costs: new Float64Array(size * size),
    partners: new Int32Array(size).fill(-1),
    least: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
  };
  for (let a = 0; a < size; a++) price(table, a, a + 1);
  for (let a = 0; a < size; a++) choosePartner(table, a);
  return table;
}

function lengthOf(sums: Float64Array, group: number, width: number): number {
  return Math.sqrt(dot(sums, group * width, sums, group * width, width));
}

function price({ sums, width, size, lengths, live, costs }: CostTable, a: number, from: number): void {
  const length = lengths[a] as number;
  for (let b = from; b < size; b++) {
    if (b === a || !live[b]) continue;
    const other = lengths[b] as number;
    const product = dot(sums, a * width, sums, b * width, width);
    const cost = length + other - Math.sqrt(Math.max(0, length * length + other * other + 2 * product));
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
  const { sums, width, size, lengths, live, costs, partners, least } = table;
  for (let i = 0; i < width; i++) {
    sums[keep * width + i] = (sums[keep * width + i] as number) + (sums[drop * width + i] as number);
  }
  live[drop] = 0;
  lengths[keep] = lengthOf(sums, keep, width);
  price(table, keep, 0);
  choosePartner(table, keep);
  for (let a = 0; a < drop; a++) {
    if (!live[a] || a === keep) continue;
    const stale = partners[a] === keep || partners[a] === drop;
    if (stale) choosePartner(table, a);
    else if (a < keep && (costs[a * size + keep] as number) < (least[a] as number)) {
      partners[a] = keep;
      least[a] = costs[a * size + keep] as number;
    }
  }
}
