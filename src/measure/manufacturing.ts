import type { Return } from '../domain/join.ts';
import type { Answer, Measure } from '../domain/measure.ts';
import { intervalOfDraws, wilson } from '../math/intervals.ts';
import { DRAWS, drawAvoided, expectedOf, foreseeReturns, type Outlook } from './avoidable-returns.ts';
import { latestFirst } from './cases.ts';
import { buildCohorts, type Cohort, type Cohorts, groupBy, HORIZON_MONTHS, sumOf } from './cohorts.ts';
import { lotLookup } from './dimensions.ts';
import { type Answers, joinAnswers, type QuestionContext, refuse } from './question.ts';
import { findStandOuts } from './return-rates.ts';

/** Returns that must be tied to a lot before it is judged. */
const LINKED_NEEDED = 10;
/** The fall in warranty returns that the question asks for. */
const DROP = 0.05;

/** Which lot, if mended, would make warranty returns fall: return rates by build cohort and age, and what a fix would avoid. */
export function measureManufacturing(context: QuestionContext): Answers {
  const { shipments, returns } = context.joins;
  if (!returns) return refuseAvoided('no returns file was given');
  if (!shipments) return refuseAvoided('no shipments file was given: returns have no base to be counted against');
  const until = returns.filter((row) => Date.parse(row.returnedOn) < context.endsAt);
  const last = until.reduce((day, { returnedOn }) => (returnedOn > day ? returnedOn : day), '');
  if (last === '') return refuseAvoided('the returns file holds no return up to the end of this week');
  if (Date.parse(last) < context.startsAt)
    return refuseAvoided(`no return in these weeks: the returns file ends on ${last}`);
  return judgeLots(buildCohorts(shipments, until, returnedLot(context), context), context);
}

function refuseAvoided(...reasons: readonly string[]): Answers {
  return refuse('manufacturing', 'returns_avoided', ...reasons);
}

/** The lot of a return: its own, else that of the ticket that asked for it. */
function returnedLot({ cases }: QuestionContext): (row: Return) => string | undefined {
  const lots = new Map<string, string>(
    cases.flatMap(({ ticket }) => (ticket.lot ? [[ticket.id, ticket.lot] as const] : [])),
  );
  return ({ lot, ticketId }) => lot ?? lots.get(ticketId ?? '');
}

function judgeLots(all: Cohorts, context: QuestionContext): Answers {
  const suspects = findStandOuts(all.cohorts);
  const outlook = foreseeReturns(all, suspects);
  const link = `${all.linked} of ${all.returned} returned units tied to a lot`;
  const lots = all.cohorts.filter(({ lot }) => lot !== null);
  const none = suspects.length === 0 ? [`no lot stands out: ${lots.length} lots compared, ${link}`] : [];
  const few = suspects.filter((cohort) => sumOf(cohort.returns) < LINKED_NEEDED);
  return joinAnswers([
    {
      answers: suspects
        .filter((cohort) => !few.includes(cohort))
        .map((cohort) => answerLot(cohort, outlook, link, context)),
      refusals: [],
    },
    refuseAvoided(
      ...few.map(({ lot, returns }) => `lot ${lot}: ${sumOf(returns)} linked returns, ${LINKED_NEEDED} are needed`),
      ...findLonely(lots).map(
        ({ lot, sku, returns }) => `lot ${lot}: ${sumOf(returns)} returns, but no other lot of ${sku} to compare with`,
      ),
      ...none,
    ),
  ]);
}

/** Lots with enough returns to be judged that are the only one of their product. */
function findLonely(lots: readonly Cohort[]): Cohort[] {
  const single = [...groupBy(lots, ({ sku }) => sku).values()].filter((own) => own.length === 1);
  return single.flat().filter(({ returns }) => sumOf(returns) >= LINKED_NEEDED);
}

function answerLot(cohort: Cohort, outlook: Outlook, link: string, context: QuestionContext): Answer {
  const value = cohort.lot as string;
  const { units, shares } = drawAvoided(cohort, outlook, context.random(`manufacturing ${cohort.sku} ${value}`));
  const avoided = intervalOfDraws(units);
  const drop = shares.filter((share) => share >= DROP).length / shares.length;
  const returned = sumOf(cohort.returns);
  const lotOf = lotLookup(context.joins);
  const expected = expectedOf(cohort, outlook).toFixed(1);
  return {
    department: 'manufacturing',
    segment: { dimension: 'lot', value },
    stands: avoided.low > 0,
    tickets: latestFirst(
      context.cases.filter((entry) => entry.causes.includes('manufacturing') && lotOf(entry) === value),
    ),
    sentence: `Lot ${value} of ${cohort.sku}: ${returned} of ${cohort.units} units came back, where other lots of the same age lead to expect ${expected}; a fix would avoid ${Math.round(avoided.low)} to ${Math.round(avoided.high)} returns in the next ${HORIZON_MONTHS} months, and warranty returns would fall by 5 % or more with probability ${drop.toFixed(2)}.`,
    measures: measuresOf(cohort, avoided, drop, link),
  };
}

type Range = Pick<Measure, 'value' | 'low' | 'high'>;

function measuresOf(cohort: Cohort, avoided: Range, drop: number, link: string): Measure[] {
  const shell = { level: 'L2' as const, base: `${cohort.units} units shipped`, refused: null };
  const share = wilson(Math.min(cohort.units, sumOf(cohort.returns)), Math.max(1, cohort.units));
  const make = (name: string, range: Range, unit: string, method: string): Measure => ({
    name,
    ...range,
    unit,
    method,
    ...shell,
  });
  return [
    make(
      'returns_avoided',
      avoided,
      'units',
      `unit-months ahead by age x (rate of the lot - rate of other lots) x effect of a fix ~ Beta(8, 2), assumed; ${link}, the others taken to be of the same lots; ${DRAWS} draws, 95 %`,
    ),
    make(
      'probability_returns_fall_5_percent',
      { value: drop, low: null, high: null },
      'probability',
      'share of the same draws in which avoided / all warranty returns ahead >= 0.05',
    ),
    make(
      'returned_share',
      share,
      'share',
      `units returned and tied to the lot over units shipped, Wilson 95 %; ${link}`,
    ),
  ];
}
