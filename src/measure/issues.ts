import { type Cause, CAUSES } from '../domain/cause.ts';
import type { Joins } from '../domain/join.ts';
import type { Issue, Measure } from '../domain/measure.ts';
import type { ReportSettings } from '../domain/run.ts';
import type { TopicId } from '../domain/topic.ts';
import { benjaminiHochberg, poissonCount, rateRatio, wilson } from '../math/intervals.ts';
import { type Case, countParties, countWeekly, mergeCustomerIssues } from './cases.ts';
import { chanceOfNoChange, EARLIER_WEEKS } from './change.ts';
import { type Dimension, dimensionsOf } from './dimensions.ts';
import { findSegments } from './segments.ts';

/** Share of false alarms accepted among the changes of a week. */
const FALSE_DISCOVERY_RATE = 0.1;
/** A topic may hold one thing said in three languages or two ways; these values name the thing itself, so their tickets are one issue too. */
const NAMING: Readonly<Partial<Record<Cause, string>>> = { 'professional-services': 'solution', manufacturing: 'lot', marketing: 'campaign_id' };

/** What finding issues needs. */
export interface IssueContext {
  readonly cases: readonly Case[];
  /** Number of weeks in the window. */
  readonly weeks: number;
  readonly joins: Joins;
  readonly settings: ReportSettings;
}

/** Groups each department's tagged cases by topic, and by lot, solution or campaign; counts and compares each group. @returns with the number of comparisons tested. */
export function findIssues(context: IssueContext): { readonly issues: readonly Issue[]; readonly comparisons: number } {
  const drafts = CAUSES.flatMap((cause) => {
    const dimensions = dimensionsOf(cause, context.joins, context.settings);
    const tagged = context.cases.filter(({ causes }) => causes.includes(cause));
    return groupCases(tagged, cause, dimensions).map((group) => issueOf(cause, group, dimensions, context));
  });
  const tested = drafts.filter(({ pValue }) => pValue !== null);
  const passed = benjaminiHochberg(tested.map(({ pValue }) => pValue ?? 1), FALSE_DISCOVERY_RATE);
  const changed = new Set(tested.filter((_, index) => passed[index]));
  return { issues: drafts.map((issue) => ({ ...issue, changed: changed.has(issue) })), comparisons: tested.length };
}

interface Group {
  readonly topicId: TopicId | null;
  readonly named: { readonly dimension: string; readonly value: string } | null;
  readonly cases: readonly Case[];
}

function groupCases(cases: readonly Case[], cause: Cause, dimensions: readonly Dimension[]): Group[] {
  const byTopic = groupBy(cases, ({ topicId }) => topicId ?? '');
  const topics = [...byTopic].map(([id, members]): Group => ({ topicId: id === '' ? null : (id as TopicId), named: null, cases: members }));
  const dimension = dimensions.find(({ name }) => name === NAMING[cause]);
  if (!dimension) return topics;
  const byName = groupBy(cases, (entry) => dimension.of(entry) ?? '');
  byName.delete('');
  return [...topics, ...[...byName].map(([value, members]): Group => ({ topicId: mainTopic(members), named: { dimension: dimension.name, value }, cases: members }))];
}

function groupBy(cases: readonly Case[], keyOf: (entry: Case) => string): Map<string, Case[]> {
  const groups = new Map<string, Case[]>();
  for (const entry of cases) {
    const key = keyOf(entry);
    const members = groups.get(key);
    if (members) members.push(entry);
    else groups.set(key, [entry]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The topic that most of the cases lie in. */
function mainTopic(cases: readonly Case[]): TopicId | null {
  const sizes = [...groupBy(cases.filter(({ topicId }) => topicId !== null), ({ topicId }) => topicId as string)].sort(([, a], [, b]) => b.length - a.length);
  return (sizes[0]?.[0] ?? null) as TopicId | null;
}

function issueOf(cause: Cause, { topicId, named, cases }: Group, dimensions: readonly Dimension[], context: IssueContext): Issue {
  const last = context.weeks - 1;
  const thisWeek = cases.filter(({ week }) => week === last);
  const weekly = countWeekly(mergeCustomerIssues(cases), context.weeks);
  return {
    cause,
    topicId,
    named,
    tickets: [...thisWeek].sort((a, b) => b.similarity - a.similarity || (a.ticket.id < b.ticket.id ? -1 : 1)).map(({ ticket }) => ticket.id),
    windowTickets: [...cases].reverse().map(({ ticket }) => ticket.id),
    weekly,
    accounts: countParties(thisWeek),
    windowAccounts: countParties(cases),
    measures: measuresOf(weekly, thisWeek.length, context),
    segments: findSegments(thisWeek, context.cases.filter(({ week }) => week === last), dimensions),
    windowSegments: findSegments(cases, context.cases, dimensions),
    pValue: chanceOfNoChange(weekly),
    changed: false,
  };
}

function measuresOf(weekly: readonly number[], tickets: number, context: IssueContext): Measure[] {
  const now = weekly.at(-1) ?? 0;
  const earlier = weekly.slice(0, -1);
  const before = earlier.reduce((sum, count) => sum + count, 0);
  const closed = context.cases.filter(({ week }) => week === context.weeks - 1).length;
  const count = poissonCount(now);
  const counted: Measure = { name: 'customer_issues', value: now, low: count.low, high: count.high, unit: 'customer issues', level: 'L0', method: 'tagged tickets, one party within 14 days merged; exact Poisson 95 %', refused: null };
  if (closed === 0) return [counted];
  const share = wilson(tickets, closed);
  const shareMeasure: Measure = { name: 'share_of_closed', ...share, unit: 'share', level: 'L0', method: 'tagged tickets of all closed this week; Wilson 95 %', base: `${closed} closed tickets`, refused: null };
  return [counted, shareMeasure, changeMeasure(now, before, earlier.length)];
}

function changeMeasure(now: number, before: number, weeks: number): Measure {
  const shell = { name: 'change', unit: 'ratio', level: 'L0' as const, base: `the ${weeks} weeks before`, method: 'customer issues a week against the weeks before; exact conditional rate ratio, 95 %' };
  if (weeks < EARLIER_WEEKS) return { ...shell, value: null, low: null, high: null, refused: `only ${weeks} earlier ${weeks === 1 ? 'week' : 'weeks'}: ${EARLIER_WEEKS} are needed to compare` };
  const ratio = rateRatio(now, 1, before, weeks);
  if (ratio.value === null) return { ...shell, value: null, low: ratio.low, high: null, refused: now === 0 ? 'none in any of these weeks' : `none in the ${weeks} weeks before, so there is no ratio` };
  return { ...shell, value: ratio.value, low: ratio.low, high: ratio.high, refused: null };
}
