import type { Return, Shipment } from '../domain/join.ts';
import type { Answer, Measure } from '../domain/measure.ts';
import { quantile } from '../math/intervals.ts';
import { beta, gamma } from '../math/random.ts';
import { fitGammaPrior, shrinkRatio } from '../math/shrinkage.ts';
import type { Answers, QuestionContext } from './question.ts';

/** Returns that must be tied to a lot before a cohort is judged. */
const LINKED_NEEDED = 10;
/** Months ahead that avoidable returns are counted for. */
const HORIZON_MONTHS = 3;
/** What share of the avoidable returns a fix would end: a prior, mean 0.8, marked as such in the report. */
const FIX_PRIOR = { a: 8, b: 2 } as const;
const DRAWS = 4_000;
const MONTH_MS = 30.44 * 86_400_000;
const DROP = 0.05;

/** Units of one product and lot, with their returns; exposure in unit-months under warranty. */
interface Cohort {
  readonly sku: string;
  readonly lot: string;
  readonly units: number;
  readonly returns: number;
  readonly exposure: number;
  /** Unit-months under warranty within the horizon. */
  readonly future: number;
}

/** Which lot, if mended, would make warranty returns fall: return rates by build cohort and what a fix would avoid. */
export function measureManufacturing(context: QuestionContext): Answers {
  const { shipments, returns } = context.joins;
  if (!returns) return refuse('no returns file was given');
  if (!shipments) return refuse('no shipments file was given: returns have no base to be counted against');
  const lotOf = lotLookup(context);
  const linked = returns.filter((row) => lotOf(row) !== undefined && Date.parse(row.returnedOn) < context.endsAt);
  const cohorts = buildCohorts(shipments, linked, lotOf, context);
  const answers: Answer[] = [];
  const refusals: Answers['refusals'][number][] = [];
  const suspects = standOuts(cohorts);
  for (const cohort of suspects) {
    const unaffected = cohorts.filter(({ sku, lot }) => sku === cohort.sku && !suspects.some((other) => other.sku === sku && other.lot === lot));
    if (cohort.returns < LINKED_NEEDED) refusals.push(refusal(`lot ${cohort.lot}: ${cohort.returns} linked returns, ${LINKED_NEEDED} are needed`));
    else if (unaffected.length === 0) refusals.push(refusal(`lot ${cohort.lot}: no unaffected lot of ${cohort.sku} to compare with`));
    else answers.push(answerCohort(cohort, unaffected, cohorts, { linked: linked.length, all: returns.length }, context));
  }
  if (suspects.length === 0) refusals.push(refusal(`no lot stands out: ${cohorts.length} lots compared, ${linked.length} of ${returns.length} returns tied to a lot`));
  return { answers, refusals };
}

function refusal(reason: string): Answers['refusals'][number] {
  return { department: 'manufacturing', measure: 'returns_avoided', reason };
}

function refuse(reason: string): Answers {
  return { answers: [], refusals: [refusal(reason)] };
}

function lotLookup({ cases }: QuestionContext): (row: Return) => string | undefined {
  const lots = new Map<string, string>(cases.flatMap(({ ticket }) => (ticket.lot ? [[ticket.id, ticket.lot] as const] : [])));
  return (row) => row.lot ?? lots.get(row.ticketId ?? '');
}

function buildCohorts(shipments: readonly Shipment[], linked: readonly Return[], lotOf: (row: Return) => string | undefined, context: QuestionContext): Cohort[] {
  const keys = new Map<string, Shipment[]>();
  for (const shipment of shipments) if (shipment.lot) keys.set(`${shipment.sku}\n${shipment.lot}`, [...(keys.get(`${shipment.sku}\n${shipment.lot}`) ?? []), shipment]);
  return [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, rows]) => {
    const [sku, lot] = key.split('\n') as [string, string];
    const returned = linked.filter((row) => row.sku === sku && lotOf(row) === lot).reduce((sum, row) => sum + row.quantity, 0);
    const total = { units: 0, exposure: 0, future: 0 };
    for (const row of rows) {
      // Shipped in the middle of its month, on average; nothing is under way before that.
      const age = Math.max(0, (context.endsAt - (Date.parse(`${row.month}-01`) + MONTH_MS / 2)) / MONTH_MS);
      total.units += row.units;
      total.exposure += row.units * Math.min(age, context.settings.warrantyMonths);
      total.future += row.units * Math.max(0, Math.min(age + HORIZON_MONTHS, context.settings.warrantyMonths) - age);
    }
    return { sku, lot, returns: returned, ...total };
  });
}

