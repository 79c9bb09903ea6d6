import { describe, expect, it } from 'vitest';
import { normalizeRows } from '../../src/math/linear-algebra.ts';
import { cutTree, mergeTree } from '../../src/math/merge-tree.ts';
import { normal, seededRandom } from '../../src/math/random.ts';

const WIDTH = 5;

function randomRows(count: number): Float64Array {
  const random = seededRandom(7);
  const rows = new Float64Array(count * WIDTH).map(() => normal(random));
  normalizeRows(rows, WIDTH);
  return rows;
}

/** Sum of the lengths of the groups' sums: what a join loses least of. */
function cohesion(rows: Float64Array, groups: Int32Array): number {
  const sums = new Map<number, number[]>();
  groups.forEach((group, row) => {
    const sum = sums.get(group) ?? new Array<number>(WIDTH).fill(0);
    sums.set(
      group,
      sum.map((value, i) => value + (rows[row * WIDTH + i] as number)),
    );
  });
  return [...sums.values()].reduce((total, sum) => total + Math.hypot(...sum), 0);
}

describe('mergeTree and cutTree', () => {
  it('joins at each step the pair that a search through all pairs finds cheapest', () => {
    const rows = randomRows(24);
    const merges = mergeTree(rows, WIDTH);
    expect(merges).toHaveLength(23);
    for (let left = 24; left > 1; left--) {
      const before = cutTree(merges, 24, left);
      const lost = cohesion(rows, before) - cohesion(rows, cutTree(merges, 24, left - 1));
      let least = Number.POSITIVE_INFINITY;
      for (let a = 0; a < left; a++) {
        for (let b = a + 1; b < left; b++) {
          const joined = before.map((group) => (group === b ? a : group));
          least = Math.min(least, cohesion(rows, before) - cohesion(rows, joined));
        }
      }
      expect(lost).toBeCloseTo(least, 10);
      expect(merges[24 - left]?.cost).toBeCloseTo(least, 10);
    }
  });
  it('leaves its input alone, gives no join for one group or none, and numbers groups by first appearance', () => {
    const rows = randomRows(4);
    const kept = Float64Array.from(rows);
    const merges = mergeTree(rows, WIDTH);
    expect(rows).toEqual(kept);
    expect(mergeTree(rows.subarray(0, WIDTH), WIDTH)).toEqual([]);
    expect(mergeTree(new Float64Array(0), WIDTH)).toEqual([]);
    expect([...cutTree(merges, 4, 4)]).toEqual([0, 1, 2, 3]);
    expect([...cutTree(merges, 4, 1)]).toEqual([0, 0, 0, 0]);
  });
});
