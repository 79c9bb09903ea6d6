import type { Measure } from '../domain/measure.ts';
import { clopperPearson, jeffreys } from '../math/intervals.ts';
import { type Case, groupCases } from './cases.ts';

/** Exact one-sided 95 % bound of the share that others close; 1 - 0.05^(1/n) when one person closed all. Counts need not be whole. @see Clopper, Pearson 1934 */
export function boundOthers(others: number, issues: number): number {
  return clopperPearson(others, issues, 0.9).high;
}

/**
 * Share of a solution's issues that someone other than its top resolver closed.
 * @param weight what one independent issue weighs (1 = all are).
 * @param resolvers who closed how many, most first.
 */
export function measureOthers(
  resolvers: readonly (readonly [string, number])[],
  issues: number,
  weight: number,
): Measure {
  const others = issues - (resolvers[0]?.[1] ?? 0);
  const upper = boundOthers(others / weight, issues / weight);
  const { low } = jeffreys(others / weight, issues / weight);
  // The exact bound lies further out where others closed next to nothing; the interval must not end below it.
  const high = Math.max(jeffreys(others / weight, issues / weight, 1 - 0.05 / countRivals(resolvers)).high, upper);
  const clumps = weight > 1.05 ? `, ${weight.toFixed(1)} issues weighed as one: whoever is on duty closes a week` : '';
  return {
    name: 'others_share',
    value: others / issues,
    low,
    high,
    unit: 'share',
    level: 'L2',
    base: `${issues} issues`,
    method: `issues of the solution that someone other than its top resolver closed; Jeffreys 95 %, exact one-sided bound ${upper.toFixed(3)}${clumps}`,
    refused: null,
  };
}

/**
 * People whose count is within two standard errors of the top one: any of them may have come out on top by chance, which makes the others' share look small. The
 * upper end is Bonferroni's over them: where four share the work evenly, a plain interval covers 87 %.
 */
function countRivals(resolvers: readonly (readonly [string, number])[]): number {
  const top = resolvers[0]?.[1] ?? 0;
  return Math.max(1, resolvers.filter(([, count]) => top - count < 2 * Math.sqrt(top + count)).length);
}

/** Who closed how many, most first, then by name. */
export function countResolvers(issues: readonly Case[]): [string, number][] {
  const counts = [...groupCases(issues, ({ ticket }) => ticket.assignee)].map(([name, own]): [string, number] => [
    name,
    own.length,
  ]);
  return counts.sort(([, x], [, y]) => y - x);
}

/** How many people carry a solution: the fewest who closed 80 %, and the effective number. */
export function countPeople(resolvers: readonly (readonly [string, number])[], issues: number): Measure[] {
  const same = herfindahl(resolvers, issues);
  const effective = "1 / H*, H* = sum n_i (n_i - 1) / (n (n - 1)) (unbiased Simpson's index)";
  const shell = {
    name: 'effective_people',
    low: null,
    high: null,
    unit: 'people',
    level: 'L2' as const,
    method: effective,
  };
  return [
    {
      ...shell,
      name: 'people_for_80_percent',
      value: peopleFor80(resolvers, issues),
      method: 'fewest people who together closed 80 % (BF80)',
      refused: null,
    },
    same > 0
      ? { ...shell, value: Math.min(1 / same, resolvers.length), refused: null }
      : { ...shell, value: null, refused: 'no two issues were closed by the same person' },
  ];
}

function peopleFor80(resolvers: readonly (readonly [string, number])[], issues: number): number {
  let sum = 0;
  return (
    resolvers.findIndex(([, count]) => {
      sum += count;
      return sum >= 0.8 * issues;
    }) + 1
  );
}

/** @see Simpson 1949, Nature 163: the chance that two issues drawn without replacement had the same resolver */
function herfindahl(resolvers: readonly (readonly [string, number])[], issues: number): number {
  return resolvers.reduce((sum, [, count]) => sum + count * (count - 1), 0) / (issues * (issues - 1));
}
