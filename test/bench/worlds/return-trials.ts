import type { Answer, Measure } from '../../../src/domain/measure.ts';
import { measureManufacturing } from '../../../src/measure/manufacturing.ts';
import { FIRM, type ReturnWorld, type SimulatedReturns, simulateReturns } from './return-world.ts';
import { COVER, coverageOf, type Outcome, type Trial } from './trial.ts';

interface Played extends SimulatedReturns {
  readonly answers: readonly Answer[];
}

function playWorld(world: ReturnWorld, seed: number): Played {
  const simulated = simulateReturns(world, seed);
  return { ...simulated, answers: measureManufacturing(simulated.context).answers };
}

function measureOf(answer: Answer | undefined, name: string): Measure | undefined {
  return answer?.measures.find((measure) => measure.name === name);
}

const badOf = ({ answers, badLot }: Played) => answers.find(({ segment }) => segment?.value === badLot);
const probabilityOf = (answer: Answer | undefined) =>
  measureOf(answer, 'probability_returns_fall_5_percent')?.value ?? null;

/** Refused where the lot does not stand out. */
function coverAvoided(world: ReturnWorld, seed: number): Outcome {
  const played = playWorld(world, seed);
  const avoided = measureOf(badOf(played), 'returns_avoided');
  return coverageOf([{ low: avoided?.low ?? null, high: avoided?.high ?? null, truth: played.avoided }]);
}

const COVERED: readonly (readonly [name: string, world: ReturnWorld])[] = [
  ['a lot of 5 months, mending takes 8 % off', FIRM],
  ['mending takes 20 % off', { ...FIRM, drop: 0.2 }],
  ['mending takes 5 % off', { ...FIRM, drop: 0.05 }],
  ['parcels of four units', { ...FIRM, units: 1600, parcel: 4 }],
  ['the base grows by 15 % a month', { ...FIRM, units: 200, growth: 1.15 }],
  ['the last three weeks of returns are not in the file yet', { ...FIRM, lagDays: 21 }],
  ['a lot of 2 months, the last three weeks missing', { ...FIRM, badAge: 2, lagDays: 21 }],
  ['half of the returns tied to a lot', { ...FIRM, linked: 0.5 }],
];

/** A chance above the bound, or, for a small defect, no chance claimed above it. */
function isClear(world: ReturnWorld, seed: number): number {
  const chance = probabilityOf(badOf(playWorld(world, seed)));
  return Number(world.drop > 0.05 ? (chance ?? 0) > 0.8 : (chance ?? 0) < 0.2);
}

const PLANTED: readonly (readonly [name: string, world: ReturnWorld, bound: Trial['bound']])[] = [
  ['would cut returns by 8 %: P(drop >= 5 %) above .8', { ...FIRM, units: 800 }, { atLeast: 0.8 }],
  [
    'would cut returns by 8 %, base grows by 15 % a month: above .8',
    { ...FIRM, units: 400, growth: 1.15 },
    { atLeast: 0.8 },
  ],
  ['would cut returns by 8 %, a third of the units: above .8', { ...FIRM, units: 270 }, null],
  ['would cut returns by 8 %, three weeks of lag: above .8', { ...FIRM, units: 800, lagDays: 21 }, null],
  ['would cut returns by 2 %: P(drop >= 5 %) below .2', { ...FIRM, units: 800, drop: 0.02 }, { atLeast: 0.9 }],
  ['would cut returns by 2 %, a third of the units: below .2', { ...FIRM, units: 270, drop: 0.02 }, { atLeast: 0.9 }],
  [
    'would cut returns by 2 %, three weeks of lag: below .2',
    { ...FIRM, units: 800, drop: 0.02, lagDays: 21 },
    { atLeast: 0.9 },
  ],
];

const SOUND: readonly (readonly [name: string, world: ReturnWorld])[] = [
  ['36 sound lots', { ...FIRM, badAge: null }],
  ['36 sound lots, parcels of four units', { ...FIRM, units: 1600, parcel: 4, badAge: null }],
  [
    '36 sound lots, the base grows by 15 % a month, three weeks of lag',
    { ...FIRM, units: 200, growth: 1.15, lagDays: 21, badAge: null },
  ],
];

/** What mending a lot would avoid. */
export const RETURN_TRIALS: readonly Trial[] = [
  ...COVERED.map(
    ([name, world]): Trial => ({
      row: '95 % interval: returns avoided by mending a lot',
      world: name,
      bound: COVER,
      figure: 'share',
      play: (seed) => coverAvoided(world, seed),
    }),
  ),
  ...PLANTED.map(
    ([name, world, bound]): Trial => ({
      row: 'planted defect: reports that judge it rightly',
      world: name,
      bound,
      figure: 'share',
      play: (seed) => ({ score: isClear(world, seed) }),
    }),
  ),
  ...SOUND.map(
    ([name, world]): Trial => ({
      row: 'sound lots: reports that call one faulty',
      world: name,
      bound: { atMost: 0.05 },
      figure: 'share',
      play: (seed) => ({ score: Number(playWorld(world, seed).answers.some(({ stands }) => stands)) }),
    }),
  ),
];
