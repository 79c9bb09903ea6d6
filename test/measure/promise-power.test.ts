import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/math/random.ts';
import type { FollowedDeal } from '../../src/measure/follow-deals.ts';
import type { LabelError } from '../../src/measure/label-error.ts';
import { powerToName } from '../../src/measure/promise-power.ts';
import { dealOf } from './case-builder.ts';

/** Tags of which so many of a hundred are right. */
const tagsRight = (share: number): LabelError => {
  const cell = (tickets: number, trueShare: number) => ({
    tickets,
    read: 40,
    right: 40 * trueShare,
    effective: 40,
    trueShare,
  });
  return { audited: 120, cells: { tagged: cell(100, share), unsure: cell(0, 0), 'not tagged': cell(900, 0) } };
};
const team = (name: number, count: number, broken: number): FollowedDeal[] =>
  Array.from({ length: count }, (_, index) => ({
    deal: { ...dealOf(index, 0), accountId: `${name}-${index}` },
    stratum: 'Pump',
    months: 1,
    tickets: 2,
    broken: index < broken,
  }));
const RULE = { limit: 1.5, isNamed: (flagged: number, above: number) => above >= 0.9 && flagged >= 5 };
const power = (count: number, broken: number, right = 0.9) => {
  const groups = [1, 2, 3, 4, 5, 6].map((name) => team(name, count, broken));
  return powerToName(groups, groups.flat(), tagsRight(right), seededRandom(3), RULE);
};

describe('powerToName', () => {
  it('is high with 30 broken promises a team, and next to nothing with three', () => {
    expect(power(200, 30)).toBeGreaterThan(0.8);
    expect(power(60, 3)).toBeLessThan(0.3);
  });

  it('falls where half of the tags are false', () => {
    expect(power(100, 14, 0.5)).toBeLessThan(power(100, 14) - 0.1);
  });
});
