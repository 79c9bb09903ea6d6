import { startGroups, stepGroups } from '../math/group-ratios.ts';
import type { Random } from '../math/random.ts';
import { designEffect, type ObservedExpected } from '../math/shrinkage.ts';
import { sumOf } from './cohorts.ts';
import type { FollowedDeal } from './follow-deals.ts';
import { drawLabelError, type LabelError } from './label-error.ts';

/** Draws of a segment's ratio. */
export const DRAWS = 2_000;
/** Least part of the expected flags that is taken to be true ones, so that no ratio is divided by nothing. */
const TRUE_PART = 0.05;
/** Steps of the sampler between two draws that are kept. */
const STEPS = 3;

/**
 * Draws how many times as often a group's promises are broken as those of the other groups, at the same products, sizes and kinds of deal.
 * Of F flagged deals, B are expected to be flagged falsely (a deal with k tickets with probability 1 - (1 - f)^k, f drawn from the audit); at a
 * ratio of 1 the group would hold S truly broken ones, at everybody's rate a deal-month in the same stratum. F ~ Poisson(B + ratio x S).
 * The share of true deals that are flagged cancels, as long as it is the same for all groups.
 * @param groups deals of each group, all of them in `all`.
 * @returns 2,000 ratios a group, in the order of the groups.
 * @see Breslow, Day 1987, Statistical Methods in Cancer Research II, chapter 2 (indirect standardisation); Tanner, Wong 1987 (data augmentation)
 */
export function drawRatios(
  groups: readonly (readonly FollowedDeal[])[],
  all: readonly FollowedDeal[],
  error: LabelError,
  random: Random,
): Float64Array[] {
  const profiles = profileGroups(groups, all);
  const draws = groups.map(() => new Float64Array(DRAWS));
  let state = startGroups(groups.length);
  for (let draw = 0; draw < DRAWS; draw++) {
    const cells = expectFlags(profiles, drawLabelError(error, random).falseRate);
    for (let step = 0; step < STEPS; step++) state = stepGroups(state, cells, random);
    againstOthers(state.ratios, cells).forEach((ratio, index) => {
      (draws[index] as Float64Array)[draw] = ratio;
    });
  }
  return draws;
}

/**
 * Ratios to everybody become ratios to all the others. measures.md sets O against E at everybody's rate, but a group is part of everybody: one of six teams that
 * is truly three times as bad as the rest then reads 2.25, and is harder to tell from 1.5.
 */
export function againstOthers(ratios: readonly number[], cells: readonly Cell[]): number[] {
  const size = sumOf(cells.map(({ weight }) => weight));
  const sum = sumOf(cells.map(({ weight }, index) => weight * (ratios[index] as number)));
  return cells.map(({ weight }, index) => {
    const ratio = ratios[index] as number;
    return (ratio * (size - weight)) / (sum - weight * ratio);
  });
}

/** How often deals have k tickets, by k. */
type TicketCounts = ReadonlyMap<number, number>;

interface Flags {
  readonly flagged: number;
  readonly tickets: TicketCounts;
}

interface Profile extends Flags {
  /** The group's part of each stratum's deal-months. */
  readonly parts: readonly number[];
  readonly clump: number;
}

/** What the draws of all groups rest on. */
export interface Profiles {
  readonly strata: readonly Flags[];
  readonly groups: readonly Profile[];
}

/** Counts each group's and each stratum's flags and tickets once for all draws. */
export function profileGroups(groups: readonly (readonly FollowedDeal[])[], all: readonly FollowedDeal[]): Profiles {
  const names = [...new Set(all.map(({ stratum }) => stratum))];
  const months = monthsBy(all);
  const strata = names.map((name) => countFlags(all.filter(({ stratum }) => stratum === name)));
  const profiles = groups.map((own) => {
    const ownMonths = monthsBy(own);
    const parts = names.map((name) => (ownMonths.get(name) ?? 0) / (months.get(name) as number));
    return { ...countFlags(own), parts, clump: clumpOf(own) };
  });
  return { strata, groups: profiles };
}

/** A group with its part in everybody's rate: truly broken deals expected of it, clumps or not. */
export interface Cell extends ObservedExpected {
  readonly weight: number;
}

/** Flags of each group as observed and as expected, at one rate of false tags. */
export function expectFlags({ strata, groups }: Profiles, falseRate: number): Cell[] {
  const falsely = strata.map(({ tickets }) => expectFalse(tickets, falseRate));
  return groups.map(({ flagged, tickets, parts, clump }) => {
    const flags = parts.reduce((sum, part, index) => sum + part * (strata[index]?.flagged ?? 0), 0);
    const falseFlags = parts.reduce((sum, part, index) => sum + part * (falsely[index] ?? 0), 0);
    const expected = Math.max(flags - falseFlags, TRUE_PART * flags, 1e-6);
    const observed = Math.round(flagged / clump);
    const scale = flagged > 0 ? observed / flagged : 1;
    const background = expectFalse(tickets, falseRate) * scale;
    return { observed, expected: expected * scale, background, weight: expected };
  });
}

function expectFalse(tickets: TicketCounts, falseRate: number): number {
  let sum = 0;
  for (const [count, deals] of tickets) sum += deals * (1 - (1 - falseRate) ** count);
  return sum;
}

/** Number of deals that a ticket tagged as a broken promise follows. */
export function countFlagged(deals: readonly FollowedDeal[]): number {
  return deals.filter(({ broken }) => broken).length;
}

/** One ticket flags every deal of its account in view, so those deals weigh as one report. */
function clumpOf(deals: readonly FollowedDeal[]): number {
  const byAccount = new Map<string, number>();
  for (const { deal, broken } of deals)
    if (broken) byAccount.set(deal.accountId, (byAccount.get(deal.accountId) ?? 0) + 1);
  return designEffect(byAccount.values());
}

function countFlags(deals: readonly FollowedDeal[]): Flags {
  const counts = new Map<number, number>();
  for (const { tickets } of deals) counts.set(tickets, (counts.get(tickets) ?? 0) + 1);
  return { flagged: countFlagged(deals), tickets: counts };
}

function monthsBy(deals: readonly FollowedDeal[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { stratum, months } of deals) sums.set(stratum, (sums.get(stratum) ?? 0) + months);
  return sums;
}
