import { negativeBinomialTail } from '../math/distributions.ts';
import { benjaminiHochberg, type RatioInterval, rateRatio } from '../math/intervals.ts';

/** Fewest earlier weeks that a change is judged against. */
export const EARLIER_WEEKS = 4;
/** Share of false alarms accepted among the changes of a week. */
const FALSE_DISCOVERY_RATE = 0.1;

/** Groups judged against their own histories. */
export interface Changes {
  /** In the order of the groups; null with too short a history. */
  readonly pValues: readonly (number | null)[];
  /** Whether the change survives Benjamini-Hochberg over all groups that have a history. */
  readonly changed: readonly boolean[];
}

/**
 * Which of a week's groups (topics, lots, ...) are above their own history beyond chance, all of them considered at once.
 * @param weekly counts of each group, oldest first, the week judged last.
 */
export function findChanges(weekly: readonly (readonly number[])[]): Changes {
  const usual = commonSpread(weekly.map((counts) => counts.slice(0, -1)));
  const pValues = weekly.map((counts) => chanceOfNoChange(counts, usual));
  const passed = benjaminiHochberg(
    pValues.filter((p) => p !== null),
    FALSE_DISCOVERY_RATE,
  );
  let at = 0;
  return { pValues, changed: pValues.map((p) => p !== null && (passed[at++] as boolean)) };
}

/**
 * How likely a count at least this high is when nothing has changed.
 * The unknown mean adds the variance of its Jeffreys posterior Gamma(sum + 1/2, weeks); weeks that vary more than Poisson add
 * theirs, and that of their mean. All enter the size of one negative binomial.
 * measures.md asks for Farrington's model of seasons from a year on; a window holds 13 weeks, so there is no season to be seen in it.
 * @param weekly counts, oldest first, the week judged last.
 * @param usual how groups like this one vary; where it is not known the group's own weeks alone say so.
 * @returns p in (0, 1], or null with fewer than four earlier weeks.
 * @see Farrington et al. 1996, JRSS A 159 (prediction for overdispersed counts); Noufaily et al. 2013
 */
export function chanceOfNoChange(weekly: readonly number[], usual: UsualSpread = UNKNOWN): number | null {
  const earlier = weekly.slice(0, -1);
  if (earlier.length < EARLIER_WEEKS) return null;
  const total = sum(earlier) + 0.5;
  const spread = 1 / total + expectSpread(earlier, usual) * (1 + 1 / earlier.length);
  return negativeBinomialTail(weekly.at(-1) ?? 0, total / earlier.length, 1 / spread);
}

/**
 * 1 / size of a negative binomial, from a group's own weeks and what is usual, as if the usual had been seen in so many weeks more. The
 * variance is that of Student's t with d degrees, for it is itself estimated: d / (d - 2) times the sample's.
 * @see Robinson, Smyth 2007, Bioinformatics 23 (dispersions of single counts drawn to the common one)
 */
function expectSpread(counts: readonly number[], { spread, weeks }: UsualSpread): number {
  const mean = sum(counts) / counts.length;
  if (mean === 0) return spread;
  const own = counts.length - 1;
  const variance = mean + (weeks * spread * mean ** 2 + own * excessOf(counts, mean)) / (weeks + own);
  const degrees = weeks + own;
  return Math.max(0, ((degrees / (degrees - 2)) * variance - mean) / mean ** 2);
}

/** Variance of weeks beyond Poisson; below 0 where they vary less. */
function excessOf(counts: readonly number[], mean: number): number {
  return counts.reduce((total, count) => total + (count - mean) ** 2, 0) / (counts.length - 1) - mean;
}

/** How groups vary from week to week beyond Poisson, and how many weeks of one group that is worth. */
interface UsualSpread {
  /** 1 / size of a negative binomial. */
  readonly spread: number;
  readonly weeks: number;
}

const UNKNOWN: UsualSpread = { spread: 0, weeks: 0 };
/** Most weeks that the usual spread counts for: groups differ in it. */
const USUAL_WEEKS = 10;
/** Rounds of weighing each group by what it tells of the common spread. */
const ROUNDS = 5;

/**
 * The spread common to all groups, by moments: Var = mean + spread x mean², each group weighed by the precision of its variance.
 * Twelve weeks of one topic tell little of how it varies: 60 topics that vary by a third beyond Poisson raised 7 false alarms a year by their own weeks
 * alone, 4 with the common spread, and jumps are seen as surely.
 * @param histories weeks before the one judged, a list a group.
 */
function commonSpread(histories: readonly (readonly number[])[]): UsualSpread {
  const groups = histories
    .map((counts) => ({ counts, mean: sum(counts) / counts.length }))
    .filter(({ counts, mean }) => counts.length >= EARLIER_WEEKS && mean > 0)
    .map(({ counts, mean }) => ({ mean, excess: excessOf(counts, mean), own: counts.length - 1 }));
  if (groups.length < 2) return UNKNOWN;
  let spread = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const weigh = (mean: number, value: number) => value / (1 + spread * mean) ** 2;
    const excess = sum(groups.map((group) => weigh(group.mean, group.excess)));
    spread = Math.max(0, excess / sum(groups.map(({ mean }) => weigh(mean, mean ** 2))));
  }
  return { spread, weeks: Math.min(USUAL_WEEKS, sum(groups.map(({ own }) => own)) - (groups[0]?.own ?? 0)) };
}

/**
 * The last count against the mean of the weeks before, with a 95 % interval: exact conditional for Poisson weeks;
 * where the weeks before vary more, counts weigh only as much as Poisson counts of the same relative variance would.
 * @param weekly counts, oldest first, the week judged last; at least one earlier week.
 */
export function weeklyRatio(weekly: readonly number[]): RatioInterval {
  const earlier = weekly.slice(0, -1);
  const [now, before, spread] = [weekly.at(-1) ?? 0, sum(earlier), expectSpread(earlier, UNKNOWN)];
  const [lessNow, lessBefore] = [1 + spread * now, 1 + (spread * before) / earlier.length];
  return rateRatio(now / lessNow, 1 / lessNow, before / lessBefore, earlier.length / lessBefore);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
