import { describe, expect, it } from 'vitest';
import { STORIES } from '../../data/sample/make/stories.ts';
import { loadProductData } from '../../src/adapters/product-data.ts';
import { readJoins } from '../../src/app/read-joins.ts';
import { readTickets } from '../../src/app.ts';
import { jobOptions } from '../../src/cli/job-flags.ts';
import type { AuditLabel } from '../../src/domain/audit.ts';
import type { Deal, Joins } from '../../src/domain/join.ts';
import type { Answer, Measures } from '../../src/domain/measure.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { type IsoWeek, weekDays, weekRange } from '../../src/domain/week.ts';
import { measure } from '../../src/measure/measure.ts';
import { judgeTickets } from '../../src/pipeline/judge-tickets.ts';
import { parseCauseRules } from '../../src/tag/parse-cause-rules.ts';
import { readTruth } from './truth.ts';

const WEEKS = weekRange('2026-W34' as IsoWeek, '2026-W46' as IsoWeek);
const DAY_MS = 86_400_000;
const truth = readTruth();
const options = jobOptions([], { sample: true, out: '', map: {} }, {});
const settings = options.config.report;

/** Reads and tags the sample once; what is measured then is the report's own step. */
async function readSample() {
  const tickets = await readTickets(options);
  const { causes, stopWords } = loadProductData();
  const rules = parseCauseRules(causes);
  const judged = await judgeTickets(tickets, '2026-W46' as IsoWeek, { stopWords, rules, seed: 1, topics: 'auto' });
  const { files } = await readJoins(options.joins, undefined);
  const joins = Object.fromEntries(files.map(({ kind, rows }) => [kind, rows]));
  return { tickets, judged, joins: joins as Joins, audit: joins.audit as readonly AuditLabel[] };
}

const sample = await readSample();
const minutesOf = new Map(sample.tickets.map((ticket) => [ticket.id as string, ticket.handleMinutes ?? 0]));
const measureWith = (joins: Joins, audit = sample.audit): Measures =>
  measure({ weeks: WEEKS, tickets: sample.tickets, ...sample.judged, joins, audit, settings, seed: 1 });
const measured = measureWith(sample.joins);
const without = (...kinds: readonly (keyof Joins)[]): Measures =>
  measureWith(
    Object.fromEntries(Object.entries(sample.joins).filter(([kind]) => !kinds.includes(kind as keyof Joins))),
  );

const answerOf = (dimension: string, value: string): Answer | undefined =>
  measured.answers.find(({ segment }) => segment?.dimension === dimension && segment.value === value);
const rangeOf = (answer: Answer | undefined, name: string) => {
  const found = answer?.measures.find((one) => one.name === name);
  return { low: found?.low as number, high: found?.high as number };
};
function expectCovered(answer: Answer | undefined, name: string, planted: number): void {
  const { low, high } = rangeOf(answer, name);
  expect(low).toBeLessThanOrEqual(planted);
  expect(high).toBeGreaterThanOrEqual(planted);
}
const refusalsOf = ({ refusals }: Measures, department: string) =>
  refusals.filter((refusal) => refusal.department === department).map(({ reason }) => reason);

/** Truly broken promises of a team: deals followed by a planted ticket within 180 days, a deal-month in view. */
function brokenRate(deals: readonly Deal[]): number {
  const [from, to] = [Date.parse(weekDays(WEEKS[0] as IsoWeek).monday), Date.parse('2026-11-16')];
  const broken = new Map<string, number[]>();
  for (const { id, accountId, closedAt } of sample.tickets)
    if (truth.tickets[id]?.causes.includes('sales') && accountId)
      broken.set(accountId, [...(broken.get(accountId) ?? []), Date.parse(closedAt)]);
  let [count, months] = [0, 0];
  for (const { accountId, closedOn } of deals) {
    const [start, end] = [Math.max(from, Date.parse(closedOn)), Math.min(to, Date.parse(closedOn) + 180 * DAY_MS)];
    if (end <= start) continue;
    months += end - start;
    count += Number((broken.get(accountId) ?? []).some((at) => at >= start && at < end));
  }
  return count / months;
}

