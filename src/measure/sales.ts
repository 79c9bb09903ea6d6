import type { Deal } from '../domain/join.ts';
import type { Answer, Refusal } from '../domain/measure.ts';
import { quantile } from '../math/intervals.ts';
import { gamma, poisson, type Random } from '../math/random.ts';
import { fitGammaPrior, type GammaPrior } from '../math/shrinkage.ts';
import { type Case, mergeCustomerIssues } from './cases.ts';
import { drawLabelError, type ErrorDraw, type LabelError } from './label-error.ts';
import type { Answers, QuestionContext } from './question.ts';

/** A broken promise counts for deals closed within this many days before it. */
const PROMISE_DAYS = 180;
const DEALS_NEEDED = 50;
const SELLERS_NEEDED = 3;
const DRAWS = 4_000;
/** Probability of "ratio above 1.5" from which a segment calls for attention. */
const STANDS_FROM = 0.9;
const DAY_MS = 86_400_000;

const SEGMENTS: readonly { readonly dimension: string; readonly of: (deal: Deal) => string | undefined }[] = [
  { dimension: 'sales_team', of: (deal) => deal.salesTeam },
  { dimension: 'region', of: (deal) => deal.region },
  { dimension: 'implementation_partner', of: (deal) => deal.implementationPartner },
];

/** A deal with what was seen of it during the window. */
interface FollowedDeal {
  readonly deal: Deal;
  readonly stratum: string;
  /** Months of its first 180 days that lie in the window. */
  readonly months: number;
  /** Customer issues of its account in that time, and whether one was tagged as a broken promise. */
  readonly issues: number;
  readonly broken: boolean;
}

/** Which part of Sales makes promises that can't be kept: broken-promise deals observed against expected for each segment. */
export function measureSales(context: QuestionContext): Answers {
  const { deals } = context.joins;
  if (!deals) return refuse('no deals file was given');
  const error = context.labelErrors.get('sales') ?? null;
  if (!error) return refuse('teams are only compared after an audit: no label error is known yet');
  const followed = followDeals(deals, context);
  const parts = SEGMENTS.map(({ dimension, of }) => compareSegments(dimension, groupDeals(followed, of), followed, error, context));
  return { answers: parts.flatMap(({ answers }) => answers), refusals: parts.flatMap(({ refusals }) => refusals) };
}

function groupDeals(followed: readonly FollowedDeal[], of: (deal: Deal) => string | undefined): Map<string, FollowedDeal[]> {
  const values = [...new Set(followed.flatMap(({ deal }) => of(deal) ?? []))].sort();
  return new Map(values.map((value) => [value, followed.filter(({ deal }) => of(deal) === value)]));
}

function compareSegments(dimension: string, groups: ReadonlyMap<string, readonly FollowedDeal[]>, all: readonly FollowedDeal[], error: LabelError, context: QuestionContext): Answers {
  const prior = fitGammaPrior([...groups.values()].map((own) => ({ observed: flagged(own), expected: expectedOf(own, all, (stratum) => flagged(stratum)) })));
  const answers: Answer[] = [];
  const refusals: Refusal[] = [];
  for (const [value, own] of groups) {
    const sellers = new Set(own.map(({ deal }) => deal.salesRep)).size;
    if (own.length >= DEALS_NEEDED && sellers >= SELLERS_NEEDED) answers.push(compareSegment({ dimension, value }, own, all, { error, prior, context }));
    else refusals.push({ department: 'sales', measure: 'broken_promise_ratio', reason: `${dimension} ${value}: ${own.length} deals by ${sellers} sellers in view, ${DEALS_NEEDED} by ${SELLERS_NEEDED} are needed` });
  }
  return { answers, refusals };
}

function refuse(reason: string): Answers {
  return { answers: [], refusals: [{ department: 'sales', measure: 'broken_promise_ratio', reason }] };
}

function followDeals(deals: readonly Deal[], { cases, startsAt, endsAt }: QuestionContext): FollowedDeal[] {
  const byAccount = new Map<string, Case[]>();
  for (const entry of cases) if (entry.ticket.accountId !== undefined) byAccount.set(entry.ticket.accountId, [...(byAccount.get(entry.ticket.accountId) ?? []), entry]);
  const sizes = sizeOf(deals);
  return deals.flatMap((deal) => {
    const from = Math.max(startsAt, Date.parse(deal.closedOn));
    const to = Math.min(endsAt, Date.parse(deal.closedOn) + PROMISE_DAYS * DAY_MS);
    if (to <= from) return [];
    const seen = (byAccount.get(deal.accountId) ?? []).filter(({ ticket }) => Date.parse(ticket.closedAt) >= from && Date.parse(ticket.closedAt) < to);
    const stratum = [deal.product ?? '?', sizes(deal), deal.kind ?? '?'].join('/');
    return [{ deal, stratum, months: (to - from) / (30 * DAY_MS), issues: mergeCustomerIssues(seen).length, broken: seen.some(({ causes }) => causes.includes('sales')) }];
  });
}

