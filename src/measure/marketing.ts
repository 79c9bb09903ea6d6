import type { Campaign } from '../domain/join.ts';
import type { Answer, Measure } from '../domain/measure.ts';
import { measureNet, type Verdict } from './campaign-net.ts';
import { type Case, isNameable, latestFirst } from './cases.ts';
import { campaignLookup } from './dimensions.ts';
import { type Answers, joinAnswers, type QuestionContext, refuse } from './question.ts';

/** Fewest tickets of a campaign that its cost is stated for. */
const TICKETS_NEEDED = 8;
/**
 * Probability of a loss from which a campaign is called one. At 0.9 one in eight campaigns that lose nothing was called a loss in simulated worlds
 * of 300 customers in each arm.
 */
const STANDS_FROM = 0.96;

/** Which marketing efforts cost more to support than they bring in: net = margin - support cost, by the best design that the data allow. */
export function measureMarketing(context: QuestionContext): Answers {
  const { campaigns, exposures = [] } = context.joins;
  if (!campaigns) return refuse('marketing', 'campaign_net', 'no campaigns file was given');
  const campaignOf = campaignLookup(context.joins);
  const tagged = context.cases
    .filter(({ causes }) => causes.includes('marketing'))
    .map((entry) => ({ entry, campaign: campaignOf(entry) }));
  return joinAnswers(
    campaigns.map((campaign) => {
      const verdict = measureNet(
        campaign,
        exposures.filter(({ campaignId }) => campaignId === campaign.campaignId),
        context,
      );
      return answerCampaign(
        campaign,
        tagged.filter((one) => one.campaign === campaign.campaignId).map(({ entry }) => entry),
        verdict,
        context,
      );
    }),
  );
}

/** A campaign without a verdict is still answered when enough tickets are tagged to it: with their cost, and the reason why no more is known. */
function answerCampaign(
  campaign: Campaign,
  tagged: readonly Case[],
  verdict: Verdict | string,
  context: QuestionContext,
): Answers {
  const enough = tagged.length >= TICKETS_NEEDED && isNameable(tagged);
  const refusals =
    typeof verdict === 'string' ? refuse('marketing', 'campaign_net', `${campaign.name}: ${verdict}`).refusals : [];
  if (typeof verdict === 'string' && !enough) return { answers: [], refusals };
  const support = enough ? supportCost(tagged, context) : tooFew();
  const net = typeof verdict === 'string' ? [] : netMeasures(verdict, context.settings.currency);
  const loss = net[1]?.value ?? null;
  const answer: Answer = {
    department: 'marketing',
    segment: { dimension: 'campaign_id', value: campaign.campaignId },
    stands: loss !== null && loss >= STANDS_FROM,
    tickets: latestFirst(tagged),
    sentence: `${campaign.name}: ${costWords(support, tagged.length)}. ${verdictWords(verdict, loss)}`,
    measures: [support, ...net],
  };
  return { answers: [answer], refusals };
}

function verdictWords(verdict: Verdict | string, loss: number | null): string {
  if (typeof verdict === 'string' || loss === null) return 'Whether it brought in more is not known.';
  return `Set against the margin it brought, it loses money with probability ${loss.toFixed(2)} (${verdict.design}).`;
}

function netMeasures({ net, design, level, accounts }: Verdict, currency: string): Measure[] {
  const { value, low, high, belowZero } = net;
  const method = `margin less support cost, ${design}; Welch's t over accounts, 95 %`;
  const shell = { level, base: `${accounts} exposed accounts`, refused: null };
  return [
    { name: 'campaign_net', value, low, high, unit: currency, method, ...shell },
    {
      name: 'probability_campaign_loses',
      value: belowZero,
      low: null,
      high: null,
      unit: 'probability',
      method: `${method}; confidence that it is below zero`,
      ...shell,
    },
  ];
}

const SUPPORT_COST = {
  name: 'support_cost',
  low: null,
  high: null,
  level: 'L0' as const,
  method: 'handle minutes of tagged tickets, times the configured rate where there is one',
};

function tooFew(): Measure {
  return {
    ...SUPPORT_COST,
    value: null,
    unit: 'hours',
    refused: `fewer than ${TICKETS_NEEDED} tickets of three customers are tagged to it`,
  };
}

/** Handle time of the campaign's tagged tickets, in money where a rate is configured, else in hours. */
function supportCost(tagged: readonly Case[], { settings }: QuestionContext): Measure {
  const minutes = tagged.flatMap(({ ticket }) => ticket.handleMinutes ?? []);
  const sum = minutes.reduce((total, each) => total + each, 0);
  const shell = { ...SUPPORT_COST, base: `${minutes.length} tickets with handle minutes` };
  if (minutes.length === 0) return { ...shell, value: null, unit: 'hours', refused: 'handle minutes are not known' };
  const rate = settings.costPerHandleMinute;
  if (rate === null) return { ...shell, value: sum / 60, unit: 'hours', refused: null };
  return { ...shell, value: sum * rate, unit: settings.currency, refused: null };
}

function costWords({ value, unit, refused }: Measure, tickets: number): string {
  if (tickets < TICKETS_NEEDED) return refused ?? '';
  if (value === null) return `${tickets} tickets are tagged to it, their handling time is not known`;
  const cost = unit === 'hours' ? `${value.toFixed(1)} hours` : `${Math.round(value)} ${unit}`;
  return `${tickets} tickets are tagged to it, ${cost} of handling`;
}
