import type { Ticket, TicketId } from '../domain/ticket.ts';
import type { WeekView } from './week-view.ts';
import { count, group } from './words.ts';

/** Lowest score of 5 that counts as satisfied. */
const SATISFIED = 4;

/** What these tickets cost: hours (and money where a rate is configured), reopenings, satisfaction; "not known" where the source does not say. */
export function describeCost(tickets: readonly TicketId[], view: WeekView): string {
  const list = tickets.map(view.ticketOf);
  return `${[workWords(list, view), reopenWords(list), csatWords(list)].join('; ')}.`;
}

function workWords(list: readonly Ticket[], { settings }: WeekView): string {
  const minutes = list.flatMap(({ handleMinutes }) => handleMinutes ?? []);
  if (minutes.length === 0) return 'Working time not known';
  const sum = minutes.reduce((total, each) => total + each, 0);
  const rate = settings.costPerHandleMinute;
  const money = rate === null ? '' : ` (${group(Math.round(sum * rate))} ${settings.currency})`;
  const known = minutes.length === list.length ? '' : ` in the ${minutes.length} of ${list.length} where it is known`;
  return `${(sum / 60).toFixed(1)} hours of support work${money}${known}`;
}

function reopenWords(list: readonly Ticket[]): string {
  const reopens = list.flatMap(({ reopens: times }) => times ?? []);
  if (reopens.length === 0) return 'reopenings not known';
  return `${reopens.filter((times) => times > 0).length} of ${reopens.length} reopened`;
}

function csatWords(list: readonly Ticket[]): string {
  const scores = list.flatMap(({ csat }) => csat ?? []);
  if (scores.length === 0) return 'satisfaction not known';
  return `${scores.filter((score) => score >= SATISFIED).length} of ${count(scores.length, 'answer')} satisfied`;
}
