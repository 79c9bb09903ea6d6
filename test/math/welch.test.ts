import { describe, expect, it } from 'vitest';
import { differenceOfMeans } from '../../src/math/welch.ts';

/** Hours of extra sleep under two drugs, ten people each. @see Student 1908, Biometrika 6 */
const FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

describe('differenceOfMeans', () => {
  it("gives R's t.test(extra ~ group, data = sleep): -3.3654832 to 0.2054832, p = 0.07939 on two sides", () => {
    const { value, low, high, belowZero } = differenceOfMeans(FIRST, SECOND);
    expect(value).toBeCloseTo(-1.58, 10);
    expect(low).toBeCloseTo(-3.3654832, 6);
    expect(high).toBeCloseTo(0.2054832, 6);
    expect(2 * (1 - belowZero)).toBeCloseTo(0.07939, 5);
  });

  it('turns over when the groups change places', () => {
    const [one, other] = [differenceOfMeans(FIRST, SECOND), differenceOfMeans(SECOND, FIRST)];
    expect([other.low, other.high, other.belowZero]).toEqual([
      -one.high,
      -one.low,
      expect.closeTo(1 - one.belowZero, 12),
    ]);
  });

  it('is certain where nothing varies', () => {
    expect(differenceOfMeans([1, 1], [2, 2, 2])).toEqual({ value: -1, low: -1, high: -1, belowZero: 1 });
    expect(differenceOfMeans([2, 2], [2, 2])).toMatchObject({ value: 0, belowZero: 0 });
  });
});
