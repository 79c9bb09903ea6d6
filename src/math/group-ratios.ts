import { binomial, gamma, type Random } from './random.ts';
import { APART, drawGammaShape, type GammaPrior, logMarginal, type ObservedExpected } from './shrinkage.ts';

/** One draw of how often something happens in each of several groups, most of which are alike. */
export interface GroupRatios {
  /** What everybody's expectation is taken times for the groups that are alike. */
  readonly level: number;
  /** Each group's rate over that level, > 0, in the order of the cells. */
  readonly ratios: readonly number[];
  /** Whether a group is drawn as one apart from the others. */
  readonly apart: readonly boolean[];
}

/** Chance of a group to be unlike the others, before anything is seen of it. */
const APART_SHARE = 0.15;
/** Where the sampler starts: all groups alike at the level expected. */
export function startGroups(groups: number): GroupRatios {
  return { level: 1, ratios: new Array<number>(groups).fill(1), apart: new Array<boolean>(groups).fill(false) };
}

/**
 * One step of a Gibbs sampler. Of a cell's observed count, N ~ Poisson(level x ratio x expected) came truly, the rest by its background. Groups that are alike
 * have ratio ~ Gamma(a, a), a drawn; a group apart has a wide prior of its own. One gamma for all would draw the only bad group of six down to
 * the five that are alike, and would doubt it the more the more alike they are.
 * @param cells observed whole counts, expected > 0.
 * @see Tanner, Wong 1987, JASA 82 (data augmentation); DuMouchel 1999, The American Statistician 53, eq. 4 (a mixture of two gammas)
 */
export function stepGroups(state: GroupRatios, cells: readonly ObservedExpected[], random: Random): GroupRatios {
  const truly = cells.map(({ observed, expected, background = 0 }, index) => {
    const mean = state.level * (state.ratios[index] as number) * expected;
    return binomial(random, observed, mean / (background + mean));
  });
  const weighted = cells.reduce((sum, { expected }, index) => sum + expected * (state.ratios[index] as number), 0);
  const level = gamma(random, 0.5 + truly.reduce((sum, count) => sum + count, 0)) / weighted;
  const shape = drawGammaShape(
    state.ratios.filter((_, index) => !state.apart[index]),
    random,
  );
  const alike: GammaPrior = { shape, rate: shape };
  const apart = cells.map(({ expected }, index) => isApart(truly[index] as number, level * expected, alike, random));
  const ratios = cells.map(({ expected }, index) => {
    const prior = apart[index] ? APART : alike;
    const ratio = gamma(random, prior.shape + (truly[index] as number)) / (prior.rate + level * expected);
    return Math.max(1e-6, ratio);
  });
  return { level, ratios, apart };
}

function isApart(count: number, mean: number, alike: GammaPrior, random: Random): boolean {
  const odds =
    (APART_SHARE / (1 - APART_SHARE)) * Math.exp(logMarginal(count, mean, APART) - logMarginal(count, mean, alike));
  return random() * (1 + odds) < odds;
}
