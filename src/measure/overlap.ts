import type { Campaign, Exposure } from '../domain/join.ts';
import type { QuestionContext } from './question.ts';

/** Standard errors by which the arms' shares reached by another campaign must differ to be told from chance. */
const DIFFERS_FROM = 2;

/** Exposures of a campaign whose arms were reached by other campaigns alike. */
export interface Alone {
  readonly rows: readonly Exposure[];
  /** What was left out, to be said with the result; empty where nothing was. */
  readonly left: string;
}

/**
 * Takes out the accounts that another campaign of the same weeks reached, where it reached one arm more than the other: what it cost and brought would be taken for
 * this campaign's. In simulated worlds where another campaign reached 60 % of the exposed and 10 % of the holdout, every campaign without loss was called one.
 * @param rows exposures of this campaign.
 */
export function reachedAlone(campaign: Campaign, rows: readonly Exposure[], { joins, endsAt }: QuestionContext): Alone {
  const others = (joins.campaigns ?? []).filter((other) => other !== campaign && overlaps(campaign, other, endsAt));
  let left: Alone = { rows, left: '' };
  for (const other of others) {
    const reached = accountsReached(other, joins.exposures ?? []);
    if (!isUneven(rows, reached)) continue;
    const kept = left.rows.filter(({ accountId }) => !reached.has(accountId));
    left = { rows: kept, left: `${left.left}; without accounts reached by ${other.name} in the same weeks` };
  }
  return left;
}

function overlaps(campaign: Campaign, other: Campaign, endsAt: number): boolean {
  return other.endsOn >= campaign.startsOn && Date.parse(other.startsOn) < endsAt;
}

function accountsReached({ campaignId }: Campaign, exposures: readonly Exposure[]): Set<string> {
  const own = exposures.filter((row) => row.campaignId === campaignId && row.arm === 'exposed');
  return new Set(own.map(({ accountId }) => accountId));
}

/** Whether the arms' shares differ by more than chance. */
function isUneven(rows: readonly Exposure[], reached: ReadonlySet<string>): boolean {
  const shares = (exposed: boolean) => {
    const accounts = new Set(
      rows.filter(({ arm }) => (arm === 'exposed') === exposed).map(({ accountId }) => accountId),
    );
    return { of: accounts.size, reached: [...accounts].filter((id) => reached.has(id)).length };
  };
  const [mine, theirs] = [shares(true), shares(false)];
  if (mine.of === 0 || theirs.of === 0) return false;
  const both = (mine.reached + theirs.reached) / (mine.of + theirs.of);
  const error = Math.sqrt(both * (1 - both) * (1 / mine.of + 1 / theirs.of));
  return Math.abs(mine.reached / mine.of - theirs.reached / theirs.of) > DIFFERS_FROM * error;
}
