import type { Segment } from '../domain/measure.ts';
import { fitGammaPrior, shrinkRatio } from '../math/shrinkage.ts';
import type { Case } from './cases.ts';
import type { Dimension } from './dimensions.ts';

/** A segment under this many tickets is not named: small cells point at people and are noise. */
export const SEGMENT_TICKETS = 5;
/** Lower 5 % bound of the shrunk ratio from which a segment stands out (DuMouchel's EB05 >= 2). */
const STANDS_OUT_FROM = 2;

/**
 * Finds the values that hold clearly more of an issue than of all other tickets whose value is known.
 * @param issue the issue's cases; @param all every case of the same period.
 * @returns those that stand out, most telling (largest share of the issue, then the largest excess) first.
 */
export function findSegments(issue: readonly Case[], all: readonly Case[], dimensions: readonly Dimension[]): Segment[] {
  return dimensions.flatMap((dimension) => segmentsOf(issue, all, dimension)).sort((a, b) => b.tickets / b.known - a.tickets / a.known || (a.usualShare ?? 1) - (b.usualShare ?? 1));
}

function segmentsOf(issue: readonly Case[], all: readonly Case[], dimension: Dimension): Segment[] {
  const inIssue = new Set(issue.map(({ ticket }) => ticket.id));
  const here = countValues(issue, dimension);
  const elsewhere = countValues(all.filter(({ ticket }) => !inIssue.has(ticket.id)), dimension);
  const known = sum(here);
  const others = sum(elsewhere);
  const cells = [...here].map(([value, tickets]) => {
    // Half a ticket is added to each value, so that one never seen elsewhere has an expectation above zero.
    const share = ((elsewhere.get(value) ?? 0) + 0.5) / (others + 0.5 * (elsewhere.size + 1));
    return { value, tickets, observed: tickets, expected: known * share };
  });
  const prior = fitGammaPrior(cells);
  return cells
    .filter((cell) => cell.tickets >= SEGMENT_TICKETS && shrinkRatio(cell, prior).low >= STANDS_OUT_FROM)
    .map(({ value, tickets }) => ({ dimension: dimension.name, value, tickets, known, usualShare: others > 0 ? (elsewhere.get(value) ?? 0) / others : null }));
}

function countValues(cases: readonly Case[], dimension: Dimension): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of cases) {
    const value = dimension.of(entry);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
