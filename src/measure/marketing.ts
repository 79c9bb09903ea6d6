import type { Campaign, Exposure } from '../domain/join.ts';
import type { Answer, Measure } from '../domain/measure.ts';
import { quantile } from '../math/intervals.ts';
import { integer, type Random } from '../math/random.ts';
import type { Case } from './cases.ts';
import { campaignLookup } from './dimensions.ts';
import type { Answers, QuestionContext } from './question.ts';

/** Fewest accounts in each arm of a comparison. */
const ARM_NEEDED = 30;
/** Fewest tickets of a campaign that its cost is stated for. */
const TICKETS_NEEDED = 8;
const DRAWS = 2_000;
/** Probability of a loss from which a campaign calls for attention. */
const STANDS_FROM = 0.9;
const DAY_MS = 86_400_000;

/** One account's part in a comparison: what its support cost before and after the start, and the margin it brought. */
interface Member {
  readonly before: number;
  readonly after: number;
  readonly margin: number | undefined;
}

/** Which marketing efforts cost more to support than they bring in: net = margin - support cost, by the best design that the data allow. */
export function measureMarketing(context: QuestionContext): Answers {
  const { campaigns, exposures } = context.joins;
  if (!campaigns) return { answers: [], refusals: [{ department: 'marketing', measure: 'campaign_net', reason: 'no campaigns file was given' }] };
  const campaignOf = campaignLookup(context.joins);
  const answers: Answer[] = [];
  const refusals: Answers['refusals'][number][] = [];
  for (const campaign of campaigns) {
    const tagged = context.cases.filter((entry) => entry.causes.includes('marketing') && campaignOf(entry) === campaign.campaignId);
    const verdict = compareArms(campaign, exposures?.filter((row) => row.campaignId === campaign.campaignId) ?? [], context);
    if (typeof verdict === 'string') refusals.push({ department: 'marketing', measure: 'campaign_net', reason: `${campaign.name}: ${verdict}` });
    if (tagged.length >= TICKETS_NEEDED || typeof verdict !== 'string') answers.push(answerCampaign(campaign, tagged, typeof verdict === 'string' ? null : verdict, context));
  }
  return { answers, refusals };
}

/** Net result of a campaign over its draws, in currency. */
interface Verdict {
  readonly draws: Float64Array;
  readonly design: string;
  readonly level: 'L3' | 'L4';
  readonly accounts: number;
}

function compareArms(campaign: Campaign, rows: readonly Exposure[], context: QuestionContext): Verdict | string {
  if (rows.length === 0) return 'no exposures were given, so nobody knows who saw it';
  const rate = context.settings.costPerHandleMinute;
  if (rate === null) return 'no cost of a handled minute is configured, so hours cannot be set against margin';
  const starts = Date.parse(campaign.startsOn);
  const arm = (name: Exposure['arm']) => membersOf(rows.filter((row) => row.arm === name), starts, rate, context);
  const [exposed, holdout, unexposed] = [arm('exposed'), arm('holdout'), arm('unexposed')];
  if (exposed.some(({ margin }) => margin === undefined)) return 'the margin of its exposed accounts is not known';
  const withHoldout = holdout.length >= ARM_NEEDED;
  const control = withHoldout ? holdout : unexposed;
  if (exposed.length < ARM_NEEDED || control.length < ARM_NEEDED) return `${exposed.length} exposed and ${control.length} comparable accounts, ${ARM_NEEDED} of each are needed`;
  const weeksBefore = (starts - context.startsAt) / (7 * DAY_MS);
  if (!withHoldout && weeksBefore < 2) return 'it began before the tickets in view, and no accounts were held out: there is nothing to compare with';
  const draws = drawNet(exposed, control, { weeksBefore, weeksAfter: (context.endsAt - starts) / (7 * DAY_MS), withHoldout }, context.random(`marketing ${campaign.campaignId}`));
  return { draws, accounts: exposed.length, level: withHoldout ? 'L4' : 'L3', design: withHoldout ? 'holdout' : 'difference in differences with unexposed accounts' };
}

function membersOf(rows: readonly Exposure[], starts: number, rate: number, { cases }: QuestionContext): Member[] {
  const byAccount = new Map<string, Case[]>();
  for (const entry of cases) if (entry.ticket.accountId !== undefined) byAccount.set(entry.ticket.accountId, [...(byAccount.get(entry.ticket.accountId) ?? []), entry]);
  return rows.map(({ accountId, margin }) => {
    const cost = (keep: (at: number) => boolean) => (byAccount.get(accountId) ?? []).filter(({ ticket }) => keep(Date.parse(ticket.closedAt))).reduce((sum, { ticket }) => sum + (ticket.handleMinutes ?? 0) * rate, 0);
    return { before: cost((at) => at < starts), after: cost((at) => at >= starts), margin };
  });
}

