import { floatsAt, intsAt, kernel, lay, PANEL, panelBytes, writePanels } from './kernel/kernel.ts';

/** An undirected weighted graph by rows: node v has the edges `starts[v] .. starts[v + 1]`; each edge stands at both of its nodes. */
export interface Graph {
  readonly nodes: number;
  readonly starts: Int32Array;
  readonly neighbours: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Joins each unit vector with its `size` most similar others. An edge weighs the cosine, twice where each is among the other's nearest; never negative.
 * Costs n² x width / 2 products.
 * @param data n x width, row-major.
 */
export function neighbourGraph(data: Float32Array | Float64Array, width: number, size: number): Graph {
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
  readonly similarities: Float32Array;
}

// Panels of so many numbers stay in the processor's second cache while all rows pass over them.
const BLOCK_NUMBERS = 49_152;

function nearestLists(data: Float32Array | Float64Array, width: number, size: number): NearestLists {
  const count = data.length / width;
  const panels = Math.ceil(count / PANEL);
  const listed = count * size;
  const [at = 0, packed = 0, others = 0, found = 0, worst = 0] = lay(
    data,
    panelBytes(count, width),
    listed * 4,
    listed * 4,
    panels * PANEL * 4,
  );
  const all = Int32Array.from({ length: count }, (_, row) => row);
  writePanels(packed, data, width, all);
  intsAt(others, listed).fill(-1);
  floatsAt(found, listed).fill(-2);
  floatsAt(worst, panels * PANEL).fill(-2);
  const block = Math.max(1, Math.floor(BLOCK_NUMBERS / (PANEL * width)));
  for (let from = 0; from < panels && size > 0; from += block) {
    const to = Math.min(panels, from + block);
    kernel().neighbours(at, count, width, packed, from, to, size, others, found, worst);
  }
  return { size, rows: intsAt(others, listed).slice(), similarities: floatsAt(found, listed).slice() };
}
