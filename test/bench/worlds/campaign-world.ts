import type { Campaign, Exposure } from '../../../src/domain/join.ts';
import { gamma, normal, poisson, type Random, seededRandom } from '../../../src/math/random.ts';
import type { QuestionContext } from '../../../src/measure/question.ts';
import { type CaseSpec, contextOf, dayText } from '../../measure/case-builder.ts';

/** A ticket takes 25 minutes on average, at 0.80 EUR a minute. */
const TICKET_COST = 20;
const MINUTES = 25;
/** Days of the 13 weeks on which the campaign starts and the weeks end. */
const STARTS = 28;
const ENDS = 91;

/** A campaign, what its customers bring and ask, and what of it is known. */
export interface CampaignWorld {
  readonly control: 'holdout' | 'unexposed';
  readonly accounts: number;
  /** Margin that the campaign brings of a customer, on top of what all bring. */
  readonly margin: number;
  /** What the campaign loses, as a part of that margin. */
  readonly loss: number;
  /** Standard deviation of the logarithm of a customer's margin. */
  readonly spread: number;
  /** Shape of the gamma that customers' tickets vary by. */
  readonly size: number;
  /** Tickets that exposed customers write more, before the campaign and after (they were picked for being active); 0 = randomised. */
  readonly busier: number;
  /** Shares of the exposed and of the others that another campaign of the same weeks reaches, which brings two tickets each and no margin. */
  readonly overlap?: readonly [exposed: number, control: number];
}

/** 300 customers in each arm, drawn at random; margins vary by their mean. */
export const HELD_OUT: CampaignWorld = {
  control: 'holdout',
  accounts: 300,
  margin: 20,
  loss: 0,
  spread: 0.7,
  size: 1,
  busier: 0,
};

/** What the report is made from, and what the campaign truly brings. */
export interface SimulatedCampaign {
  readonly context: QuestionContext;
  readonly net: number;
}

/** Plays 13 weeks; the campaign starts after four of them. */
export function simulateCampaign(world: CampaignWorld, seed: number): SimulatedCampaign {
  const random = seededRandom(seed);
  const extra = (world.margin * (1 + world.loss)) / TICKET_COST;
  const arm = (name: 'exposed' | CampaignWorld['control']) =>
    Array.from({ length: world.accounts }, (_, index) => playAccount(`${name}${index}`, name, extra, world, random));
  const accounts = [...arm('exposed'), ...arm(world.control)];
  const campaigns = ['A', 'B'].map(campaignOf);
  const exposures = accounts.flatMap(({ rows }) => rows);
  const context = contextOf(
    accounts.flatMap(({ specs }) => specs),
    { campaigns, exposures },
    { seed },
  );
  return { context, net: -world.loss * world.margin * world.accounts };
}

function campaignOf(campaignId: string): Campaign {
  return { campaignId, name: campaignId, startsOn: dayText(STARTS), endsOn: dayText(ENDS), codes: [] };
}

function playAccount(
  accountId: string,
  arm: Exposure['arm'],
  extra: number,
  world: CampaignWorld,
  random: Random,
): { readonly rows: readonly Exposure[]; readonly specs: readonly CaseSpec[] } {
  const exposed = arm === 'exposed';
  const margin = (10 + (exposed ? world.margin : 0)) * Math.exp(world.spread * normal(random) - world.spread ** 2 / 2);
  const [mine = 0, theirs = 0] = world.overlap ?? [];
  const other = random() < (exposed ? mine : theirs);
  const busy = gamma(random, world.size) / world.size;
  const usual = 0.5 + (exposed ? world.busier : 0);
  const write = (from: number, to: number, mean: number): CaseSpec[] =>
    Array.from({ length: poisson(random, busy * mean) }, () => ({
      day: from + random() * (to - from),
      accountId,
      handleMinutes: MINUTES * gamma(random, 1),
    }));
  const before = write(0, STARTS, (usual * STARTS) / (ENDS - STARTS));
  const after = write(STARTS, ENDS, usual + (exposed ? extra : 0) + (other ? 2 : 0));
  const rows: Exposure[] = [{ campaignId: 'A', accountId, arm, margin }];
  if (other) rows.push({ campaignId: 'B', accountId, arm: 'exposed', margin: 0 });
  return { rows, specs: [...before, ...after] };
}
