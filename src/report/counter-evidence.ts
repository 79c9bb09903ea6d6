import type { Segment } from '../domain/measure.ts';
import type { Candidate } from './candidate.ts';
import { judgedTickets } from './distinct.ts';
import { shareIn } from './same-thing.ts';
import type { WeekView } from './week-view.ts';
import { count, dimensionWords } from './words.ts';

/** What does not fit, in one to three short sentences; where nothing was found it says how far was looked. */
export function describeCounterEvidence(candidate: Candidate, segment: Segment | undefined, view: WeekView): string {
  const found = [...doubts(candidate, view), ...outside(candidate, segment), ...unnamed(candidate, view)];
  return found.length > 0 ? found.join(' ') : 'Nothing in these tickets speaks against it; nothing else was looked at.';
}

/** Tickets that rest on the agent's note alone, and those in which the note denies it. */
function doubts(candidate: Candidate, view: WeekView): string[] {
  const tickets = judgedTickets(candidate);
  const tags = tickets.map((id) => view.tagOf(id, candidate.department));
  const denied = tags.filter((tag) => tag?.standing === 'contradicted').length;
  const noteOnly = tags.filter((tag) => tag?.evidence.from === 'note').length;
  const of = `of ${count(tickets.length, 'ticket')}`;
  return [
    ...(denied > 0 ? [`In ${denied} ${of} the agent noted that no such promise was made.`] : []),
    ...(noteOnly > 0 ? [`In ${noteOnly} ${of} only the agent's note says so, not the customer.`] : []),
  ];
}

/** Tickets of the issue outside the segment that explains most of it, or that no segment explains it. */
function outside({ issue }: Candidate, segment: Segment | undefined): string[] {
  if (!segment) return ['It is spread: no single part of the customers or products stands out.'];
  if (issue.named || segment.known === segment.tickets) return [];
  return [
    `${segment.known - segment.tickets} of ${segment.known} come from another ${dimensionWords(segment.dimension)}.`,
  ];
}

/** For a lot, solution or campaign: tickets of the same topic that do not name it, where it is most of that topic. */
function unnamed(candidate: Candidate, view: WeekView): string[] {
  const { issue, kind } = candidate;
  const topic = view.measures.issues.find(
    ({ cause, topicId, named }) => cause === issue.cause && topicId === issue.topicId && topicId !== null && !named,
  );
  if (!issue.named || !topic || shareIn(topic.windowTickets, issue.windowTickets) < 0.5) return [];
  const own = new Set(judgedTickets(candidate));
  const rest = (kind === 'change' ? topic.tickets : topic.windowTickets).filter((id) => !own.has(id)).length;
  if (rest === 0) return [];
  const more = `${rest} more on the same topic ${rest === 1 ? 'names' : 'name'}`;
  return [`${more} another ${dimensionWords(issue.named.dimension)} or none.`];
}
