import { dot } from './linear-algebra.ts';

/** An undirected weighted graph by rows: node v has the edges `starts[v] .. starts[v + 1]`; each edge stands at both of its nodes. */
export interface Graph {
  readonly nodes: number;
  readonly starts: Int32Array;
  readonly neighbours: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Joins each unit vector with its `size` most similar others. An edge weighs the cosine, twice where each is among the other's nearest; never negative.
 * Costs n² x width / 2 products: some 1.5 s for 6,000 x 100.
 * @param data n x width, row-major.
 */
export function neighbourGraph(data: Float64Array, width: number, size: number): Graph {
  const rows = data.length / width;
  const lists = nearestLists(data, width, Math.min(size, rows - 1));
  const edges: Map<number, number>[] = Array.from({ length: rows }, () => new Map());
  lists.rows.forEach((other, at) => {
    const row = Math.floor(at / lists.size);
    const weight = Math.max(0, lists.similarities[at] as number);
    if (other < 0 || weight === 0) return;
    edges[row]?.set(other, (edges[row]?.get(other) ?? 0) + weight);
    edges[other]?.set(row, (edges[other]?.get(row) ?? 0) + weight);
  });
  return graphOf(edges);
}

/** Packs one map of neighbour to weight a node. */
export function graphOf(edges: readonly ReadonlyMap<number, number>[]): Graph {
  const starts = new Int32Array(edges.length + 1);
  edges.forEach((map, node) => {
    starts[node + 1] = (starts[node] as number) + map.size;
  });
  const neighbours = new Int32Array(starts[edges.length] as number);
  const weights = new Float64Array(neighbours.length);
  edges.forEach((map, node) => {
    let at = starts[node] as number;
    for (const [other, weight] of [...map].sort((a, b) => a[0] - b[0])) {
      neighbours[at] = other;
      weights[at++] = weight;
    }
  });
  return { nodes: edges.length, starts, neighbours, weights };
}

interface NearestLists {
  readonly size: number;
  /** n x size, most similar first; -1 where there are fewer. */
  readonly rows: Int32Array;
  readonly similarities: Float64Array;
}

function nearestLists(data: Float64Array, width: number, size: number): NearestLists {
  const count = data.length / width;
  const lists = {
    size,
    rows: new Int32Array(count * size).fill(-1),
    similarities: new Float64Array(count * size).fill(-2),
  };
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const similarity = dot(data, a * width, data, b * width, width);
      if (similarity > (lists.similarities[a * size + size - 1] as number)) insert(lists, a, b, similarity);
      if (similarity > (lists.similarities[b * size + size - 1] as number)) insert(lists, b, a, similarity);
    }
  }
  return lists;
}

function insert(lists: NearestLists, row: number, other: number, similarity: number): void {
  const { size, rows, similarities } = lists;
  const first = row * size;
  let at = first + size - 1;
  while (at > first && similarity > (similarities[at - 1] as number)) {
    similarities[at] = similarities[at - 1] as number;
    rows[at] = rows[at - 1] as number;
    at--;
  }
  similarities[at] = similarity;
  rows[at] = other;
}
