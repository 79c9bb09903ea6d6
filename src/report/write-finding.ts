import type { Finding, FindingId, FindingState } from '../domain/finding.ts';
import type { Issue, Measure, Segment } from '../domain/measure.ts';
import type { IsoWeek } from '../domain/week.ts';
import { meetsBar } from './bar.ts';
import type { Candidate } from './candidate.ts';
import { rateConfidence } from './confidence.ts';
import { describeCost } from './cost.ts';
import { describeCounterEvidence } from './counter-evidence.ts';
import { judgedTickets } from './distinct.ts';
import { pickQuotes } from './evidence.ts';
import { writeHeadline } from './headline.ts';
import { describeLikelihood } from './likelihood.ts';
import { suggestStep } from './next-step.ts';
import { ownerOf, type WeekView } from './week-view.ts';

/** Dimensions that name people: shown in their head's own report alone. */
export const PEOPLE: readonly string[] = ['engineer', 'sales_rep'];

/** Writes a candidate out as a finding under its id, first week and state. */
export function writeFinding(
  candidate: Candidate,
  id: FindingId,
  firstWeek: IsoWeek,
  state: FindingState,
  view: WeekView,
): Finding {
  const { department, issue, kind, answer, also } = candidate;
  const topic = view.topicOf(issue.topicId);
  const segments = segmentsOf(candidate);
  return {
    id,
    department,
    also,
    kind,
    state,
    firstWeek,
    headline: writeHeadline(candidate, view),
    topic: topic && { id: topic.id, label: topic.label, keywords: topic.keywords },
    tickets: issue.tickets,
    accountCount: issue.accounts,
    windowTickets: issue.windowTickets,
    windowAccountCount: issue.windowAccounts,
    segment: segments.map((one) => ({ ...one, label: view.segmentName(one.dimension, one.value) })),
    measures: [...measuresOf(issue, view), ...(answer?.measures ?? [])],
    weekly: issue.weekly,
    weeks: view.weeks,
    evidence: pickQuotes([...issue.tickets, ...issue.windowTickets], department, view),
    counterEvidence: describeCounterEvidence(candidate, segments[0], view),
    cost: describeCost(judgedTickets(candidate), view),
    confidence: rateConfidence(candidate, view),
    likelihood: describeLikelihood(answer),
    nextStep: suggestStep(candidate, segments[0], view),
    owner: ownerOf(department, view),
  };
}

/** No ratio of too few tickets; where there is none at all the headline's base says so. */
function measuresOf(issue: Issue, view: WeekView): Measure[] {
  return issue.measures.filter(({ name, value }) => name !== 'change' || (value !== null && meetsBar(issue, view)));
}

/** The segments of the period judged, best-explaining first; the one that names the issue leads, whether or not it stands out. */
export function segmentsOf(candidate: Candidate): Segment[] {
  const { issue, kind, also } = candidate;
  const period = kind === 'change' ? issue.segments : issue.windowSegments;
  const shown = period.filter(({ dimension }) => also.length === 0 || !PEOPLE.includes(dimension));
  if (!issue.named) return shown;
  const { dimension, value } = issue.named;
  const own = shown.find((one) => one.dimension === dimension && one.value === value);
  const tickets = judgedTickets(candidate).length;
  const rest = shown.filter((one) => one !== own);
  return [own ?? { dimension, value, tickets, known: tickets, usualShare: null }, ...rest];
}
