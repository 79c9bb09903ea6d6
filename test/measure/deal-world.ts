import type { Deal } from '../../src/domain/join.ts';
import { integer, poisson, seededRandom } from '../../src/math/random.ts';
import { fitLabelError } from '../../src/measure/label-error.ts';
import type { QuestionContext } from '../../src/measure/question.ts';
import { type CaseSpec, casesOf, contextOf, dealOf, labelOf } from './case-builder.ts';

const SENSITIVITY = 0.8;
const FALSE_RATE = 0.02;
const WINDOW = 91;

/** A sales year whose truth is known. */
export interface DealWorld {
  readonly deals: readonly Deal[];
  readonly context: QuestionContext;
}

/**
 * Deals of teams 0, 1, ... closed before and in the window by four sellers a team; each deal's promise is broken at its team's rate over the whole
 * window, accounts write 1.5 other tickets each. The machine finds 80 % of the broken promises and tags 2 % of the others; 300 tickets were read blind.
 */
export function dealWorld(seed: number, rates: readonly number[], dealsEach: number): DealWorld {
  const random = seededRandom(seed);
  const truth: boolean[] = [];
  const specs: CaseSpec[] = [];
  const write = (account: string, from: number, broken: boolean) => {
    const tagged = random() < (broken ? SENSITIVITY : FALSE_RATE);
    specs.push({ day: from + random() * (WINDOW - from), accountId: account, causes: tagged ? ['sales'] : [] });
    truth.push(broken);
  };
  const deals = rates.flatMap((rate, team) =>
    Array.from({ length: dealsEach }, (_, index) => {
      const number = team * dealsEach + index;
      const closed = integer(random, 100) - 60;
      const from = Math.max(0, closed);
      if (random() < (rate * (WINDOW - from)) / WINDOW) write(`A${number}`, from, true);
      for (let others = poisson(random, 1.5); others > 0; others--) write(`A${number}`, from, false);
      const product = random() < 0.5 ? 'Pump' : 'Valve';
      return dealOf(number, closed, {
        product,
        amount: 100 + integer(random, 1000),
        salesTeam: `team ${team}`,
        salesRep: `${team}-${index % 4}`,
      });
    }),
  );
  for (let others = 0; others < 800; others++) write(`X${others}`, 0, false);
  return { deals, context: contextOf(specs, { deals }, { sales: readBlind(specs, truth), seed }) };
}

/** All tickets that the machine tagged were read, up to 150, and as many of the others. */
function readBlind(specs: readonly CaseSpec[], truth: readonly boolean[]) {
  const cases = casesOf(specs);
  const labels = [true, false].flatMap((tagged) => {
    const members = cases.filter(({ causes }) => causes.length > 0 === tagged);
    const step = Math.max(1, members.length / 150);
    const read = members.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
    const stratum = { stratum: String(tagged), stratumSize: members.length };
    return read.map(({ ticket }) => labelOf(ticket.id, truth[Number(ticket.id.slice(1))] ? ['sales'] : [], stratum));
  });
  return fitLabelError('sales', cases, labels);
}