/** Big deals file more tickets, so deals are compared within the same half of amounts. */
function sizeOf(deals: readonly Deal[]): (deal: Deal) => string {
  const amounts = deals.flatMap(({ amount }) => amount ?? []).sort((a, b) => a - b);
  const middle = quantile(amounts, 0.5);
  return ({ amount }) => (amount === undefined ? '?' : amount > middle ? 'large' : 'small');
}

interface Comparison {
  readonly error: LabelError;
  readonly prior: GammaPrior;
  readonly context: QuestionContext;
}

function compareSegment(segment: { readonly dimension: string; readonly value: string }, own: readonly FollowedDeal[], all: readonly FollowedDeal[], { error, prior, context }: Comparison): Answer {
  const ratios = drawRatios(own, all, error, prior, context.random(`sales ${segment.dimension} ${segment.value}`));
  const [low, mid, high] = [0.025, 0.5, 0.975].map((p) => quantile(ratios, p)) as [number, number, number];
  const above = ratios.filter((ratio) => ratio > 1.5).length / ratios.length;
  const broken = own.filter((followed) => followed.broken).length;
  const tickets = context.cases.filter(({ causes, ticket }) => causes.includes('sales') && own.some(({ deal }) => deal.accountId === ticket.accountId)).map(({ ticket }) => ticket.id).reverse();
  return {
    department: 'sales',
    segment,
    stands: above >= STANDS_FROM && low > 1,
    tickets,
    sentence: `${segment.value}: ${broken} of ${own.length} deals are followed by a ticket about a broken promise, ${mid.toFixed(1)} times what its products, deal sizes and share of new business would lead to expect (95 % interval ${low.toFixed(1)} to ${high.toFixed(1)}).`,
    measures: [
      { name: 'broken_promise_ratio', value: mid, low, high, unit: 'ratio', level: 'L3', base: `${own.length} deals`, refused: null, method: `observed over expected by product, size and kind, deal-months at risk; tags corrected by drawn sensitivity and specificity (${error.audited} audited), gamma shrinkage; ${DRAWS} draws, 95 %` },
      { name: 'probability_ratio_above_1.5', value: above, low: null, high: null, unit: 'probability', level: 'L3', method: 'share of the same draws', refused: null },
    ],
  };
}

/**
 * Draws the segment's true ratio of observed to expected broken-promise deals.
 * A deal without a broken promise is flagged all the same with 1 - (1 - f)^k for k issues at false rate f; a true one is found with the sensitivity.
 */
function drawRatios(own: readonly FollowedDeal[], all: readonly FollowedDeal[], error: LabelError, prior: GammaPrior, random: Random): Float64Array {
  return Float64Array.from({ length: DRAWS }, () => {
    const draw = drawLabelError(error, random);
    const expected = expectedOf(own, all, (stratum) => correct(stratum, poisson(random, flagged(stratum)), draw));
    return gamma(random, correct(own, flagged(own), draw) + prior.shape) / (Math.max(0.1, expected) + prior.rate);
  }).sort();
}

/** Broken-promise deals that `own` would have at the rate a deal-month of everybody's deals in the same stratum. */
function expectedOf(own: readonly FollowedDeal[], all: readonly FollowedDeal[], count: (stratum: readonly FollowedDeal[]) => number): number {
  let expected = 0;
  for (const stratum of new Set(own.map((deal) => deal.stratum))) {
    const every = all.filter((deal) => deal.stratum === stratum);
    expected += (months(own.filter((deal) => deal.stratum === stratum)) * count(every)) / Math.max(1e-9, months(every));
  }
  return expected;
}

function correct(deals: readonly FollowedDeal[], flaggedCount: number, { sensitivity, falseRate }: ErrorDraw): number {
  if (deals.length === 0) return 0;
  const falsely = deals.reduce((sum, { issues }) => sum + (1 - (1 - falseRate) ** issues), 0) / deals.length;
  return Math.min(deals.length, Math.max(0, (flaggedCount - deals.length * falsely) / Math.max(0.1, sensitivity - falsely)));
}

function flagged(deals: readonly FollowedDeal[]): number {
  return deals.filter(({ broken }) => broken).length;
}

function months(deals: readonly FollowedDeal[]): number {
  return deals.reduce((sum, deal) => sum + deal.months, 0);
}
