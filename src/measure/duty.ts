import { designEffect } from '../math/shrinkage.ts';
import { type Case, groupCases } from './cases.ts';

/**
 * How much more often two issues of one week have the same resolver than two of different weeks: 0 = people take issues as they come, 1 = whoever is on duty closes a
 * whole week. Pooled over the solutions that several people mend; one that a single person mends does not tell.
 * @param solutions issues of each solution, all with a resolver.
 * @returns in [0, 1]; 0 where no solution tells.
 * @see Fleiss 1971, Psychological Bulletin 76 (agreement beyond chance)
 */
export function measureDuty(solutions: readonly (readonly Case[])[]): number {
  let [beyond, possible] = [0, 0];
  for (const issues of solutions) {
    const within = [...groupCases(issues, ({ week }) => String(week)).values()].map(countPairs).reduce(addPairs, NONE);
    const all = countPairs(issues);
    const apart = { pairs: all.pairs - within.pairs, same: all.same - within.same };
    if (within.pairs === 0 || apart.pairs === 0) continue;
    const chance = apart.same / apart.pairs;
    beyond += within.same - chance * within.pairs;
    possible += (1 - chance) * within.pairs;
  }
  return possible > 0 ? Math.min(1, Math.max(0, beyond / possible)) : 0;
}

/** What one independent issue weighs where duty makes issues of a week alike; at least 1. */
export function weekEffect(issues: readonly Case[], duty: number): number {
  const weeks = groupCases(issues, ({ week }) => String(week));
  return 1 + duty * (designEffect([...weeks.values()].map(({ length }) => length)) - 1);
}

/** Pairs of issues, and those of them with the same resolver. */
interface Pairs {
  readonly pairs: number;
  readonly same: number;
}

const NONE: Pairs = { pairs: 0, same: 0 };

function countPairs(issues: readonly Case[]): Pairs {
  const people = [...groupCases(issues, ({ ticket }) => ticket.assignee).values()];
  return { pairs: pairsOf(issues.length), same: people.reduce((sum, own) => sum + pairsOf(own.length), 0) };
}

function addPairs(a: Pairs, b: Pairs): Pairs {
  return { pairs: a.pairs + b.pairs, same: a.same + b.same };
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}
