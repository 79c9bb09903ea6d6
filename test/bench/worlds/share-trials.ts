import type { AuditLabel } from '../../../src/domain/audit.ts';
import { CAUSES, type Cause } from '../../../src/domain/cause.ts';
import { wilson } from '../../../src/math/intervals.ts';
import { type Random, sample, seededRandom } from '../../../src/math/random.ts';
import type { Case } from '../../../src/measure/cases.ts';
import { fitLabelError, measureCauseShare } from '../../../src/measure/label-error.ts';
import { type CaseSpec, casesOf, labelOf } from '../../measure/case-builder.ts';
import { COVER, coverageOf, type Trial } from './trial.ts';

/** How often causes are, how well the machine tags them, how many tickets there are, how the audit is drawn. */
interface ShareWorld {
  readonly name: string;
  readonly share: number;
  readonly sensitivity: number;
  readonly specificity: number;
  readonly tickets: number;
  /** Tickets read of each stratum in each of four weeks. */
  readonly each: number;
}

const WORLDS: readonly ShareWorld[] = [
  { name: 'true 6 %, .80/.95', share: 0.06, sensitivity: 0.8, specificity: 0.95, tickets: 1400, each: 10 },
  { name: 'true 6 %, .80/.95, 400 tickets', share: 0.06, sensitivity: 0.8, specificity: 0.95, tickets: 400, each: 10 },
  { name: 'true 1 %, .60/.98', share: 0.01, sensitivity: 0.6, specificity: 0.98, tickets: 1400, each: 10 },
  { name: 'true 15 %, .80/.97', share: 0.15, sensitivity: 0.8, specificity: 0.97, tickets: 1400, each: 10 },
  { name: 'true 6 %, .50/.90', share: 0.06, sensitivity: 0.5, specificity: 0.9, tickets: 1400, each: 10 },
  {
    name: 'true 6 %, .80/.95, a quarter of the audit',
    share: 0.06,
    sensitivity: 0.8,
    specificity: 0.95,
    tickets: 1400,
    each: 3,
  },
];

interface Simulated {
  readonly cases: readonly Case[];
  readonly truth: ReadonlyMap<string, readonly Cause[]>;
}

/** Tickets of 13 weeks; each has each cause at the world's share on its own. The machine is unsure of a third of the true ones that it misses. */
function simulate(world: ShareWorld, random: Random): Simulated {
  const truth = new Map<string, readonly Cause[]>();
  const specs = Array.from({ length: world.tickets }, (_, index): CaseSpec => {
    const id = `T${index}`;
    const causes = CAUSES.filter(() => random() < world.share);
    truth.set(id, causes);
    const tagged = CAUSES.filter(
      (cause) => random() < (causes.includes(cause) ? world.sensitivity : 1 - world.specificity),
    );
    const missed = CAUSES.filter((cause) => !tagged.includes(cause));
    const unsure = missed.filter((cause) => random() < (causes.includes(cause) ? 1 / 3 : 0.02));
    return { id, day: (index * 91) / world.tickets, causes: tagged, unsure };
  });
  return { cases: casesOf(specs), truth };
}

/** Draws `each` tickets of each stratum (first tagged cause, unsure, not tagged) in each of the last four weeks. */
function audit({ cases, truth }: Simulated, each: number, random: Random): AuditLabel[] {
  const strata = new Map<string, Case[]>();
  for (const entry of cases) {
    if (entry.week < 9) continue;
    const found = entry.tags.tags;
    const name = `${entry.week} ${entry.causes[0] ?? (found.length > 0 ? 'unsure' : 'none')}`;
    strata.set(name, [...(strata.get(name) ?? []), entry]);
  }
  return [...strata].flatMap(([stratum, members]) =>
    sample(random, members, each).map(({ ticket }) =>
      labelOf(ticket.id, truth.get(ticket.id) ?? [], { stratum, stratumSize: members.length }),
    ),
  );
}

function play(world: ShareWorld, seed: number, corrected: boolean) {
  const random = seededRandom(seed);
  const simulated = simulate(world, random);
  const { cases, truth } = simulated;
  const labels = audit(simulated, world.each, random);
  return coverageOf(
    CAUSES.map((cause) => {
      const tagged = cases.filter(({ causes }) => causes.includes(cause)).length;
      const truly = [...truth.values()].filter((causes) => causes.includes(cause)).length;
      const { low, high } = corrected
        ? measureCauseShare(cause, cases, fitLabelError(cause, cases, labels), random)
        : wilson(tagged, cases.length);
      return { low, high, truth: truly / cases.length };
    }),
  );
}

/** Shares of a cause corrected by the audit, beside the raw shares of tags, which cover next to nothing. */
export const SHARE_TRIALS: readonly Trial[] = WORLDS.flatMap((world): Trial[] => [
  {
    row: '95 % interval: share of a cause',
    world: world.name,
    bound: COVER,
    figure: 'share',
    play: (seed) => play(world, seed, true),
  },
  {
    row: 'raw share of tags (no measure, for comparison)',
    world: world.name,
    bound: null,
    figure: 'share',
    play: (seed) => play(world, seed, false),
  },
]);
