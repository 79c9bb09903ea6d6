import { CAUSES, type Cause, DEPARTMENT_NAMES } from '../domain/cause.ts';
import type { Issue } from '../domain/measure.ts';
import type { FirstLook, LookTopic } from '../domain/report.ts';
import type { Topic } from '../domain/topic.ts';
import type { IsoWeek } from '../domain/week.ts';
import { rateRatio } from '../math/intervals.ts';
import { pickQuotes } from './evidence.ts';
import { listTopics } from './topic-rows.ts';
import { type ReportInput, viewWeek, type WeekView } from './week-view.ts';
import { count, group, SUBJECTS } from './words.ts';
import { PEOPLE } from './write-finding.ts';

const SHOWN = 5;
const QUOTES = 3;
const STAND_OUTS = 3;
/** Fewest tickets of a topic that are shown. */
const LOOK_FROM = 2;

/** Looks back over all weeks of a new store: per department its largest and its fastest-changing topics. Counts only; no owner, no rate, no verdict. */
export function lookBack(input: ReportInput, gaps: readonly string[]): FirstLook {
  const view = viewWeek(input);
  return {
    zone: view.settings.zone,
    firstWeek: view.weeks[0] as IsoWeek,
    lastWeek: view.week,
    coverage: view.coverage,
    notices: view.notices,
    topics: listTopics(view).sort((a, b) => total(b.weekly) - total(a.weekly) || (a.id < b.id ? -1 : 1)),
    departments: CAUSES.map((department) => lookAt(department, view)),
    gaps,
  };
}

function lookAt(department: Cause, view: WeekView): FirstLook['departments'][number] {
  const has = (status: 'tagged' | 'unsure') =>
    view.tags.filter(({ tags }) => tags.some((tag) => tag.cause === department && tag.status === status)).length;
  const [tagged, unsure] = [has('tagged'), has('unsure')];
  const issues = view.measures.issues.filter(
    (issue) =>
      issue.cause === department &&
      issue.named === null &&
      issue.topicId !== null &&
      issue.windowTickets.length >= LOOK_FROM,
  );
  const largest = [...issues]
    .sort((a, b) => b.windowTickets.length - a.windowTickets.length || ((a.topicId ?? '') < (b.topicId ?? '') ? -1 : 1))
    .slice(0, SHOWN);
  const changing = issues
    .filter((issue) => certainChange(issue) > 1)
    .sort((a, b) => certainChange(b) - certainChange(a))
    .slice(0, SHOWN);
  const show = (list: readonly Issue[]) => list.map((issue) => lookTopic(issue, view));
  return {
    department,
    title: DEPARTMENT_NAMES[department],
    tagged,
    unsure,
    largest: show(largest),
    changing: show(changing),
    sentence: sentenceOf(department, tagged, unsure, view),
  };
}

function sentenceOf(department: Cause, tagged: number, unsure: number, view: WeekView): string {
  const all = count(view.tickets.length, 'ticket');
  if (tagged + unsure === 0)
    return `None of the ${all} speaks of ${SUBJECTS[department]} in words that are known here.`;
  const more = unsure === 0 ? '' : `, and ${group(unsure)} more may be`;
  return `${group(tagged)} of ${all} ${tagged === 1 ? 'is' : 'are'} about ${SUBJECTS[department]}${more}. They were sorted by machine, not by people.`;
}

function halves(weekly: readonly number[]): readonly [early: number, late: number, middle: number] {
  const middle = Math.floor(weekly.length / 2);
  return [total(weekly.slice(0, middle)), total(weekly.slice(middle)), middle];
}

/** How much the later half surely differs from the earlier one: the bound of the rate ratio nearer to 1, inverted for a fall. Over 1 means a change beyond chance. */
function certainChange({ weekly }: Issue): number {
  const [early, late, middle] = halves(weekly);
  if (middle === 0) return 0;
  const { low, high } = rateRatio(late, weekly.length - middle, early, middle);
  return Math.max(low, high === null ? 0 : 1 / high);
}

function lookTopic(issue: Issue, view: WeekView): LookTopic {
  const topic = view.topicOf(issue.topicId) as Topic;
  const [early, late, middle] = halves(issue.weekly);
  return {
    id: topic.id,
    label: topic.label,
    keywords: topic.keywords,
    tickets: issue.windowTickets.length,
    accounts: issue.windowAccounts,
    weekly: issue.weekly,
    weeks: view.weeks,
    change:
      middle === 0
        ? 'only one week to look at'
        : `${count(late, 'case')} in the later ${count(issue.weekly.length - middle, 'week')}, ${early} in the ${middle} before`,
    quotes: pickQuotes(issue.windowTickets, issue.cause, view).slice(0, QUOTES),
    standOut: issue.windowSegments
      .filter(({ dimension }) => !PEOPLE.includes(dimension))
      .slice(0, STAND_OUTS)
      .map((segment) => ({ ...segment, label: view.segmentName(segment.dimension, segment.value) })),
  };
}

function total(weekly: readonly number[]): number {
  return weekly.reduce((sum, number) => sum + number, 0);
}