/** Cluster bootstrap by account: whole accounts are drawn again, each with all its tickets. @see Cameron, Miller 2015, Journal of Human Resources 50 */
function drawNet(exposed: readonly Member[], control: readonly Member[], design: { readonly weeksBefore: number; readonly weeksAfter: number; readonly withHoldout: boolean }, random: Random): Float64Array {
  // Costs of the weeks before are scaled to the length of the weeks after.
  const scale = design.withHoldout ? 0 : design.weeksAfter / design.weeksBefore;
  const hasMargin = control.every(({ margin }) => margin !== undefined);
  return Float64Array.from({ length: DRAWS }, () => {
    const [treated, others] = [resample(exposed, random), resample(control, random)];
    const cost = meanOf(treated, (member) => member.after - scale * member.before) - meanOf(others, (member) => member.after - scale * member.before);
    const margin = meanOf(treated, (member) => member.margin ?? 0) - (hasMargin ? meanOf(others, (member) => member.margin ?? 0) : 0);
    return exposed.length * (margin - cost);
  }).sort();
}

function resample(members: readonly Member[], random: Random): Member[] {
  return members.map(() => members[integer(random, members.length)] as Member);
}

function meanOf(members: readonly Member[], of: (member: Member) => number): number {
  return members.reduce((sum, member) => sum + of(member), 0) / members.length;
}

function answerCampaign(campaign: Campaign, tagged: readonly Case[], verdict: Verdict | null, context: QuestionContext): Answer {
  const support = supportCost(tagged, context);
  const loss = verdict ? verdict.draws.filter((net) => net < 0).length / verdict.draws.length : null;
  const net = verdict ? netMeasures(verdict, loss ?? 0, context.settings.currency) : [];
  const verdictWords = verdict ? ` Set against the margin it brought, it loses money with probability ${(loss ?? 0).toFixed(2)} (${verdict.design}).` : ' Whether it brought in more is not known.';
  return {
    department: 'marketing',
    segment: { dimension: 'campaign_id', value: campaign.campaignId },
    stands: loss !== null && loss >= STANDS_FROM,
    tickets: tagged.map(({ ticket }) => ticket.id).reverse(),
    sentence: `${campaign.name}: ${tagged.length} tickets are tagged to it, ${costWords(support)}.${verdictWords}`,
    measures: [support, ...net],
  };
}

function netMeasures({ draws, design, level, accounts }: Verdict, loss: number, currency: string): Measure[] {
  const method = `margin less support cost, ${design}; cluster bootstrap by account, ${DRAWS} draws, 95 %`;
  const base = `${accounts} exposed accounts`;
  return [
    { name: 'campaign_net', value: quantile(draws, 0.5), low: quantile(draws, 0.025), high: quantile(draws, 0.975), unit: currency, level, method, base, refused: null },
    { name: 'probability_campaign_loses', value: loss, low: null, high: null, unit: 'probability', level, method: 'share of the same draws below zero', base, refused: null },
  ];
}

/** Handle time of the campaign's tagged tickets, in money where a rate is configured, else in hours. */
function supportCost(tagged: readonly Case[], { settings }: QuestionContext): Measure {
  const minutes = tagged.flatMap(({ ticket }) => ticket.handleMinutes ?? []);
  const sum = minutes.reduce((total, each) => total + each, 0);
  const rate = settings.costPerHandleMinute;
  const shell = { name: 'support_cost', low: null, high: null, level: 'L0' as const, method: 'handle minutes of tagged tickets, times the configured rate where there is one', base: `${minutes.length} tickets with handle minutes` };
  if (minutes.length === 0) return { ...shell, value: null, unit: 'hours', refused: 'handle minutes are not known' };
  return rate === null ? { ...shell, value: sum / 60, unit: 'hours', refused: null } : { ...shell, value: sum * rate, unit: settings.currency, refused: null };
}

function costWords({ value, unit }: Measure): string {
  if (value === null) return 'their handling time is not known';
  return unit === 'hours' ? `${value.toFixed(1)} hours of handling` : `${Math.round(value)} ${unit} of handling`;
}