/** Lots whose shrunk ratio of returns to those expected of their product stays above 2 (EB05). */
function standOuts(cohorts: readonly Cohort[]): Cohort[] {
  const cells = cohorts.map((cohort) => {
    const peers = cohorts.filter(({ sku }) => sku === cohort.sku);
    const rate = total(peers, 'returns') / Math.max(1e-9, total(peers, 'exposure'));
    return { observed: cohort.returns, expected: cohort.exposure * rate };
  });
  const prior = fitGammaPrior(cells);
  return cohorts.filter((_, index) => shrinkRatio(cells[index] as (typeof cells)[number], prior).low >= 2);
}

function total(cohorts: readonly Cohort[], field: 'returns' | 'exposure' | 'units'): number {
  return cohorts.reduce((sum, cohort) => sum + cohort[field], 0);
}

function answerCohort(cohort: Cohort, unaffected: readonly Cohort[], all: readonly Cohort[], link: { readonly linked: number; readonly all: number }, context: QuestionContext): Answer {
  const draws = drawAvoided(cohort, unaffected, all, context);
  const avoided = draws.map(({ avoided: count }) => count).sort((a, b) => a - b);
  const drop = draws.filter(({ share }) => share >= DROP).length / draws.length;
  const [low, mid, high] = [0.025, 0.5, 0.975].map((p) => quantile(avoided, p)) as [number, number, number];
  const tickets = context.cases.filter(({ ticket, causes }) => ticket.lot === cohort.lot && causes.includes('manufacturing')).map(({ ticket }) => ticket.id).reverse();
  const share = cohort.returns / Math.max(1, cohort.units);
  const usual = total(unaffected, 'returns') / Math.max(1, total(unaffected, 'units'));
  const caveat = 'no correction for returns still on their way';
  const measure = (name: string, value: number, range: readonly [number, number] | null, unit: string, method: string): Measure => ({ name, value, low: range?.[0] ?? null, high: range?.[1] ?? null, unit, level: 'L2', method: `${method}; ${caveat}`, base: `${cohort.units} units shipped`, refused: null });
  return {
    department: 'manufacturing',
    segment: { dimension: 'lot', value: cohort.lot },
    stands: low > 0,
    tickets,
    sentence: `Lot ${cohort.lot} of ${cohort.sku}: ${cohort.returns} of ${cohort.units} units came back (${percent(share)}), against ${percent(usual)} of unaffected lots; a fix would avoid ${Math.round(low)} to ${Math.round(high)} returns in the next ${HORIZON_MONTHS} months, and warranty returns would fall by 5 % or more with probability ${drop.toFixed(2)}.`,
    measures: [
      measure('returns_avoided', mid, [low, high], 'units', `unit-months ahead x (rate of the lot - rate of unaffected lots) x effect of a fix ~ Beta(8, 2), assumed; ${DRAWS} draws, 95 %`),
      measure('probability_returns_fall_5_percent', drop, null, 'probability', 'share of the same draws in which avoided / all warranty returns ahead >= 0.05'),
      measure('returned_share', share, null, 'share', `returns tied to the lot over units shipped; ${link.linked} of ${link.all} returns are tied to a lot`),
    ],
  };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** @see Kalbfleisch, Lawless, Robinson 1991, Technometrics 33, for rates by build cohort; Gamma(x + 1/2, exposure) is the Jeffreys posterior of a Poisson rate */
function drawAvoided(cohort: Cohort, unaffected: readonly Cohort[], all: readonly Cohort[], context: QuestionContext): { readonly avoided: number; readonly share: number }[] {
  const random = context.random(`manufacturing ${cohort.lot}`);
  const rate = (returns: number, exposure: number) => gamma(random, returns + 0.5) / Math.max(1e-9, exposure);
  return Array.from({ length: DRAWS }, () => {
    const own = rate(cohort.returns, cohort.exposure);
    const usual = rate(total(unaffected, 'returns'), total(unaffected, 'exposure'));
    const avoided = cohort.future * (own - usual) * beta(random, FIX_PRIOR.a, FIX_PRIOR.b);
    const ahead = all.reduce((sum, { future, exposure, returns }) => sum + (future * (returns + 0.1)) / Math.max(1, exposure), 0);
    return { avoided, share: avoided / ahead };
  });
}
