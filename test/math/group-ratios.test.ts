import { describe, expect, it } from 'vitest';
import { type GroupRatios, startGroups, stepGroups } from '../../src/math/group-ratios.ts';
import { median } from '../../src/math/intervals.ts';
import { seededRandom } from '../../src/math/random.ts';
import type { ObservedExpected } from '../../src/math/shrinkage.ts';

/** Draws of the sampler after a start that is thrown away. */
function drawMany(cells: readonly ObservedExpected[], draws = 1500): GroupRatios[] {
  const random = seededRandom(5);
  let state = startGroups(cells.length);
  return Array.from({ length: draws + 100 }, () => {
    state = stepGroups(state, cells, random);
    return state;
  }).slice(100);
}
const medianRatio = (states: readonly GroupRatios[], group: number) =>
  median(states.map(({ level, ratios }) => level * (ratios[group] as number)));
const cell = (observed: number, expected = 20, background = 0): ObservedExpected => ({
  observed,
  expected,
  background,
});

describe('stepGroups', () => {
  it('draws large counts near observed over expected, whatever the level', () => {
    const states = drawMany([cell(900, 300), cell(300, 300), cell(300, 300), cell(300, 300)]);
    expect(medianRatio(states, 0)).toBeCloseTo(3, 0);
    expect(medianRatio(states, 1)).toBeCloseTo(1, 1);
  });

  it('takes the background off', () => {
    const states = drawMany([cell(400, 100, 100), cell(200, 100, 100), cell(200, 100, 100)]);
    expect(Math.abs(medianRatio(states, 0) - 3)).toBeLessThan(0.3);
    expect(Math.abs(medianRatio(states, 1) - 1)).toBeLessThan(0.2);
  });

  it('sets a group apart that is unlike the others, and hardly draws it to them', () => {
    const states = drawMany([cell(60), cell(20), cell(20), cell(20), cell(20), cell(20)]);
    const apart = states.filter((state) => state.apart[0]).length / states.length;
    expect(apart).toBeGreaterThan(0.5);
    expect(medianRatio(states, 0)).toBeGreaterThan(2.4);
  });

  it('draws few counts to the others: 6 where 2 are expected, beside five groups of 2', () => {
    const states = drawMany([cell(6, 2), cell(2, 2), cell(2, 2), cell(2, 2), cell(2, 2), cell(2, 2)]);
    expect(medianRatio(states, 0)).toBeLessThan(2);
    expect(medianRatio(states, 0)).toBeGreaterThan(1);
  });

  it('survives nothing observed at all', () => {
    for (const { level, ratios } of drawMany([cell(0), cell(0)], 50)) {
      expect([level > 0, ratios.every((ratio) => ratio > 0 && Number.isFinite(ratio))]).toEqual([true, true]);
    }
  });
});
