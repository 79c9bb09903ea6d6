import type { Segment } from '../domain/measure.ts';
import { rateRatio } from '../math/intervals.ts';
import { fitMixture, shrinkRatio } from '../math/shrinkage.ts';
import { type Case, groupCases, isNameable } from './cases.ts';
import type { Dimension } from './dimensions.ts';

/** Lower 5 % bound of the shrunk ratio from which a segment stands out (DuMouchel's EB05 >= 2). */
const STANDS_OUT_FROM = 2;
const TICKETS_NEEDED = 5;

/** A dimension with its value of each case of a period, looked up once: an issue is then compared in the time of its own size. */
export interface Tally {
  readonly dimension: Dimension;
  readonly values: ReadonlyMap<Case, string>;
  readonly counts: ReadonlyMap<string, number>;
}

/** Looks up every case of a period in each dimension; cases whose value is not known are left out. */
export function tallyDimensions(cases: readonly Case[], dimensions: readonly Dimension[]): Tally[] {
  return dimensions.map((dimension) => {
    const values = new Map<Case, string>();
    const counts = new Map<string, number>();
    for (const entry of cases) {
      const value = dimension.of(entry);
      if (value === undefined) continue;
      values.set(entry, value);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return { dimension, values, counts };
  });
}

/**
 * Finds the values that hold clearly more of an issue than of all other tickets whose value is known.
 * @param issue cases of the issue, all of them in the tallied period.
 * @returns those that stand out, most telling (largest share of the issue, then rarest elsewhere) first.
 */
export function findSegments(issue: readonly Case[], tallies: readonly Tally[]): Segment[] {
  return tallies
    .flatMap((tally) => segmentsOf(issue, tally))
    .sort((a, b) => b.tickets / b.known - a.tickets / a.known || (a.usualShare ?? 1) - (b.usualShare ?? 1));
}

function segmentsOf(issue: readonly Case[], { dimension, values, counts }: Tally): Segment[] {
  const groups = groupCases(issue, (entry) => values.get(entry));
  const known = [...groups.values()].reduce((sum, members) => sum + members.length, 0);
  const others = values.size - known;
  if (known < TICKETS_NEEDED || others === 0) return [];
  const cells = [...counts].map(([value, total]) => {
    const members = groups.get(value) ?? [];
    const elsewhere = total - members.length;
    // Half a ticket is added to each value, so that one never seen elsewhere has an expectation above zero.
    const share = (elsewhere + 0.5) / (others + 0.5 * counts.size);
    return { value, members, elsewhere, observed: members.length, expected: known * share };
  });
  const prior = fitMixture(cells);
  return (
    cells
      .filter(({ members }) => members.length >= TICKETS_NEEDED && (dimension.single || isNameable(members)))
      .filter((cell) => shrinkRatio(cell, prior).low >= STANDS_OUT_FROM)
      // Few other tickets say little about what is usual: the exact interval of both counts must exclude 1 as well.
      .filter(({ observed, elsewhere }) => rateRatio(observed, known, elsewhere, others).low > 1)
      .map(({ value, observed, elsewhere }) => ({
        dimension: dimension.name,
        value,
        tickets: observed,
        known,
        usualShare: elsewhere / others,
      }))
  );
}
