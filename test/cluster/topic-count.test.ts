import { describe, expect, it } from 'vitest';
import { bestCount } from '../../src/cluster/topic-count.ts';
import { normalizeRows } from '../../src/math/linear-algebra.ts';
import { mergeTree } from '../../src/math/merge-tree.ts';
import { normal, seededRandom } from '../../src/math/random.ts';

const WIDTH = 20;

/** First groups of `rows` unit rows each around `topics` random directions, `parts` a topic; `noise` is the spread of a row. */
function madeOf(topics: number, parts: number, rows: number, noise: number) {
  const random = seededRandom(3);
  const sums = new Float64Array(topics * parts * WIDTH);
  for (let topic = 0; topic < topics; topic++) {
    const direction = Float64Array.from({ length: WIDTH }, () => normal(random));
    normalizeRows(direction, WIDTH);
    for (let part = 0; part < parts; part++) {
      for (let n = 0; n < rows; n++) {
        const row = direction.map((value) => value + noise * normal(random));
        normalizeRows(row, WIDTH);
        for (let i = 0; i < WIDTH; i++) {
          const at = (topic * parts + part) * WIDTH + i;
          sums[at] = (sums[at] as number) + (row[i] as number);
        }
      }
    }
  }
  return { sizes: new Float64Array(topics * parts).fill(rows), sums, width: WIDTH };
}

const found = (groups: ReturnType<typeof madeOf>): number => bestCount(groups, mergeTree(groups));

describe('bestCount', () => {
  it('finds the topics that first groups were split from, many or few, tight or loose', () => {
    expect(found(madeOf(40, 6, 8, 0.05))).toBe(40);
    expect(found(madeOf(12, 6, 8, 0.15))).toBe(12);
  });
  it('finds one topic where all groups are of one, and where there is one group', () => {
    expect(found(madeOf(1, 30, 8, 0.15))).toBe(1);
    expect(found(madeOf(1, 1, 3, 0.1))).toBe(1);
  });
});
