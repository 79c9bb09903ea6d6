import { type GroupRatios, startGroups, stepGroups } from '../math/group-ratios.ts';
import { poisson, type Random } from '../math/random.ts';
import type { FollowedDeal } from './follow-deals.ts';
import { drawLabelError, type LabelError } from './label-error.ts';
import { againstOthers, type Cell, expectFlags, type Profiles, profileGroups } from './promise-ratios.ts';

/** How many times as many broken promises the supposed bad group has. */
const TIMES_WORSE = 3;
/** Simulated reports, and draws in each: a share of 20 has a standard error of 11 points, enough to tell hopeless from useful at the cost of the measure itself. */
const REPORTS = 20;
const DRAWS = 120;

/**
 * In what share of such reports a group of the middle size would be named if it broke three times as many promises as the others: simulated with the groups, tickets and
 * audit at hand. Where that is small, a report without a name says nothing.
 * @param isNamed whether a group is named by its flagged deals and the probability that its ratio is above `limit`.
 * @returns in [0, 1].
 */
export function powerToName(
  groups: readonly (readonly FollowedDeal[])[],
  all: readonly FollowedDeal[],
  error: LabelError,
  random: Random,
  { limit, isNamed }: { readonly limit: number; readonly isNamed: (flagged: number, above: number) => boolean },
): number {
  const profiles = profileGroups(groups, all);
  const bySize = [...groups.keys()].sort((a, b) => (groups[a]?.length ?? 0) - (groups[b]?.length ?? 0));
  const bad = bySize[bySize.length >> 1] as number;
  let named = 0;
  for (let report = 0; report < REPORTS; report++) {
    const counts = simulateFlags(expectFlags(profiles, drawLabelError(error, random).falseRate), bad, random);
    const above = shareAbove(limit, bad, counts, profiles, error, random);
    if (isNamed(counts[bad] as number, above)) named++;
  }
  return named / REPORTS;
}

function simulateFlags(cells: readonly Cell[], bad: number, random: Random): number[] {
  return cells.map(({ expected, background = 0 }, index) =>
    poisson(random, background + (index === bad ? TIMES_WORSE : 1) * expected),
  );
}

function shareAbove(
  limit: number,
  group: number,
  counts: readonly number[],
  profiles: Profiles,
  error: LabelError,
  random: Random,
): number {
  let state: GroupRatios = startGroups(counts.length);
  let above = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const cells = expectFlags(profiles, drawLabelError(error, random).falseRate).map((cell, index) => ({
      ...cell,
      observed: counts[index] as number,
    }));
    state = stepGroups(stepGroups(state, cells, random), cells, random);
    if ((againstOthers(state.ratios, cells)[group] as number) > limit) above++;
  }
  return above / DRAWS;
}
