import { describe, expect, it } from 'vitest';
import {
  clip,
  count,
  dayRange,
  formatNumber,
  formatShare,
  measureWords,
  middle,
  segmentWords,
} from '../../src/render/format.ts';
import { measure, refused } from './fixture.ts';

const words = (...args: Parameters<typeof measure>) => {
  const { value, detail } = measureWords(measure(...args));
  return `${value} ${detail}`.trim();
};

describe('measureWords', () => {
  it('gives a share in percent with its range and base', () => {
    expect(words('x', 'share', 0.044, [0.021, 0.067], 'of 4,000 tickets (200 read by people)', 'L1')).toBe(
      '4.4 % between 2.1 % and 6.7 % of 4,000 tickets (200 read by people)',
    );
  });

  it('names the unit of counts, once in the singular', () => {
    expect(words('x', 'tickets', 27, [18, 39])).toBe('27 tickets between 18 and 39');
    expect(words('x', 'tickets', 1, null)).toBe('1 ticket');
    expect(words('x', 'EUR', 12_400, [8_000, 15_000])).toBe('12,400 EUR between 8,000 and 15,000');
  });

  it('says that a ratio against nothing has no upper end', () => {
    expect(words('x', 'ratio', 9, [3.3, Number.POSITIVE_INFINITY])).toBe('9.0 times at least 3.3');
  });

  it('names the base apart where the number is no share of it', () => {
    expect(words('x', 'hours', 3.4, [2.9, 4.1], '874 closed tickets')).toBe(
      '3.4 hours between 2.9 and 4.1, base: 874 closed tickets',
    );
  });

  it('prints the reason of a refused measure and no number', () => {
    expect(measureWords(refused('x', 'no returns file since 12 May'))).toEqual({
      value: null,
      detail: 'cannot be answered: no returns file since 12 May',
    });
  });
});

describe('numbers and days', () => {
  it('groups thousands and keeps the sign', () => {
    expect(formatNumber(1_234_567.891, 1)).toBe('1,234,567.9');
    expect(formatNumber(-1234)).toBe('\u22121,234');
    expect(formatNumber(-0.2)).toBe('0');
  });

  it('gives small shares a second decimal, so that a little is not nothing', () => {
    expect([0, 0.0004, 0.0309, 1].map(formatShare)).toEqual(['0.0 %', '0.04 %', '3.1 %', '100.0 %']);
  });

  it('writes a week across months and years', () => {
    expect(dayRange('2026-11-09', '2026-11-15')).toBe('9 to 15 November 2026');
    expect(dayRange('2026-11-30', '2026-12-06')).toBe('30 November to 6 December 2026');
    expect(dayRange('2025-12-29', '2026-01-04')).toBe('29 December 2025 to 4 January 2026');
  });

  it('takes the mean of the two middle values of an even number', () => {
    expect([middle([]), middle([3]), middle([9, 1]), middle([1, 30, 2])]).toEqual([0, 3, 5, 2]);
  });

  it('counts one in the singular', () => {
    expect([count(0, 'ticket'), count(1, 'ticket'), count(1200, 'ticket')]).toEqual([
      '0 tickets',
      '1 ticket',
      '1,200 tickets',
    ]);
  });

  it('says how much of an issue lies in a segment, of those where it is known', () => {
    expect(segmentWords({ dimension: 'sales_team', value: 'North', tickets: 3, known: 4, usualShare: 0.1 })).toEqual({
      name: 'sales team North',
      detail: '3 of 4 tickets where it is known (75.0 %), against 10.0 % among other tickets',
    });
  });

  it('cuts long text between characters and marks the cut', () => {
    expect(clip('short', 10)).toBe('short');
    expect(clip('😀'.repeat(5), 5)).toBe('😀'.repeat(5));
    expect(clip('😀'.repeat(6), 5)).toBe(`${'😀'.repeat(5)} […]`);
    expect(clip('w'.repeat(40_000), 240)).toHaveLength(244);
  });
});
