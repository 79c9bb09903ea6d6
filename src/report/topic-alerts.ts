import type { TopicAlert } from '../domain/measure.ts';
import type { WatchItem } from '../domain/report.ts';
import type { IsoWeek } from '../domain/week.ts';
import { usualWeek } from './states.ts';
import type { WeekView } from './week-view.ts';
import { count, ticketsFrom } from './words.ts';

/** Alerts read in one week; a week with more of them has one cause behind them, and the topic list shows the rest. */
const ALERTS = 10;

/** One line a topic that is above its usual week: how many, against what, and since when it is one thread. Counts only: no cause is named. */
export function listAlerts(view: WeekView): WatchItem[] {
  return view.measures.topicAlerts.slice(0, ALERTS).map((alert) => ({
    sentence: sentenceOf(alert, view),
    topicId: alert.topicId,
    tickets: alert.tickets,
  }));
}

function sentenceOf({ topicId, weekly, since, tickets, accounts }: TopicAlert, view: WeekView): string {
  const label = view.topicOf(topicId)?.label ?? topicId;
  const now = ticketsFrom(tickets, accounts, view);
  const usual = count(Math.round(usualWeek(weekly)), 'case');
  const began = since === view.weeks.length - 1 ? 'new this week' : `one thread since ${view.weeks[since] as IsoWeek}`;
  return `“${label}”: ${now} this week, ${count(weekly.at(-1) ?? 0, 'case')} against ${usual} in a usual week; ${began}.`;
}
