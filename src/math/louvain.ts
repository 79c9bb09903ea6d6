import { type Graph, graphOf } from './neighbour-graph.ts';
import { type Random, shuffle } from './random.ts';

/**
 * Finds communities: groups with more weight inside than chance would put there.
 * @param resolution weight of the chance term; above 1 gives more and smaller groups.
 * @returns a community of each node, numbered from 0 in order of first appearance.
 * @see Blondel, Guillaume, Lambiotte, Lefebvre 2008; Reichardt, Bornholdt 2006 for the resolution.
 */
export function louvain(graph: Graph, resolution: number, random: Random): Int32Array {
  let level = { graph, loops: new Float64Array(graph.nodes) };
  let labels = Int32Array.from({ length: graph.nodes }, (_, node) => node);
  for (;;) {
    const found = renumber(moveNodes(level.graph, level.loops, resolution, random));
    labels = labels.map((node) => found[node] as number);
    const groups = found.reduce((most, label) => Math.max(most, label + 1), 0);
    if (groups === level.graph.nodes) return renumber(labels);
    level = merge(level.graph, level.loops, found, groups);
  }
}

/** Numbers labels from 0 in order of first appearance. */
export function renumber(labels: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return labels.map((label) => {
    if (!numbers.has(label)) numbers.set(label, numbers.size);
    return numbers.get(label) as number;
  });
}

function moveNodes(graph: Graph, loops: Float64Array, resolution: number, random: Random): Int32Array {
  const { nodes, starts, neighbours, weights } = graph;
  const degrees = degreesOf(graph, loops);
  const total = degrees.reduce((a, b) => a + b, 0);
  const labels = Int32Array.from({ length: nodes }, (_, node) => node);
  const strength = Float64Array.from(degrees);
  const links = new Float64Array(nodes);
  const order = shuffle(random, Array.from(labels));
  for (let moved = 1; moved > 0; ) {
    moved = 0;
    for (const node of order) {
      const own = labels[node] as number;
      const degree = degrees[node] as number;
      const near: number[] = [own];
      for (let at = starts[node] as number; at < (starts[node + 1] as number); at++) {
        const label = labels[neighbours[at] as number] as number;
        if (links[label] === 0 && label !== own) near.push(label);
        links[label] = (links[label] as number) + (weights[at] as number);
      }
      strength[own] = (strength[own] as number) - degree;
      let [best, bestGain] = [own, (links[own] as number) - (resolution * degree * (strength[own] as number)) / total];
      for (const label of near) {
        const gain = (links[label] as number) - (resolution * degree * (strength[label] as number)) / total;
        if (gain > bestGain + 1e-12) [best, bestGain] = [label, gain];
        links[label] = 0;
      }
      strength[best] = (strength[best] as number) + degree;
      labels[node] = best;
      if (best !== own) moved++;
    }
  }
  return labels;
}

function degreesOf(graph: Graph, loops: Float64Array): Float64Array {
  return loops.map((loop, node) => {
    let degree = loop;
    for (let at = graph.starts[node] as number; at < (graph.starts[node + 1] as number); at++) {
      degree += graph.weights[at] as number;
    }
    return degree;
  });
}

// A loop holds the weight inside a merged group, counted at both ends.
function merge(graph: Graph, loops: Float64Array, labels: Int32Array, groups: number) {
  const edges: Map<number, number>[] = Array.from({ length: groups }, () => new Map());
  const inside = new Float64Array(groups);
  for (let node = 0; node < graph.nodes; node++) {
    const own = labels[node] as number;
    inside[own] = (inside[own] as number) + (loops[node] as number);
    for (let at = graph.starts[node] as number; at < (graph.starts[node + 1] as number); at++) {
      const other = labels[graph.neighbours[at] as number] as number;
      const weight = graph.weights[at] as number;
      if (other === own) inside[own] = (inside[own] as number) + weight;
      else edges[own]?.set(other, (edges[own]?.get(other) ?? 0) + weight);
    }
  }
  return { graph: graphOf(edges), loops: inside };
}
