import type { WeekView } from './week-view.ts';
import { count, group } from './words.ts';

/** At most eight lines on how the week's numbers came about: what was read, tagged, tested and left out. */
export function describeMaking(view: WeekView): string[] {
  const { measures, coverage } = view;
  const unreadable = view.tags.filter(({ readable }) => !readable).length;
  const unsure = view.tags.filter(({ tags }) => tags.some(({ status }) => status === 'unsure')).length;
  const left = coverage.rejected + coverage.merged + coverage.duplicate + coverage.not_closed + coverage.set_aside;
  return [
    `${count(coverage.tickets, 'ticket')} closed this week ${coverage.tickets === 1 ? 'was' : 'were'} read. ${count(left, 'row')} left out: ${coverage.rejected} unreadable, ${coverage.merged} merged, ${coverage.duplicate} duplicate, ${coverage.not_closed} not closed, ${coverage.set_aside} automatic. ${group(coverage.out_of_window)} belong to other weeks.`,
    `Topics were found in the ${count(view.tickets.length, 'ticket')} of the last ${count(view.weeks.length, 'week')}; ${coverage.unassigned} of this week's fit none.`,
    `Causes come from written rules, each with the words that it rests on. Of the window, ${count(unsure, 'ticket')} ${unsure === 1 ? 'is' : 'are'} unsure and counted nowhere; ${unreadable} in a language without rules.`,
    measures.labelError,
    compareWords(measures.comparisons, measures.topicsCompared),
    "A change needs 8 tickets from 3 accounts (this week, or the last four where weeks are small). A standing finding needs an answer to the department's question, or is among its three largest topics.",
    "A case is one account's tickets on one thing within 14 days. A known finding is a line, not a card, until it grows by half or comes back.",
    ...measures.matchRates.slice(0, 1).map(({ matched, of, what }) => `${group(matched)} of ${group(of)} ${what}.`),
  ];
}

function compareWords(comparisons: number, topics: number): string {
  if (comparisons + topics === 0)
    return 'No group of tickets could be compared with the weeks before: four of them are needed.';
  return `${count(comparisons, 'group')} of tagged tickets and ${count(topics, 'topic')} were compared with the weeks before. Of those called changed, at most one in ten is expected to be chance.`;
}
