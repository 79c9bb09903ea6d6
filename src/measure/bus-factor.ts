import type { Measure } from '../domain/measure.ts';
import { clopperPearson, jeffreys } from '../math/intervals.ts';
import { type Case, groupCases } from './cases.ts';

/** Exact one-sided 95 % bound of the share that others close; 1 - 0.05^(1/n) when one person closed all. @see Clopper, Pearson 1934 */
export function boundOthers(others: number, issues: number): number {
  return clopperPearson(others, issues, 0.9).high;
}

/** Share of a solution's issues that someone other than its top resolver closed. */
export function measureOthers(others: number, issues: number, upper: number): Measure {
  const share = jeffreys(others, issues);
  const method = `issues of the solution that someone other than its top resolver closed; Jeffreys 95 %, exact one-sided bound ${upper.toFixed(3)}`;
  // The exact bound lies further out where others closed next to nothing; the interval must not end below it.
  const high = Math.max(share.high, upper);
  return {
    name: 'others_share',
    ...share,
    high,
    unit: 'share',
    level: 'L2',
    base: `${issues} issues`,
    method,
    refused: null,
  };
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