describe('the planted values of the sample company', () => {
  const deals = sample.joins.deals ?? [];

  it.each([...new Set(deals.flatMap(({ salesTeam }) => salesTeam ?? []))])(
    'team %s: the interval of its ratio covers the planted one',
    (team) => {
      const rate = (own: boolean) => brokenRate(deals.filter(({ salesTeam }) => (salesTeam === team) === own));
      expectCovered(answerOf('sales_team', team), 'broken_promise_ratio', rate(true) / rate(false));
    },
  );

  it('calls the team out that breaks most promises, and no other', () => {
    const stand = measured.answers.filter(({ department, stands }) => department === 'sales' && stands);
    expect(
      stand.filter(({ segment }) => segment?.dimension === 'sales_team').map(({ segment }) => segment?.value),
    ).toEqual(['South']);
  });

  it.each(
    measured.answers
      .filter(({ department }) => department === 'professional-services')
      .map((one) => one.segment?.value as string),
  )('solution %s: the interval of what others close covers the planted share', (solution) => {
    const planted = STORIES.find(({ id }) => truth.story(id).segment?.values.includes(solution));
    expectCovered(answerOf('solution', solution), 'others_share', 1 - (planted?.resolverShare ?? 0));
  });

  it('names the one engineer whom nobody else can stand in for', () => {
    const alone = measured.answers.filter(({ department, stands }) => department === 'professional-services' && stands);
    const planted = STORIES.filter(({ resolverShare }) => resolverShare === 1);
    expect(alone.map(({ segment }) => segment?.value)).toEqual(
      planted.flatMap(({ id }) => truth.story(id).segment?.values ?? []),
    );
    expect(alone[0]?.sentence).toContain(planted[0]?.resolver);
  });

  it('lots: those called faulty are planted ones, each with the planted share of its units in the interval; the other planted ones are refused for too few returns', () => {
    const planted = truth.stories
      .filter(({ causes }) => causes.includes('manufacturing'))
      .flatMap(({ segment }) => segment?.values ?? []);
    const called = measured.answers
      .filter(({ department }) => department === 'manufacturing')
      .map(({ segment }) => segment?.value as string);
    expect(called.filter((lot) => !planted.includes(lot))).toEqual([]);
    expect(called.length).toBeGreaterThanOrEqual(4);
    for (const lot of called) {
      const units = (sample.joins.shipments ?? [])
        .filter((row) => row.lot === lot)
        .reduce((sum, row) => sum + row.units, 0);
      const back = (sample.joins.returns ?? []).filter((row) => row.lot === lot && row.ticketId !== undefined);
      expectCovered(answerOf('lot', lot), 'returned_share', back.length / units);
    }
    const refused = refusalsOf(measured, 'manufacturing').join('\n');
    for (const lot of planted.filter((one) => !called.includes(one))) expect(refused).toContain(`lot ${lot}: `);
  });

  it.each(
    measured.answers
      .filter(({ measures }) => measures.some(({ name }) => name === 'campaign_net'))
      .map(({ segment }) => segment?.value as string),
  )('campaign %s: the interval of its net covers the planted one', (campaign) => {
    expectCovered(answerOf('campaign_id', campaign), 'campaign_net', plantedNet(campaign));
  });
});

/** Margin of the exposed above that of the others, less the handling of the story's own tickets. */
function plantedNet(campaign: string): number {
  const rows = (sample.joins.exposures ?? []).filter(({ campaignId }) => campaignId === campaign);
  const margins = (exposed: boolean) =>
    rows.filter(({ arm }) => (arm === 'exposed') === exposed).map(({ margin = 0 }) => margin);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const story = truth.stories.find(({ segment }) => segment?.values.includes(campaign))?.id;
  const minutes = sample.tickets.reduce(
    (sum, { id }: Ticket) => sum + (truth.tickets[id]?.story === story ? (minutesOf.get(id) as number) : 0),
    0,
  );
  return (
    margins(true).length * (mean(margins(true)) - mean(margins(false))) - minutes * (settings.costPerHandleMinute ?? 0)
  );
}

describe('without a join file the question is refused with the reason', () => {
  const cases: readonly (readonly [kinds: readonly (keyof Joins)[], department: string, reason: string])[] = [
    [['deals'], 'sales', 'no deals file was given'],
    [['projects'], 'professional-services', 'no projects file was given: tickets cannot be tied to custom solutions'],
    [['returns'], 'manufacturing', 'no returns file was given'],
    [['shipments'], 'manufacturing', 'no shipments file was given: returns have no base to be counted against'],
    [['campaigns'], 'marketing', 'no campaigns file was given'],
  ];

  it.each(cases)('%s', (kinds, department, reason) => {
    const gone = without(...kinds);
    expect(refusalsOf(gone, department)).toContain(reason);
    expect(gone.answers.filter((answer) => answer.department === department)).toEqual([]);
  });

  it('exposures: every campaign says that nobody knows who saw it, and none has a net result', () => {
    const gone = without('exposures');
    expect(refusalsOf(gone, 'marketing')).toHaveLength(sample.joins.campaigns?.length ?? 0);
    for (const reason of refusalsOf(gone, 'marketing'))
      expect(reason).toContain('no exposures were given, so nobody knows who saw it');
    expect(gone.answers.flatMap(({ measures }) => measures.filter(({ name }) => name === 'campaign_net'))).toEqual([]);
  });

  it('audit: no rate and no comparison of teams', () => {
    const gone = measureWith(sample.joins, []);
    expect(refusalsOf(gone, 'sales')).toContain('teams are only compared after an audit: no label error is known yet');
    expect(Object.values(gone.causeShares).map(({ value }) => value)).toEqual([null, null, null, null]);
  });

  it('accounts: no team and no region is named in an issue', () => {
    const dimensions = without('accounts').issues.flatMap(({ windowSegments }) =>
      windowSegments.map(({ dimension }) => dimension),
    );
    expect(dimensions.filter((name) => name === 'sales_team' || name === 'region')).toEqual([]);
    expect(
      measured.issues.some(({ windowSegments }) => windowSegments.some(({ dimension }) => dimension === 'sales_team')),
    ).toBe(true);
  });
});
