import type { AuditLabel } from '../../../src/domain/audit.ts';
import type { Deal } from '../../../src/domain/join.ts';
import { gamma, integer, poisson, type Random, sample, seededRandom } from '../../../src/math/random.ts';
import type { Case } from '../../../src/measure/cases.ts';
import { fitLabelError } from '../../../src/measure/label-error.ts';
import type { QuestionContext } from '../../../src/measure/question.ts';
import { type CaseSpec, casesOf, contextOf, dealOf, labelOf } from '../../measure/case-builder.ts';

const WINDOW = 91;
/** Mean part of the window in which a deal's promise can break: six in ten deals close before it, the others in its first 40 days. */
const SEEN = 0.914;
/** Tickets read of each of five strata in each of the last four weeks: 50 a week (measures.md). */
const READ_EACH = 10;
/** Strata beside "tagged sales" and "not tagged": tags of other causes, which fall on tickets whatever Sales promised. */
const OTHER_CAUSES = 3;

/** How deals, tickets and tags come about. */
export interface SalesWorld {
  /** Share of each team's deals of which a promise is broken in view. */
  readonly rates: readonly number[];
  readonly dealsEach: number;
  readonly sensitivity: number;
  readonly specificity: number;
  /** Other tickets an account writes in the window; teams may differ. */
  readonly chatter: readonly number[];
  /** Shape of the gamma that accounts' chatter varies by; Infinity = Poisson. */
  readonly size: number;
  /** Share of broken promises that are spoken of in two more tickets. */
  readonly repeated: number;
}

/** Equal chatter, as a firm of the middle size has it. */
export const USUAL = { sensitivity: 0.8, specificity: 0.97, chatter: [1.5], size: 2, repeated: 0.2 } as const;

/** What the report is made from, and the true ratio of each team's rate to that of the other teams. */
export interface SimulatedSales {
  readonly context: QuestionContext;
  readonly ratios: readonly number[];
}

/** Plays 13 weeks of a firm whose teams 0, 1, ... have four sellers each; 40 % of the deals close within the window, the others before. */
export function simulateSales(world: SalesWorld, seed: number): SimulatedSales {
  const random = seededRandom(seed);
  const specs: CaseSpec[] = [];
  const truth: boolean[] = [];
  const write = (account: string, from: number, broken: boolean) => {
    const tagged = random() < (broken ? world.sensitivity : 1 - world.specificity);
    specs.push({ day: from + random() * (WINDOW - from), accountId: account, causes: tagged ? ['sales'] : [] });
    truth.push(broken);
  };
  const deals = world.rates.flatMap((rate, team) =>
    Array.from({ length: world.dealsEach }, (_, index): Deal => {
      const number = team * world.dealsEach + index;
      const closed = integer(random, 100) - 60;
      const from = Math.max(0, closed);
      const seen = (WINDOW - from) / WINDOW;
      if (random() < (rate * seen) / SEEN)
        for (let n = random() < world.repeated ? 3 : 1; n > 0; n--) write(`A${number}`, from, true);
      const busy = world.size === Number.POSITIVE_INFINITY ? 1 : gamma(random, world.size) / world.size;
      const mean = (world.chatter[team] ?? world.chatter[0] ?? 1) * busy * seen;
      for (let others = poisson(random, mean); others > 0; others--) write(`A${number}`, from, false);
      return dealOf(number, closed, {
        product: random() < 0.5 ? 'Pump' : 'Valve',
        amount: 100 + integer(random, 1000),
        salesTeam: `team ${team}`,
        salesRep: `${team}-${index % 4}`,
      });
    }),
  );
  for (let others = 0; others < 600; others++) write(`X${others}`, 0, false);
  const sales = fitLabelError('sales', casesOf(specs), readBlind(specs, truth, random));
  const sum = world.rates.reduce((total, rate) => total + rate, 0);
  const ratios = world.rates.map((rate) => (rate * (world.rates.length - 1)) / (sum - rate));
  return { context: contextOf(specs, { deals }, { sales, seed }), ratios };
}

function readBlind(specs: readonly CaseSpec[], truth: readonly boolean[], random: Random): AuditLabel[] {
  const strata = new Map<string, Case[]>();
  for (const entry of casesOf(specs)) {
    if (entry.week < 9) continue;
    const other = random() < 0.1 * OTHER_CAUSES ? integer(random, OTHER_CAUSES) : null;
    const stratum = `${entry.week} ${entry.causes[0] ?? (other === null ? 'none' : `other ${other}`)}`;
    strata.set(stratum, [...(strata.get(stratum) ?? []), entry]);
  }
  return [...strata].flatMap(([stratum, members]) =>
    sample(random, members, READ_EACH).map(({ ticket }) =>
      labelOf(ticket.id, truth[Number(ticket.id.slice(1))] ? ['sales'] : [], { stratum, stratumSize: members.length }),
    ),
  );
}
