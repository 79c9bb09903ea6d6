import { gamma, poisson, seededRandom } from '../../../src/math/random.ts';
import { measureIssue } from '../../../src/measure/issue-measures.ts';
import { COVER, coverageOf, type Trial } from './trial.ts';

/** Weeks of one topic: 12 at the mean, then one at `ratio` times it; `size` of the negative binomial, Infinity = Poisson. */
interface ChangeWorld {
  readonly mean: number;
  readonly ratio: number;
  readonly size: number;
  readonly weeks: number;
}

const WORLDS: readonly ChangeWorld[] = [0.5, 2, 8, 30]
  .flatMap((mean) =>
    [Number.POSITIVE_INFINITY, 10, 3].flatMap((size) => [1, 2].flatMap((ratio) => [{ mean, ratio, size, weeks: 13 }])),
  )
  .concat([
    { mean: 4, ratio: 2, size: Number.POSITIVE_INFINITY, weeks: 5 },
    { mean: 4, ratio: 2, size: 5, weeks: 5 },
    { mean: 0.1, ratio: 1, size: Number.POSITIVE_INFINITY, weeks: 13 },
  ]);

/** How busy each week truly was, and what was counted in it. */
function simulate({ mean, ratio, size, weeks }: ChangeWorld, seed: number) {
  const random = seededRandom(seed);
  const level = () => (size === Number.POSITIVE_INFINITY ? 1 : gamma(random, size) / size);
  const means = Array.from({ length: weeks }, (_, week) => mean * level() * (week === weeks - 1 ? ratio : 1));
  return { means, weekly: means.map((one) => poisson(random, one)) };
}

function worldName({ mean, ratio, size, weeks }: ChangeWorld): string {
  const spread = size === Number.POSITIVE_INFINITY ? 'Poisson' : `negative binomial of size ${size}`;
  return `${mean} a week, now x ${ratio}, ${spread}, ${weeks} weeks`;
}

/** This week's customer issues against what the week truly brings, and their change against the ratio of the true means. */
export const CHANGE_TRIALS: readonly Trial[] = WORLDS.flatMap((world): Trial[] => [
  {
    row: '95 % interval: customer issues a week',
    world: worldName(world),
    bound: COVER,
    figure: 'share',
    play: (seed) => {
      const { means, weekly } = simulate(world, seed);
      const [count] = measureIssue(weekly);
      return coverageOf([{ low: count?.low ?? null, high: count?.high ?? null, truth: means.at(-1) as number }]);
    },
  },
  {
    row: '95 % interval: change of an issue',
    world: worldName(world),
    bound: COVER,
    figure: 'share',
    play: (seed) => {
      const change = measureIssue(simulate(world, seed).weekly)[1];
      return coverageOf([{ low: change?.low ?? null, high: change?.high ?? null, truth: world.ratio }]);
    },
  },
]);
