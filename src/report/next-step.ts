import type { Issue, Segment } from '../domain/measure.ts';
import { addWeeks, type IsoWeek, weekDays } from '../domain/week.ts';
import type { Candidate } from './candidate.ts';
import { judgedTickets } from './distinct.ts';
import type { WeekView } from './week-view.ts';
import { dayWords, issueName, segmentWords } from './words.ts';

/** Tickets that one person reads in an hour or two. */
const READABLE = 30;
/** Part of the known tickets that a segment must hold before a step is aimed at it. */
const AIMED_FROM = 0.5;

/** Day on which the next report is read: reports of a week come out on the Monday after it. */
export function nextIssueOf(week: IsoWeek): string {
  return weekDays(addWeeks(week, 2)).monday;
}

/** A suggestion with the next report as its date: who is to do it stands beside it. */
export function suggestStep(candidate: Candidate, segment: Segment | undefined, view: WeekView): string {
  return `Suggested: ${askFor(candidate, segment, view)}, before the next report on ${dayWords(nextIssueOf(view.week))}.`;
}

/** What is asked, as a clause: to read and check on counts alone; more only where a rate with its base stands behind it. */
export function askFor(candidate: Candidate, segment: Segment | undefined, view: WeekView): string {
  const aim = aimOf(candidate, segment);
  const words = aim && (candidate.issue.named ? issueName(candidate.issue, view) : segmentWords(aim, view));
  if (candidate.answer?.stands && words) return firmStep(candidate, words);
  return `read ${readWords(candidate)}, then check ${checkWords(candidate, aim, words)}`;
}

function aimOf({ issue }: Candidate, segment: Segment | undefined): Issue['named'] {
  if (issue.named) return issue.named;
  return segment && segment.tickets >= AIMED_FROM * segment.known ? segment : null;
}

function firmStep({ department }: Candidate, words: string): string {
  const steps = {
    sales: `check with ${words} what is said and written before an order`,
    'professional-services': `have the way ${words} is mended written down, and let a second person mend it once`,
    manufacturing: `check returned units of ${words} against those of an unaffected lot`,
    marketing: `check what ${words} brings in against what supporting it costs`,
  } as const;
  return steps[department];
}

function readWords(candidate: Candidate): string {
  const tickets = judgedTickets(candidate).length;
  if (tickets > READABLE) return `the latest ${READABLE} tickets`;
  return tickets === 1 ? 'the ticket' : `the ${tickets} tickets`;
}

function checkWords({ department }: Candidate, aim: Issue['named'], words: string | null): string {
  if (department === 'sales')
    return aim && aim.dimension !== 'product'
      ? `with ${words} what is said and written before an order`
      : `what is said and written ${aim ? `about ${words} ` : ''}before an order`;
  if (department === 'professional-services')
    return `who else can mend ${aim?.dimension === 'solution' ? words : 'this'}`;
  if (department === 'manufacturing') return `returned units${words ? ` of ${words}` : ''} on the bench`;
  return `what ${words ?? 'the offer'} says against what customers get`;
}
