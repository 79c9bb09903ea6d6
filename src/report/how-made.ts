import type { WeekView } from './week-view.ts';
import { count } from './words.ts';

/** At most eight lines on how the week's numbers came about: what was read, tagged, tested and left out. */
export function describeMaking(view: WeekView): string[] {
  const { measures, coverage } = view;
  const unreadable = view.tags.filter(({ readable }) => !readable).length;
  const unsure = view.tags.filter(({ tags }) => tags.some(({ status }) => status === 'unsure')).length;
  const left = coverage.rejected + coverage.merged + coverage.duplicate + coverage.not_closed + coverage.set_aside;
  return [
    `${count(coverage.tickets, 'ticket')} closed this week were read; ${left} rows were left out (${coverage.rejected} rejected, ${coverage.merged} merged, ${coverage.duplicate} duplicate, ${coverage.not_closed} not closed, ${coverage.set_aside} automatic) and ${coverage.out_of_window} belong to other weeks.`,
    `Topics were fitted on the ${count(view.tickets.length, 'ticket')} of the last ${count(view.weeks.length, 'week')}; ${coverage.unassigned} of this week's fit none.`,
    `Tags come from written rules, each with its evidence in the ticket. ${unsure} tickets of the window are unsure and counted nowhere; ${unreadable} are in a language without rules.`,
    measures.labelError,
    `${count(measures.comparisons, 'group')} of tickets were tested for a change against the weeks before; at most 10 % of those called changed are expected to be chance (Benjamini-Hochberg).`,
    'A card needs 8 tickets from 3 accounts this week and a tested change, or a standing problem that meets its own gate. One account within 14 days counts once when weeks are compared.',
    ...measures.matchRates.slice(0, 1).map(({ matched, of, what }) => `${matched} of ${of} ${what}.`),
  ];
}
