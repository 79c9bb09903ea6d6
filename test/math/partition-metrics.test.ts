import { describe, expect, it } from 'vitest';
import { bestMatching } from '../../src/math/matching.ts';
import { comparePartitions } from '../../src/math/partition-metrics.ts';
import { integer, seededRandom } from '../../src/math/random.ts';

describe('comparePartitions', () => {
  it('gives the values worked out by hand for 0011 against 0012', () => {
    // H(truth) = ln 2, H(found) = 1.5 ln 2, mutual information ln 2; pairs: 1 together of 2 and 1, expected 2 * 1 / 6.
    const found = comparePartitions([0, 0, 1, 1], [0, 0, 1, 2]);
    expect(found.nmi).toBeCloseTo(0.8, 12);
    expect(found.homogeneity).toBeCloseTo(1, 12);
    expect(found.completeness).toBeCloseTo(2 / 3, 12);
    expect(found.ari).toBeCloseTo(4 / 7, 12);
    expect(found.accuracy).toBe(0.75);
  });
  it('gives the .24 of the published example (Manning, Raghavan, Schütze 2008, table 16.2)', () => {
    const clusters = ['xxxxxo', 'xooood', 'xxddd'];
    const truth = clusters.flatMap((cluster) => cluster.split(''));
    const found = clusters.flatMap((cluster, at) => cluster.split('').map(() => at));
    const { nmi, ari, accuracy } = comparePartitions(truth, found);
    expect(nmi).toBeCloseTo(0.36, 2);
    expect(ari).toBeCloseTo(0.24, 2);
    expect(accuracy).toBeCloseTo(12 / 17, 12);
  });
  it('is 1 for the same partition under other names and never above', () => {
    const perfect = { nmi: 1, ari: 1, accuracy: 1, homogeneity: 1, completeness: 1 };
    expect(comparePartitions(['a', 'a', 'b'], [5, 5, 2])).toEqual(perfect);
    expect(comparePartitions([], [])).toEqual(perfect);
  });
  it('counts an item in no group as an error, and those in none as one group elsewhere', () => {
    const found = comparePartitions(['a', 'a', 'b', 'b', 'b'], [1, 1, null, null, null]);
    expect(found.accuracy).toBe(0.4);
    expect(found.nmi).toBe(1);
  });
  it('gives an ARI of about 0 to unrelated partitions', () => {
    const random = seededRandom(3);
    const draw = (): number[] => Array.from({ length: 4000 }, () => integer(random, 5));
    expect(Math.abs(comparePartitions(draw(), draw()).ari)).toBeLessThan(0.01);
  });
});

describe('bestMatching', () => {
  it('finds the assignment of greatest weight, which greed misses', () => {
    expect(
      bestMatching([
        [9, 8],
        [8, 1],
      ]),
    ).toEqual([1, 0]);
  });
  it('equals an exhaustive search on small tables', () => {
    const random = seededRandom(8);
    for (let trial = 0; trial < 30; trial++) {
      const table = Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => integer(random, 10)));
      const weightOf = (columns: readonly number[]): number =>
        columns.reduce((sum, c, r) => sum + (table[r]?.[c] ?? 0), 0);
      expect(weightOf(bestMatching(table))).toBe(bestWeight(table, 0, new Set()));
    }
  });
  it('leaves rows over where there are fewer columns', () => {
    expect(bestMatching([[1], [5], [2]])).toEqual([-1, 0, -1]);
    expect(bestMatching([])).toEqual([]);
  });
});

function bestWeight(table: readonly (readonly number[])[], row: number, used: ReadonlySet<number>): number {
  const cells = table[row];
  if (!cells) return 0;
  return Math.max(...cells.map((w, c) => (used.has(c) ? -1 : w + bestWeight(table, row + 1, new Set([...used, c])))));
}
