import type { Answer } from '../../../src/domain/measure.ts';
import { measureMarketing } from '../../../src/measure/marketing.ts';
import { type CampaignWorld, HELD_OUT, simulateCampaign } from './campaign-world.ts';
import { COVER, coverageOf, type Trial } from './trial.ts';

const MATCHED: CampaignWorld = { ...HELD_OUT, control: 'unexposed', busier: 0.5 };
const SKEWED: CampaignWorld = { ...HELD_OUT, spread: 1.3, size: 0.5 };

function answerOf(world: CampaignWorld, seed: number): { readonly answer: Answer | undefined; readonly net: number } {
  const { context, net } = simulateCampaign(world, seed);
  return { answer: measureMarketing(context).answers.find(({ segment }) => segment?.value === 'A'), net };
}

const COVERED: readonly (readonly [name: string, world: CampaignWorld])[] = [
  ['holdout, 300 + 300, net 0', HELD_OUT],
  ['holdout, 300 + 300, loses half', { ...HELD_OUT, loss: 0.5 }],
  ['holdout, 60 + 60', { ...HELD_OUT, accounts: 60 }],
  ['holdout, 300 + 300, very uneven customers', SKEWED],
  ['holdout, 60 + 60, very uneven customers', { ...SKEWED, accounts: 60 }],
  ['unexposed, 300 + 300, exposed twice as busy before', MATCHED],
  ['holdout, another campaign reaches 30 % of both arms', { ...HELD_OUT, overlap: [0.3, 0.3] }],
  ['holdout, another campaign reaches 60 % of the exposed, 10 % of the others', { ...HELD_OUT, overlap: [0.6, 0.1] }],
];

const CALLED: readonly (readonly [name: string, world: CampaignWorld, bound: Trial['bound']])[] = [
  ['net 0, holdout, 300 + 300', HELD_OUT, { atMost: 0.05 }],
  ['net 0, holdout, 300 + 300, very uneven customers', SKEWED, { atMost: 0.05 }],
  ['net 0, unexposed, 300 + 300, exposed twice as busy before', MATCHED, { atMost: 0.05 }],
  [
    'net 0, another campaign reaches 60 % of the exposed, 10 % of the others',
    { ...HELD_OUT, overlap: [0.6, 0.1] },
    { atMost: 0.05 },
  ],
  ['loses half its margin, holdout, 300 + 300', { ...HELD_OUT, loss: 0.5 }, { atLeast: 0.8 }],
  ['loses half its margin, very uneven customers', { ...SKEWED, loss: 0.5 }, null],
  ['loses half its margin, unexposed, exposed twice as busy before', { ...MATCHED, loss: 0.5 }, null],
  ['loses half its margin, 60 + 60', { ...HELD_OUT, accounts: 60, loss: 0.5 }, null],
];

/** What campaigns bring net of their support, and which are called a loss. */
export const CAMPAIGN_TRIALS: readonly Trial[] = [
  ...COVERED.map(
    ([name, world]): Trial => ({
      row: '95 % interval: net of a campaign',
      world: name,
      bound: COVER,
      figure: 'share',
      play: (seed) => {
        const { answer, net } = answerOf(world, seed);
        const measure = answer?.measures.find((one) => one.name === 'campaign_net');
        return coverageOf([{ low: measure?.low ?? null, high: measure?.high ?? null, truth: net }]);
      },
    }),
  ),
  ...CALLED.map(
    ([name, world, bound]): Trial => ({
      row: 'campaigns called a loss',
      world: name,
      bound,
      figure: 'share',
      play: (seed) => ({ score: Number(answerOf(world, seed).answer?.stands ?? false) }),
    }),
  ),
];
