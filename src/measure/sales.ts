import type { Deal } from '../domain/join.ts';
import type { Answer, Measure } from '../domain/measure.ts';
import { type Interval, intervalOfDraws } from '../math/intervals.ts';
import { latestFirst } from './cases.ts';
import { type FollowedDeal, followDeals } from './follow-deals.ts';
import type { LabelError } from './label-error.ts';
import { powerToName } from './promise-power.ts';
import { countFlagged, DRAWS, drawRatios } from './promise-ratios.ts';
import { type Answers, joinAnswers, type QuestionContext, refuse } from './question.ts';

const DEALS_NEEDED = 50;
const SELLERS_NEEDED = 3;
/** Fewest deals with a tagged ticket that a segment is called out for. */
const FLAGGED_NEEDED = 5;
/** Probability of "ratio above 1.5" from which a segment calls for attention. */
const WORSE_FROM = 1.5;
const STANDS_FROM = 0.9;
/** Share of reports that must name a segment three times as bad as the others, before segments that are not named are shown as compared. */
const POWER_NEEDED = 0.3;

/** Products are no segment of their own: deals are only compared with deals of the same product. */
const SEGMENTS: readonly {
  readonly dimension: string;
  readonly plural: string;
  readonly of: (deal: Deal) => string | undefined;
}[] = [
  { dimension: 'sales_team', plural: 'sales teams', of: (deal) => deal.salesTeam },
  { dimension: 'region', plural: 'regions', of: (deal) => deal.region },
  { dimension: 'implementation_partner', plural: 'implementation partners', of: (deal) => deal.implementationPartner },
];

const SEGMENT_WORDS: Readonly<Record<string, string>> = {
  sales_team: 'Sales team',
  region: 'Region',
  implementation_partner: 'Partner',
};

/** Which part of Sales makes promises that can't be kept: broken-promise deals of each segment against those of the others. */
export function measureSales(context: QuestionContext): Answers {
  const { deals } = context.joins;
  if (!deals) return refuse('sales', 'broken_promise_ratio', 'no deals file was given');
  const error = context.labelErrors.get('sales') ?? null;
  if (!error)
    return refuse(
      'sales',
      'broken_promise_ratio',
      'teams are only compared after an audit: no label error is known yet',
    );
  const followed = followDeals(deals, context);
  if (followed.length === 0)
    return refuse(
      'sales',
      'broken_promise_ratio',
      'no deal of the file was closed in the 180 days before these weeks or in them',
    );
  return joinAnswers(SEGMENTS.map((segment) => compareSegments(segment, followed, error, context)));
}

/** Segments under the gate are counted, not named: a team of two is two people. */
function compareSegments(
  { dimension, plural, of }: (typeof SEGMENTS)[number],
  followed: readonly FollowedDeal[],
  error: LabelError,
  context: QuestionContext,
): Answers {
  const groups = groupDeals(followed, of);
  if (groups.length === 0) return { answers: [], refusals: [] };
  if (groups.length === 1)
    return refuse(
      'sales',
      'broken_promise_ratio',
      `all deals in view are of one of the ${plural}: there is no other to compare it with`,
    );
  const draws = drawRatios(
    groups.map(([, own]) => own),
    followed,
    error,
    context.random(`sales ${dimension}`),
  );
  const answers = groups.flatMap(([value, own], index) =>
    isLarge(own)
      ? answerSegment({ dimension, value }, plural, own, draws[index] as Float64Array, error.audited, context)
      : [],
  );
  const small = groups.length - answers.length;
  const reason = `${small} of ${groups.length} ${plural} have fewer than ${DEALS_NEEDED} deals or ${SELLERS_NEEDED} known sellers in view and are not compared`;
  // Where one stands out the power was enough.
  const tells = answers.length === 0 || answers.some(({ stands }) => stands);
  const power = tells ? 1 : powerAmong(dimension, groups, followed, error, context);
  const weak = `of 100 such reports only ${Math.round(100 * power)} would name one of the ${plural} that breaks three times as many promises as the others: too few deals and tickets read to tell them apart`;
  return joinAnswers([
    { answers: power < POWER_NEEDED ? [] : answers, refusals: [] },
    refuse('sales', 'broken_promise_ratio', ...(small > 0 ? [reason] : []), ...(power < POWER_NEEDED ? [weak] : [])),
  ]);
}

function powerAmong(
  dimension: string,
  groups: readonly (readonly [string, readonly FollowedDeal[]])[],
  followed: readonly FollowedDeal[],
  error: LabelError,
  context: QuestionContext,
): number {
  const random = context.random(`sales power ${dimension}`);
  const rule = {
    limit: WORSE_FROM,
    isNamed: (flagged: number, above: number) => above >= STANDS_FROM && flagged >= FLAGGED_NEEDED,
  };
  return powerToName(
    groups.map(([, own]) => own),
    followed,
    error,
    random,
    rule,
  );
}

function groupDeals(
  followed: readonly FollowedDeal[],
  of: (deal: Deal) => string | undefined,
): [string, FollowedDeal[]][] {
  const groups = new Map<string, FollowedDeal[]>();
  for (const one of followed) {
    const value = of(one.deal);
    if (value !== undefined) groups.set(value, [...(groups.get(value) ?? []), one]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function isLarge(own: readonly FollowedDeal[]): boolean {
  const sellers = new Set(own.flatMap(({ deal }) => deal.salesRep ?? []));
  return own.length >= DEALS_NEEDED && sellers.size >= SELLERS_NEEDED;
}

function answerSegment(
  segment: { readonly dimension: string; readonly value: string },
  plural: string,
  own: readonly FollowedDeal[],
  draws: Float64Array,
  audited: number,
  context: QuestionContext,
): Answer {
  const ratio = intervalOfDraws(draws);
  const above = draws.filter((draw) => draw > WORSE_FROM).length / draws.length;
  const broken = countFlagged(own);
  const accounts = new Set(own.map(({ deal }) => deal.accountId));
  const tickets = context.cases.filter(
    ({ causes, ticket }) => causes.includes('sales') && accounts.has(ticket.accountId ?? ''),
  );
  const range = `95 % interval ${ratio.low.toFixed(1)} to ${ratio.high.toFixed(1)}`;
  return {
    department: 'sales',
    segment,
    stands: above >= STANDS_FROM && ratio.low > 1 && broken >= FLAGGED_NEEDED,
    tickets: latestFirst(tickets),
    sentence: `${SEGMENT_WORDS[segment.dimension] ?? segment.dimension} ${segment.value}: ${broken} of ${own.length} deals are followed by a ticket about a broken promise, ${ratio.value.toFixed(1)} times what the other ${plural}' deals of the same products, sizes and kinds lead to expect (${range}).`,
    measures: measuresOf(ratio, above, own.length, audited),
  };
}

function measuresOf(ratio: Interval, above: number, deals: number, audited: number): Measure[] {
  const shell = { level: 'L3' as const, base: `${deals} deals`, refused: null };
  const method = `broken-promise deals against the other segments by product, size and kind, deal-months at risk; false tags drawn from the audit (${audited} read), shrunk (most alike, some apart); ${DRAWS} draws, 95 %`;
  return [
    { name: 'broken_promise_ratio', ...ratio, unit: 'ratio', method, ...shell },
    {
      name: 'probability_ratio_above_1_5',
      value: above,
      low: null,
      high: null,
      unit: 'probability',
      method: 'share of the same draws',
      ...shell,
    },
  ];
}
