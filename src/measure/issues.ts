import { CAUSES, type Cause } from '../domain/cause.ts';
import type { Joins } from '../domain/join.ts';
import type { Issue } from '../domain/measure.ts';
import type { ReportSettings } from '../domain/run.ts';
import type { TopicId } from '../domain/topic.ts';
import {
  type Case,
  countParties,
  countWeekly,
  groupCases,
  isNameable,
  latestFirst,
  mergeCustomerIssues,
} from './cases.ts';
import { findChanges } from './change.ts';
import { type Dimension, dimensionsOf } from './dimensions.ts';
import { measureIssue } from './issue-measures.ts';
import { findSegments, type Tally, tallyDimensions } from './segments.ts';

/** A topic may hold one thing said in three languages or two ways; these values name the thing itself, so their tickets are one issue too. */
const NAMING: Readonly<Partial<Record<Cause, string>>> = {
  'professional-services': 'solution',
  manufacturing: 'lot',
  marketing: 'campaign_id',
};

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
  const thisWeek = context.cases.filter(({ week }) => week === context.weeks - 1);
  const drafts = CAUSES.flatMap((cause) => {
    const dimensions = dimensionsOf(cause, context.joins, context.settings);
    const window = tallyDimensions(context.cases, dimensions);
    const period = {
      weeks: context.weeks,
      week: tallyDimensions(thisWeek, dimensions),
      window,
    };
    const tagged = context.cases.filter(({ causes }) => causes.includes(cause));
    return [...groupByTopic(tagged), ...groupByName(tagged, NAMING[cause], window)].map((group) =>
      draftIssue(cause, group, period),
    );
  });
  const { pValues, changed } = findChanges(drafts.map(({ weekly }) => weekly));
  return {
    issues: drafts.map((issue, index) => ({
      ...issue,
      pValue: pValues[index] ?? null,
      changed: changed[index] as boolean,
    })),
    comparisons: pValues.filter((p) => p !== null).length,
  };
}

interface Group {
  readonly topicId: TopicId | null;
  readonly named: { readonly dimension: string; readonly value: string } | null;
  readonly cases: readonly Case[];
}

function groupByTopic(cases: readonly Case[]): Group[] {
  const stray = cases.filter(({ topicId }) => topicId === null);
  const topics = [...groupCases(cases, ({ topicId }) => topicId)];
  return [
    ...(stray.length > 0 ? [{ topicId: null, named: null, cases: stray }] : []),
    ...topics.map(([topicId, members]) => ({ topicId, named: null, cases: members })),
  ];
}

/** A group too small to be named is left to its topic. */
function groupByName(cases: readonly Case[], name: string | undefined, tallies: readonly Tally[]): Group[] {
  const tally = tallies.find(({ dimension }) => dimension.name === name);
  if (!tally) return [];
  const { dimension, values } = tally;
  return [...groupCases(cases, (entry) => values.get(entry))]
    .filter(([, members]) => mayName(dimension, members))
    .map(([value, members]) => ({
      topicId: mainTopic(members),
      named: { dimension: dimension.name, value },
      cases: members,
    }));
}

function mayName(dimension: Dimension, members: readonly Case[]): boolean {
  return dimension.single === true || isNameable(members);
}

/** The topic that most of the cases lie in; null where none lies in any. */
function mainTopic(cases: readonly Case[]): TopicId | null {
  const sizes = [...groupCases(cases, ({ topicId }) => topicId)].sort(([, a], [, b]) => b.length - a.length);
  return sizes[0]?.[0] ?? null;
}

/** The window and its last week, with every dimension looked up. */
interface Period {
  readonly weeks: number;
  readonly week: readonly Tally[];
  readonly window: readonly Tally[];
}

function draftIssue(cause: Cause, { topicId, named, cases }: Group, period: Period): Omit<Issue, 'pValue' | 'changed'> {
  const thisWeek = cases.filter(({ week }) => week === period.weeks - 1);
  const weekly = countWeekly(mergeCustomerIssues(cases), period.weeks);
  return {
    cause,
    topicId,
    named,
    tickets: closestFirst(thisWeek),
    windowTickets: latestFirst(cases),
    weekly,
    accounts: countParties(thisWeek),
    windowAccounts: countParties(cases),
    measures: measureIssue(weekly),
    segments: findSegments(thisWeek, period.week),
    windowSegments: findSegments(cases, period.window),
  };
}

function closestFirst(cases: readonly Case[]): Issue['tickets'] {
  const sorted = [...cases].sort((a, b) => b.similarity - a.similarity || (a.ticket.id < b.ticket.id ? -1 : 1));
  return sorted.map(({ ticket }) => ticket.id);
}
