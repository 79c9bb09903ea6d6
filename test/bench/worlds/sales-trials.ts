import { measureSales } from '../../../src/measure/sales.ts';
import { type SalesWorld, simulateSales, USUAL } from './sales-world.ts';
import { COVER, coverageOf, type Outcome, type Trial } from './trial.ts';

const teams = (count: number, rate: number, bad = rate): number[] => [bad, ...new Array<number>(count - 1).fill(rate)];

/** Which teams the report calls worse; null where it compares none. */
function calledWorse(world: SalesWorld, seed: number): string[] | null {
  const { answers } = measureSales(simulateSales(world, seed).context);
  if (answers.length === 0) return null;
  return answers.flatMap(({ stands, segment }) => (stands && segment ? [segment.value] : []));
}

/** Whether the one bad team is named; a report that refuses names nobody. */
function isNamed(world: SalesWorld, seed: number): Outcome {
  return { score: Number(calledWorse(world, seed)?.includes('team 0') ?? false) };
}

/** Whether the report says that it cannot tell teams apart. */
function refusesToTell(world: SalesWorld, seed: number): Outcome {
  const { refusals } = measureSales(simulateSales(world, seed).context);
  return { score: Number(refusals.some(({ reason }) => reason.includes('such reports only'))) };
}

function coverRatios(world: SalesWorld, seed: number): Outcome {
  const { context, ratios } = simulateSales(world, seed);
  return coverageOf(
    measureSales(context).answers.map(({ segment, measures }) => {
      const ratio = measures.find(({ name }) => name === 'broken_promise_ratio');
      const truth = ratios[Number(segment?.value.slice(5))] as number;
      return { low: ratio?.low ?? null, high: ratio?.high ?? null, truth };
    }),
  );
}

const COVERED: readonly (readonly [name: string, world: SalesWorld])[] = [
  ['6 teams x 100 deals, one 3 times worse', { ...USUAL, rates: teams(6, 0.15, 0.45), dealsEach: 100 }],
  ['6 equal teams x 100 deals', { ...USUAL, rates: teams(6, 0.15), dealsEach: 100 }],
  [
    '4 teams x 60 deals, .6/.93',
    { ...USUAL, rates: [0.3, 0.1, 0.2, 0.1], dealsEach: 60, sensitivity: 0.6, specificity: 0.93 },
  ],
  ['20 equal teams x 50 deals', { ...USUAL, rates: teams(20, 0.15), dealsEach: 50 }],
  [
    '6 equal teams, customers of one write 6 times as much',
    { ...USUAL, rates: teams(6, 0.15), dealsEach: 100, chatter: [6, 1, 1, 1, 1, 1] },
  ],
];

const IDENTICAL: readonly (readonly [name: string, world: SalesWorld])[] = [
  ['20 x 50 deals, base 15 %', { ...USUAL, rates: teams(20, 0.15), dealsEach: 50 }],
  ['20 x 50 deals, base 6 %', { ...USUAL, rates: teams(20, 0.06), dealsEach: 50 }],
  [
    '20 x 50 deals, customers of one write 4 times as much',
    { ...USUAL, rates: teams(20, 0.1), dealsEach: 50, chatter: [6, ...new Array<number>(19).fill(1.5)] },
  ],
];

const WORSE: readonly (readonly [name: string, world: SalesWorld, bound: Trial['bound']])[] = [
  [
    'one of 6 teams, 100 deals each, base 15 %',
    { ...USUAL, rates: teams(6, 0.15, 0.45), dealsEach: 100 },
    { atLeast: 0.75 },
  ],
  ['one of 6 teams, 100 deals each, base 6 %', { ...USUAL, rates: teams(6, 0.06, 0.18), dealsEach: 100 }, null],
  ['one of 20 teams, 100 deals each, base 15 %', { ...USUAL, rates: teams(20, 0.15, 0.45), dealsEach: 100 }, null],
  ['one of 20 teams, 100 deals each, base 6 %', { ...USUAL, rates: teams(20, 0.06, 0.18), dealsEach: 100 }, null],
  ['one of 20 teams, 50 deals each, base 6 %', { ...USUAL, rates: teams(20, 0.06, 0.18), dealsEach: 50 }, null],
];

/** Teams compared: intervals, equal teams that must not be called worse, one bad team that must be. */
export const SALES_TRIALS: readonly Trial[] = [
  ...COVERED.map(
    ([name, world]): Trial => ({
      row: '95 % interval: ratio of a sales team',
      world: name,
      bound: COVER,
      figure: 'share',
      play: (seed) => coverRatios(world, seed),
    }),
  ),
  ...IDENTICAL.map(
    ([name, world]): Trial => ({
      row: 'equal teams: reports that call one worse',
      world: name,
      bound: { atMost: 0.02 },
      figure: 'share',
      play: (seed) => ({ score: Number((calledWorse(world, seed) ?? []).length > 0) }),
    }),
  ),
  ...WORSE.map(
    ([name, world, bound]): Trial => ({
      row: 'a team 3 times worse: reports that name it',
      world: name,
      bound,
      figure: 'share',
      play: (seed) => isNamed(world, seed),
    }),
  ),
  ...WORSE.map(
    ([name, world]): Trial => ({
      row: 'a team 3 times worse: reports that refuse, for they cannot tell',
      world: name,
      bound: null,
      figure: 'share',
      play: (seed) => refusesToTell(world, seed),
    }),
  ),
];
