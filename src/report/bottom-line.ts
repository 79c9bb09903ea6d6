import type { Cause } from '../domain/cause.ts';
import type { Finding } from '../domain/finding.ts';
import type { TopicRow } from '../domain/report.ts';
import { weekNumber } from '../domain/week.ts';
import type { WeekView } from './week-view.ts';
import { count, TITLES } from './words.ts';

/** Sentences of the bottom line (report.md). */
const SENTENCES = 3;

/** One sentence for each decision wanted, with its owner; in a quiet week one that shows that quiet is not broken. */
export function writeBottomLine(
  department: Cause,
  cards: readonly Finding[],
  open: number,
  topics: readonly TopicRow[],
  view: WeekView,
): string[] {
  if (cards.length === 0) return [quietWeek(department, open, topics, view)];
  const shown = cards.length > SENTENCES ? cards.slice(0, SENTENCES - 1) : cards;
  const sentences = shown.map((card) => `${card.headline}. Owner: ${card.owner}.`);
  return cards.length > SENTENCES ? [...sentences, `${cards.length - shown.length} more findings below.`] : sentences;
}

function quietWeek(department: Cause, open: number, topics: readonly TopicRow[], view: WeekView): string {
  const tested = view.measures.issues.filter(({ cause }) => cause === department).length;
  const still =
    open === 0
      ? 'Nothing is open from before.'
      : `${count(open, 'item')} from before ${open === 1 ? 'is' : 'are'} still open.`;
  return `Nothing new for ${TITLES[department]} in week ${weekNumber(view.week)}. ${count(view.coverage.tickets, 'ticket')} read, ${count(topics.length, 'topic')} known, ${count(tested, 'group')} of this department's tickets checked. ${still}`;
}
