import type { Project } from '../../../src/domain/join.ts';
import { integer, type Random, seededRandom } from '../../../src/math/random.ts';
import { measureProfessionalServices } from '../../../src/measure/professional-services.ts';
import { type CaseSpec, contextOf } from '../../measure/case-builder.ts';
import { COVER, coverageOf, type Trial } from './trial.ts';

/** Four custom solutions of several customers, and who mends them; the first one is judged. */
interface PeopleWorld {
  /** Tickets of each solution in 13 weeks. */
  readonly tickets: number;
  /** Share of the issues that each person closes. */
  readonly shares: readonly number[];
  readonly customers: number;
  /** Whether whoever is on duty in a week closes all of it: issues of a week are not independent then. */
  readonly duty: boolean;
}

const FOUR = [0.25, 0.25, 0.25, 0.25];

function pick(shares: readonly number[], random: Random): number {
  let left = random();
  const place = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return place < 0 ? shares.length - 1 : place;
}

function answerOf({ tickets, shares, customers, duty }: PeopleWorld, seed: number) {
  const random = seededRandom(seed);
  const onDuty = Array.from({ length: 13 }, () => pick(shares, random));
  const specs = Array.from({ length: 4 * tickets }, (_, index): CaseSpec => {
    const day = random() * 91;
    return {
      day,
      projectId: `P${index % 4}`,
      accountId: `A${integer(random, customers)}`,
      topic: `T-${integer(random, 3)}`,
      causes: ['professional-services'],
      assignee: `person ${duty ? onDuty[Math.floor(day / 7)] : pick(shares, random)}`,
    };
  });
  const projects = [0, 1, 2, 3].map(
    (number): Project => ({
      projectId: `P${number}`,
      accountId: 'A0',
      solution: `Bridge ${number}`,
      engineer: 'person 0',
    }),
  );
  return measureProfessionalServices(contextOf(specs, { projects }, { seed })).answers[0];
}

function wrongly(world: PeopleWorld): Trial['play'] {
  return (seed) => ({ score: Number(answerOf(world, seed)?.stands ?? false) });
}

const WRONG: readonly (readonly [name: string, world: PeopleWorld])[] = [
  ['four share the work, 8 tickets', { tickets: 8, shares: FOUR, customers: 6, duty: false }],
  ['four share the work, 40 tickets', { tickets: 40, shares: FOUR, customers: 6, duty: false }],
  [
    'four share the work by weeks of duty, 20 tickets of 20 customers',
    { tickets: 20, shares: FOUR, customers: 20, duty: true },
  ],
  ['two share the work by weeks of duty, 20 tickets', { tickets: 20, shares: [0.5, 0.5], customers: 20, duty: true }],
  ['others close just 20 %, 20 tickets', { tickets: 20, shares: [0.8, 0.2], customers: 20, duty: false }],
  ['others close just 20 %, 40 tickets', { tickets: 40, shares: [0.8, 0.2], customers: 40, duty: false }],
  [
    'others close just 20 %, by weeks of duty, 40 tickets',
    { tickets: 40, shares: [0.8, 0.2], customers: 40, duty: true },
  ],
];

const COVERED: readonly (readonly [name: string, world: PeopleWorld])[] = [
  ['others close 20 %, 20 tickets', { tickets: 20, shares: [0.8, 0.2], customers: 20, duty: false }],
  ['others close 5 %, 40 tickets', { tickets: 40, shares: [0.95, 0.05], customers: 40, duty: false }],
  ['others close 40 %, 40 tickets', { tickets: 40, shares: [0.6, 0.4], customers: 40, duty: false }],
  ['others close 20 %, by weeks of duty, 40 tickets', { tickets: 40, shares: [0.8, 0.2], customers: 40, duty: true }],
  ['others close 75 %, 40 tickets', { tickets: 40, shares: FOUR, customers: 40, duty: false }],
];

/** How many people carry a custom solution. */
export const PEOPLE_TRIALS: readonly Trial[] = [
  ...WRONG.map(
    ([name, world]): Trial => ({
      row: '"only one person can" where others can: reports that say so',
      world: name,
      bound: { atMost: 0.05 },
      figure: 'share',
      play: wrongly(world),
    }),
  ),
  {
    row: '"only one person can" where it is so: reports that say so',
    world: 'one closes all of 20 tickets',
    bound: null,
    figure: 'share',
    play: wrongly({ tickets: 20, shares: [1], customers: 20, duty: false }),
  },
  ...COVERED.map(
    ([name, world]): Trial => ({
      row: "95 % interval: others' share of a solution",
      world: name,
      bound: COVER,
      figure: 'share',
      play: (seed) => {
        const measure = answerOf(world, seed)?.measures.find((one) => one.name === 'others_share');
        return coverageOf([
          { low: measure?.low ?? null, high: measure?.high ?? null, truth: 1 - (world.shares[0] as number) },
        ]);
      },
    }),
  ),
];
