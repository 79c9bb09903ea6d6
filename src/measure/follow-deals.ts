import type { Deal } from '../domain/join.ts';
import { quantile } from '../math/intervals.ts';
import type { Case } from './cases.ts';
import { groupCases } from './cases.ts';
import type { QuestionContext } from './question.ts';

/** A broken promise counts for deals closed within this many days before it. */
const PROMISE_DAYS = 180;
const DAY_MS = 86_400_000;

/** A deal with what was seen of it during the window. */
export interface FollowedDeal {
  readonly deal: Deal;
  /** Product, size and kind: deals are compared with deals of the same stratum. */
  readonly stratum: string;
  /** Months of its first 180 days that lie in the window. */
  readonly months: number;
  /** Tickets of its account in that time, and whether one is tagged as a broken promise. */
  readonly tickets: number;
  readonly broken: boolean;
}

/** Follows each deal through the part of its first 180 days that lies in the window; deals without such a part are left out. */
export function followDeals(deals: readonly Deal[], { cases, startsAt, endsAt }: QuestionContext): FollowedDeal[] {
  const byAccount = groupCases(cases, ({ ticket }) => ticket.accountId);
  const sizeOf = halveBySize(deals);
  return deals.flatMap((deal) => {
    const closed = Date.parse(deal.closedOn);
    const [from, to] = [Math.max(startsAt, closed), Math.min(endsAt, closed + PROMISE_DAYS * DAY_MS)];
    if (!(to > from)) return [];
    const seen = (byAccount.get(deal.accountId) ?? []).filter((entry) => isWithin(entry, from, to));
    return {
      deal,
      stratum: [deal.product ?? '?', sizeOf(deal), deal.kind ?? '?'].join('/'),
      months: (to - from) / (30 * DAY_MS),
      tickets: seen.length,
      broken: seen.some(({ causes }) => causes.includes('sales')),
    };
  });
}

function isWithin({ ticket }: Case, from: number, to: number): boolean {
  const at = Date.parse(ticket.closedAt);
  return at >= from && at < to;
}

/** Big deals file more tickets, so deals are compared within the same half of amounts. */
function halveBySize(deals: readonly Deal[]): (deal: Deal) => string {
  const amounts = Float64Array.from(deals.flatMap(({ amount }) => amount ?? [])).sort();
  const middle = quantile(amounts, 0.5);
  return ({ amount }) => (amount === undefined ? '?' : amount > middle ? 'large' : 'small');
}
