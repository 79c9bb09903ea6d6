import { describe, expect, it } from 'vitest';
import { integer, seededRandom } from '../../src/math/random.ts';
import type { Dimension } from '../../src/measure/dimensions.ts';
import { findSegments, tallyDimensions } from '../../src/measure/segments.ts';
import { type CaseSpec, casesOf } from './case-builder.ts';

const LOT: Dimension = { name: 'lot', of: ({ ticket }) => ticket.lot };
const times = (count: number, spec: (index: number) => CaseSpec) =>
  Array.from({ length: count }, (_, index) => spec(index));
const issue = (count: number, lot: string | undefined, accounts = count) =>
  times(count, (index) => ({ day: 85, topic: 'T-1', lot, accountId: `A${index % accounts}` }));
const elsewhere = (count: number, lots: number) =>
  times(count, (index) => ({ day: 85, topic: 'T-2', lot: `L${index % lots}`, accountId: `B${index}` }));

function find(specs: readonly CaseSpec[], dimension: Dimension = LOT) {
  const cases = casesOf(specs);
  return findSegments(
    cases.filter(({ topicId }) => topicId === 'T-1'),
    tallyDimensions(cases, [dimension]),
  );
}

describe('findSegments', () => {
  it('finds the lot that holds most of an issue and little of the rest', () => {
    const found = find([...issue(12, 'L0'), ...issue(2, 'L1'), ...issue(3, undefined), ...elsewhere(100, 10)]);
    expect(found).toEqual([{ dimension: 'lot', value: 'L0', tickets: 12, known: 14, usualShare: 0.1 }]);
  });

  it('finds nothing in an issue that is spread like everything else', () => {
    expect(
      find([...times(20, (index) => ({ day: 85, topic: 'T-1', lot: `L${index % 4}` })), ...elsewhere(100, 4)]),
    ).toEqual([]);
  });

  it('names no segment under five tickets or three parties', () => {
    expect(find([...issue(4, 'L0'), ...elsewhere(200, 40)])).toEqual([]);
    expect(find([...issue(12, 'L0', 2), ...elsewhere(200, 40)])).toEqual([]);
    expect(find([...issue(12, 'L0', 3), ...elsewhere(200, 40)])).toHaveLength(1);
  });

  it('names a custom solution of one customer all the same', () => {
    const solution: Dimension = { name: 'solution', of: ({ ticket }) => ticket.lot, single: true };
    expect(find([...issue(12, 'L0', 1), ...elsewhere(200, 40)], solution)).toHaveLength(1);
  });

  it('says nothing where no other ticket knows the dimension, or only a few do', () => {
    expect(find([...issue(20, 'L0'), ...issue(2, 'L1')])).toEqual([]);
    expect(find([...issue(8, 'L0'), ...elsewhere(2, 2)])).toEqual([]);
  });

  it('puts the segment with the largest part of the issue first', () => {
    const both: Dimension[] = [LOT, { name: 'region', of: ({ ticket }) => ticket.group }];
    const cases = casesOf([
      ...times(20, (index) => ({ day: 85, topic: 'T-1', lot: index < 12 ? 'L0' : `L${index}`, group: 'north' })),
      ...times(200, (index) => ({ day: 85, topic: 'T-2', lot: `L${index % 30}`, group: `r${index % 9}` })),
    ]);
    const found = findSegments(
      cases.filter(({ topicId }) => topicId === 'T-1'),
      tallyDimensions(cases, both),
    );
    expect(found.map(({ dimension, value, usualShare }) => [dimension, value, usualShare])).toEqual([
      ['region', 'north', 0],
      ['lot', 'L0', 7 / 200],
    ]);
  });

  it('hardly ever finds a segment in issues drawn at random, small ones and small periods included', () => {
    const random = seededRandom(5);
    let found = 0;
    for (let round = 0; round < 150; round++) {
      for (const [total, own, lots] of [
        [100, 8, 4],
        [30, 22, 6],
        [200, 25, 10],
      ] as const) {
        const specs = times(total, (index) => ({
          day: 85,
          topic: index < own ? 'T-1' : 'T-2',
          lot: `L${integer(random, lots)}`,
        }));
        found += find(specs).length;
      }
    }
    expect(found).toBeLessThanOrEqual(2);
  });
});
