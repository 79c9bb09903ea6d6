import { describe, expect, it } from 'vitest';
import { hashWords, unitsOf } from '../../src/math/hash.ts';
import { louvain } from '../../src/math/louvain.ts';
import { graphOf, neighbourGraph } from '../../src/math/neighbour-graph.ts';
import { seededRandom } from '../../src/math/random.ts';

/** A ring of cliques: `cliques` of `size` nodes, each joined to the next by one edge (Fortunato, Barthélemy 2007). */
function ringOfCliques(cliques: number, size: number) {
  const edges = Array.from({ length: cliques * size }, () => new Map<number, number>());
  const join = (a: number, b: number): void => {
    edges[a]?.set(b, 1);
    edges[b]?.set(a, 1);
  };
  for (let c = 0; c < cliques; c++) {
    for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) join(c * size + a, c * size + b);
    join(c * size, ((c + 1) % cliques) * size + 1);
  }
  return graphOf(edges);
}

describe('louvain', () => {
  it('finds the cliques of a ring', () => {
    const labels = louvain(ringOfCliques(6, 5), 1, seededRandom(1));
    expect([...labels]).toEqual(Array.from({ length: 30 }, (_, node) => Math.floor(node / 5)));
  });
  it('joins cliques of a long ring at resolution 1, its known limit, and parts them at 3', () => {
    const ring = ringOfCliques(30, 5);
    expect(new Set(louvain(ring, 1, seededRandom(1))).size).toBeLessThan(30);
    expect(new Set(louvain(ring, 3, seededRandom(1))).size).toBe(30);
  });
  it('leaves nodes without edges alone', () => {
    expect([...louvain(graphOf([new Map(), new Map()]), 1, seededRandom(1))]).toEqual([0, 1]);
  });
});

describe('neighbourGraph', () => {
  it('joins each row with its most similar ones and counts mutual choice twice', () => {
    const { starts, neighbours, weights } = neighbourGraph(Float64Array.of(1, 0, 0.8, 0.6, 0, 1), 2, 1);
    expect([...starts]).toEqual([0, 1, 3, 4]);
    expect([...neighbours]).toEqual([1, 0, 2, 1]);
    const [near, far] = [2 * Math.fround(0.8), Math.fround(0.6)];
    expect([...weights]).toEqual([near, near, far, far]);
  });
});

describe('hashWords', () => {
  it('differs when a unit changes, moves or joins another part', () => {
    const hashes = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['ba', 'c'],
      ['ab', 'd'],
    ].map((parts) => hashWords(parts.map(unitsOf)));
    expect(new Set(hashes).size).toBe(4);
    expect(hashes[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(hashWords(['ab', 'c'].map(unitsOf))).toBe(hashes[0]);
  });
});
