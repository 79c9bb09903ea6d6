import { describe, expect, it } from 'vitest';
import { reliability } from '../../src/math/reliability.ts';

describe('reliability', () => {
  it('averages the gap of score and share over ranges, by their counts', () => {
    const found = reliability([0.1, 0.1, 0.1, 0.1, 0.8, 1], [false, false, false, true, true, true], 2);
    expect(found.bins.map(({ count, share }) => [count, share])).toEqual([
      [4, 0.25],
      [2, 1],
    ]);
    expect(found.ece).toBeCloseTo((4 * 0.15 + 2 * 0.1) / 6, 12);
    expect(found.brier).toBeCloseTo((3 * 0.01 + 0.81 + 0.04) / 6, 12);
  });

  it('says nothing of an empty range and counts a score of 1 in the last', () => {
    const { bins, ece } = reliability([1], [true]);
    expect(bins.at(-1)).toMatchObject({ from: 0.9, to: 1, count: 1, share: 1 });
    expect(bins[0]).toMatchObject({ count: 0, meanScore: null, share: null });
    expect(ece).toBe(0);
    expect(reliability([], []).ece).toBe(0);
  });
});
