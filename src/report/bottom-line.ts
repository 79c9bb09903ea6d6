import { type Cause, DEPARTMENT_NAMES } from '../domain/cause.ts';
import type { FindingState } from '../domain/finding.ts';
import type { Issue } from '../domain/measure.ts';
import { weekNumber } from '../domain/week.ts';
import { isOneThing } from './bar.ts';
import type { PlacedFinding } from './findings.ts';
import { subjectOf, usualWords } from './headline.ts';
import { askFor } from './next-step.ts';
import { usualWeek } from './states.ts';
import { NO_OWNER, ticketsAWeek, type WeekView } from './week-view.ts';
import { count, isSmallCell, upperFirst } from './words.ts';
import { segmentsOf } from './write-finding.ts';

/** Sentences of the bottom line (report.md). */
const SENTENCES = 3;
/** States that a reader must hear of at once. */
const STATE_WORDS: Readonly<Partial<Record<FindingState, string>>> = { new: 'New', growing: 'Growing', back: 'Back' };

/**
 * One line for each decision wanted, with its owner; in a quiet week one that shows that quiet is not broken.
 * @param open number of findings still open from before, also those beyond the rows shown.
 */
export function writeBottomLine(
  department: Cause,
  cards: readonly PlacedFinding[],
  open: number,
  view: WeekView,
): string[] {
  if (cards.length === 0) return [quietWeek(department, open, view)];
  const shown = cards.length > SENTENCES ? cards.slice(0, SENTENCES - 1) : cards;
  const lines = shown.map((card) => decisionOf(card, department, view));
  return cards.length > SENTENCES ? [...lines, `${cards.length - shown.length} more findings below.`] : lines;
}

/** What was found, what is asked and who is to do it. */
function decisionOf({ candidate, finding }: PlacedFinding, reader: Cause, view: WeekView): string {
  const ask = askFor(candidate, segmentsOf(candidate)[0], view);
  const lead = finding.department === reader ? '' : ` Led by ${DEPARTMENT_NAMES[finding.department]}.`;
  const owner = finding.owner === NO_OWNER ? 'No owner set.' : `Owner: ${finding.owner}.`;
  const state = STATE_WORDS[finding.state];
  return `${state ? `${state}: ` : ''}${finding.headline}. ${upperFirst(ask)}.${lead} ${owner}`;
}

function quietWeek(department: Cause, open: number, view: WeekView): string {
  const read = `${count(view.coverage.tickets, 'ticket')} read, ${count(view.topics.length, 'topic')} checked`;
  const still =
    open === 0
      ? 'Nothing is open from before.'
      : `${count(open, 'finding')} from before ${open === 1 ? 'is' : 'are'} still open.`;
  return `Nothing new for ${DEPARTMENT_NAMES[department]} in week ${weekNumber(view.week)}. ${read}; ${largestChange(department, view)}. ${still}`;
}

/** The least usual group of the week, or why none can be told. */
function largestChange(department: Cause, view: WeekView): string {
  const own = view.measures.issues.filter(({ cause, tickets }) => cause === department && tickets.length > 0);
  if (own.length === 0) return 'none of the tickets is tagged to this department';
  const tested = own.filter((issue) => issue.pValue !== null && isOneThing(issue) && !isSmallCell(issue));
  if (tested.length === 0) return 'too few weeks yet to see a change';
  const [largest] = tested.sort((a, b) => (a.pValue ?? 1) - (b.pValue ?? 1)) as [Issue, ...Issue[]];
  const usual = usualWords(usualWeek(ticketsAWeek(largest.windowTickets, view)));
  const verdict = largest.changed ? 'more than usual, but few' : 'which may be chance';
  return `largest change: ${subjectOf(largest, view)} with ${count(largest.tickets.length, 'ticket')} against ${usual} in a usual week, ${verdict}`;
}
