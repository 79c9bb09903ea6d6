import type { TopicAlert } from '../domain/measure.ts';
import {
  type Case,
  countParties,
  countWeekly,
  groupCases,
  isNameable,
  latestFirst,
  mergeCustomerIssues,
} from './cases.ts';
import { EARLIER_WEEKS, findChanges } from './change.ts';

/** Quiet weeks after which the same topic's next alarm is a new thread. */
const QUIET_WEEKS = 3;

/**
 * Finds topics that bring more customer issues this week than their own history leads to expect, whatever causes them: no tag is asked for, so no audit is needed.
 * A topic that was above its usual in a week shortly before goes on in the same thread: one thread an issue, not an alarm a week.
 * @returns most surprising first; with the number of topics compared.
 */
export function findTopicAlerts(
  cases: readonly Case[],
  weeks: number,
): { readonly alerts: readonly TopicAlert[]; readonly comparisons: number } {
  const topics = [...groupCases(cases, ({ topicId }) => topicId)];
  const weekly = topics.map(([, own]) => countWeekly(mergeCustomerIssues(own), weeks));
  const now = findChanges(weekly);
  const history = [...alarmHistory(weekly, weeks - 1), now.changed];
  const alerts = topics.flatMap(([topicId, own], index): TopicAlert[] => {
    const thisWeek = own.filter(({ week }) => week === weeks - 1);
    if (!now.changed[index] || !isNameable(thisWeek)) return [];
    return [
      {
        topicId,
        weekly: weekly[index] as number[],
        since: threadStart(history.map((alarms) => alarms[index] as boolean)),
        tickets: latestFirst(thisWeek),
        accounts: countParties(thisWeek),
        pValue: now.pValues[index] as number,
      },
    ];
  });
  return {
    alerts: alerts.sort((a, b) => a.pValue - b.pValue || (a.topicId < b.topicId ? -1 : 1)),
    comparisons: now.pValues.filter((p) => p !== null).length,
  };
}

/** Which topics were above their usual in each of the first weeks, as that week's own report judged it. */
function alarmHistory(weekly: readonly (readonly number[])[], weeks: number): (readonly boolean[])[] {
  return Array.from({ length: weeks }, (_, week) =>
    week < EARLIER_WEEKS
      ? weekly.map(() => false)
      : findChanges(weekly.map((counts) => counts.slice(0, week + 1))).changed,
  );
}

/**
 * Place of the week in which the thread of the last week's alarm began.
 * @param alarms whether each week had one, oldest first; the last one is the week reported.
 */
export function threadStart(alarms: readonly boolean[]): number {
  let start = alarms.length - 1;
  for (let week = start; week >= 0 && start - week <= QUIET_WEEKS + 1; week--) if (alarms[week]) start = week;
  return start;
}
