import { describe, expect, it } from 'vitest';
import { measureIssue } from '../../src/measure/issue-measures.ts';

const QUIET = [2, 3, 1, 2, 4, 2, 1, 3, 2, 2, 3, 2];
const changeOf = (weekly: readonly number[]) => measureIssue(weekly).find(({ name }) => name === 'change');

describe('measureIssue', () => {
  it('gives the count and the change, each with its interval, base and method', () => {
    const [count, change] = measureIssue([...QUIET, 27]);
    expect(count).toMatchObject({
      name: 'customer_issues',
      value: 27,
      low: expect.closeTo(17.79, 1),
      high: expect.closeTo(39.28, 1),
      level: 'L0',
    });
    expect(change).toMatchObject({ name: 'change', value: 12, base: 'the 12 weeks before', refused: null });
    expect([change?.low, change?.high]).toEqual([expect.any(Number), expect.any(Number)]);
  });

  it('refuses a change with its reason: too few weeks, none before, none at all', () => {
    const refused = { value: null, low: null, high: null };
    expect(changeOf([3, 4])).toMatchObject({ ...refused, refused: 'only 1 earlier week: 4 are needed to compare' });
    expect(changeOf([3, 4, 4])).toMatchObject({ ...refused, refused: 'only 2 earlier weeks: 4 are needed to compare' });
    expect(changeOf([0, 0, 0, 0, 9])).toMatchObject({
      ...refused,
      refused: 'none in the 4 weeks before, so there is no ratio',
    });
    expect(changeOf([0, 0, 0, 0, 0])).toMatchObject({ ...refused, refused: 'none in any of these weeks' });
  });

  it('is a fall to nothing, bounded from above, where there were some before and none now', () => {
    expect(changeOf([...QUIET, 0])).toMatchObject({ value: 0, low: 0, refused: null });
  });
});
