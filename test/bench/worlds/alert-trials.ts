import { gamma, poisson, type Random, seededRandom } from '../../../src/math/random.ts';
import { findChanges } from '../../../src/measure/change.ts';
import type { Trial } from './trial.ts';

const TOPICS = 60;
const YEAR = 52;
const WINDOW = 13;

/** How weeks vary about their mean, beyond Poisson. */
interface AlertWorld {
  readonly name: string;
  readonly level: (random: Random, week: number, topic: number) => number;
}

const STEADY: AlertWorld = { name: 'weeks vary as Poisson', level: () => 1 };
const THIRD: AlertWorld = { name: 'weeks vary by a third beyond Poisson', level: (random) => gamma(random, 9) / 9 };
const HALF: AlertWorld = { name: 'weeks vary by half beyond Poisson', level: (random) => gamma(random, 4) / 4 };
const MIXED: AlertWorld = {
  name: 'every third topic varies by half beyond Poisson, the others not at all',
  level: (random, _, topic) => (topic % 3 === 0 ? gamma(random, 4) / 4 : 1),
};
const GROWING: AlertWorld = {
  name: 'growing base: half as many again within the year',
  level: (_, week) => 1.5 ** (week / YEAR),
};

/** Counts of 60 topics over a year and the window before it; the rarest comes three times in ten weeks, the commonest 28 times a week. */
function simulate({ level }: AlertWorld, random: Random): number[][] {
  return Array.from({ length: TOPICS }, (_, topic) =>
    Array.from({ length: YEAR + WINDOW - 1 }, (_, week) =>
      poisson(random, 0.3 * 1.08 ** topic * level(random, week, topic)),
    ),
  );
}

/** Which topics the report of each week of the year raises an alarm for: five cases at least, as a report asks for. */
function alarmsOf(weekly: readonly (readonly number[])[]): boolean[][] {
  return Array.from({ length: YEAR }, (_, week) => {
    const { changed } = findChanges(weekly.map((counts) => counts.slice(week, week + WINDOW)));
    return changed.map((one, topic) => one && (weekly[topic]?.[week + WINDOW - 1] ?? 0) >= 5);
  });
}

function countAlarms(world: AlertWorld, seed: number): number {
  return alarmsOf(simulate(world, seededRandom(seed)))
    .flat()
    .filter(Boolean).length;
}

/** One topic of two a week jumps in week 20 of a year: whether that week's report says so. */
function isCaught(times: number, world: AlertWorld, seed: number): number {
  const random = seededRandom(seed);
  const weekly = simulate(world, random).map((counts) => counts.slice(0, WINDOW));
  const [topic, mean] = [25, 0.3 * 1.08 ** 25];
  (weekly[topic] as number[])[WINDOW - 1] = poisson(random, times * mean * world.level(random, 0, topic));
  return Number(findChanges(weekly).changed[topic]);
}

/** Alarms where nothing happens, and how surely a jump is seen. */
export const ALERT_TRIALS: readonly Trial[] = [
  ...[STEADY, THIRD, HALF, MIXED, GROWING].map(
    (world): Trial => ({
      row: 'no signal, 60 topics, 52 weeks: false alarms a year',
      world: world.name,
      bound: world === HALF ? null : { atMost: 6 },
      figure: 'median',
      play: (seed) => ({ score: countAlarms(world, seed) }),
    }),
  ),
  ...[3, 5, 8].map(
    (times): Trial => ({
      row: 'a topic of 2 a week jumps: reports that say so',
      world: `${times} times as many, weeks vary as Poisson`,
      bound: null,
      figure: 'share',
      play: (seed) => ({ score: isCaught(times, STEADY, seed) }),
    }),
  ),
];
