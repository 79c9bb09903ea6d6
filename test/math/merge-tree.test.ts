import { describe, expect, it } from 'vitest';
import { normalizeRows } from '../../src/math/linear-algebra.ts';
import { cohesionOf, cutTree, type Groups, mergeTree } from '../../src/math/merge-tree.ts';
import { normal, seededRandom } from '../../src/math/random.ts';

const WIDTH = 5;

function randomRows(count: number): Float64Array {
  const random = seededRandom(7);
  const rows = new Float64Array(count * WIDTH).map(() => normal(random));
  normalizeRows(rows, WIDTH);
  return rows;
}

function groupsOf(rows: Float64Array, labels: Int32Array): Groups {
  const count = new Set(labels).size;
  const [sizes, sums] = [new Float64Array(count), new Float64Array(count * WIDTH)];
  labels.forEach((label, row) => {
    sizes[label] = (sizes[label] as number) + 1;
    for (let i = 0; i < WIDTH; i++) {
      sums[label * WIDTH + i] = (sums[label * WIDTH + i] as number) + (rows[row * WIDTH + i] as number);
    }
  });
  return { sizes, sums, width: WIDTH };
}

/** Cohesion of all groups, from the mean cosine of their pairs of rows. */
function cohesion(rows: Float64Array, labels: Int32Array): number {
  let total = 0;
  for (let group = 0; group < new Set(labels).size; group++) {
    const members = [...labels.keys()].filter((row) => labels[row] === group);
    const pairs = members.flatMap((a) => members.filter((b) => b !== a).map((b) => product(rows, a, b)));
    const mean = pairs.reduce((sum, cosine) => sum + cosine, 0) / (pairs.length || 1);
    total += members.length * Math.sqrt(Math.max(0, mean));
  }
  return total;
}

function product(rows: Float64Array, a: number, b: number): number {
  let sum = 0;
  for (let i = 0; i < WIDTH; i++) sum += (rows[a * WIDTH + i] as number) * (rows[b * WIDTH + i] as number);
  return sum;
}

describe('mergeTree and cutTree', () => {
  it('joins at each step the pair that a search through all pairs finds cheapest', () => {
    const rows = randomRows(24);
    const first = Int32Array.from({ length: 24 }, (_, row) => Math.floor(row / 2));
    const merges = mergeTree(groupsOf(rows, first));
    expect(merges).toHaveLength(11);
    const at = (k: number): Int32Array => {
      const groups = cutTree(merges, 12, k);
      return first.map((label) => groups[label] as number);
    };
    for (let left = 12; left > 1; left--) {
      const before = at(left);
      let least = Number.POSITIVE_INFINITY;
      for (let a = 0; a < left; a++) {
        for (let b = a + 1; b < left; b++) {
          const joined = before.map((group) => (group === b ? a : group > b ? group - 1 : group));
          least = Math.min(least, cohesion(rows, before) - cohesion(rows, joined));
        }
      }
      expect(cohesion(rows, before) - cohesion(rows, at(left - 1))).toBeCloseTo(least, 10);
      expect(merges[12 - left]?.cost).toBeCloseTo(least, 10);
    }
  });
  it('leaves its input alone, gives no join for one group or none, and numbers groups by first appearance', () => {
    const rows = randomRows(8);
    const groups = groupsOf(rows, Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3));
    const kept = structuredClone(groups);
    const merges = mergeTree(groups);
    expect(groups).toEqual(kept);
    expect(mergeTree(groupsOf(rows, new Int32Array(8)))).toEqual([]);
    expect(mergeTree({ sizes: new Float64Array(0), sums: new Float64Array(0), width: WIDTH })).toEqual([]);
    expect([...cutTree(merges, 4, 4)]).toEqual([0, 1, 2, 3]);
    expect([...cutTree(merges, 4, 1)]).toEqual([0, 0, 0, 0]);
  });
});

describe('cohesionOf', () => {
  it('gives groups of pure chance next to no cohesion, small or large, and a single row none', () => {
    const rows = randomRows(4000);
    for (const size of [4, 40]) {
      const labels = Int32Array.from({ length: 4000 }, (_, row) => Math.floor(row / size));
      const { sizes, sums } = groupsOf(rows, labels);
      const squares = Array.from(sizes, (_, group) => product(sums, group, group));
      const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
      expect(cohesionOf(mean, size) / size).toBeLessThan(0.1);
    }
    expect(cohesionOf(1, 1)).toBe(0);
    expect(cohesionOf(9, 3)).toBeCloseTo(3, 12);
    expect(cohesionOf(1, 3)).toBe(0);
  });
});
