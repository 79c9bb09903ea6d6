import type { Finding, FindingId, FindingState } from '../domain/finding.ts';
import type { Issue, Segment } from '../domain/measure.ts';
import type { TicketId } from '../domain/ticket.ts';
import { addWeeks, type IsoWeek, weekDays } from '../domain/week.ts';
import type { Candidate } from './candidates.ts';
import { describeCounterEvidence, pickQuotes } from './evidence.ts';
import { usualWeek } from './states.ts';
import type { WeekView } from './week-view.ts';
import { count, issueName, segmentWords, shorten } from './words.ts';

/** Longest headline (report.md). */
const HEADLINE = 110;

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
  const judged = kind === 'change' ? issue.tickets : issue.windowTickets;
  const segment = kind === 'change' && issue.segments.length > 0 ? issue.segments : issue.windowSegments;
  const shown = (issue.named ? withNamed(issue, segment) : segment).map((one) => ({
    ...one,
    label: view.segmentName(one.dimension, one.value),
  }));
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
    segment: shown,
    measures: [...issue.measures, ...(answer?.measures ?? [])],
    weekly: issue.weekly,
    evidence: pickQuotes([...issue.tickets, ...issue.windowTickets], department, view),
    counterEvidence: describeCounterEvidence(judged, department, segmentCount(shown[0], view), view),
    cost: describeCost(judged, view),
    confidence: rateConfidence(candidate, judged, view),
    nextStep: suggestStep(candidate, shown[0], view),
    owner: view.settings.departments[department].head ?? 'no owner set',
  };
}

/** The segment that names an issue leads its list, whether or not it stands out. */
function withNamed(issue: Issue, segments: readonly Segment[]): Segment[] {
  const own = segments.find(
    ({ dimension, value }) => dimension === issue.named?.dimension && value === issue.named.value,
  );
  const { dimension, value } = issue.named as NonNullable<Issue['named']>;
  const tickets = issue.windowTickets.length;
  return [
    own ?? { dimension, value, tickets, known: tickets, usualShare: null },
    ...segments.filter((segment) => segment !== own),
  ];
}

function segmentCount(
  segment: Segment | undefined,
  view: WeekView,
): { readonly inside: number; readonly known: number; readonly words: string } | null {
  return segment ? { inside: segment.tickets, known: segment.known, words: segmentWords(segment, view) } : null;
}

/** One sentence: subject, change, number, base; no cause is claimed. */
export function writeHeadline({ issue, kind }: Candidate, view: WeekView): string {
  const usual = usualWeek(issue.weekly);
  const tail =
    kind === 'change'
      ? `: ${count(issue.tickets.length, 'ticket')} from ${count(issue.accounts, 'account')} this week, against ${usual} in a usual week`
      : `: ${count(issue.windowTickets.length, 'ticket')} from ${count(issue.windowAccounts, 'account')} in ${count(view.weeks.length, 'week')}, ${issue.tickets.length} of them this week`;
  return `${shorten(issueName(issue, view), HEADLINE - tail.length)}${tail}`;
}

function describeCost(tickets: readonly TicketId[], view: WeekView): string {
  const list = tickets.map(view.ticketOf);
  const minutes = list.flatMap(({ handleMinutes }) => handleMinutes ?? []);
  const reopens = list.flatMap(({ reopens: times }) => times ?? []);
  const csat = list.flatMap(({ csat: score }) => score ?? []);
  const rate = view.settings.costPerHandleMinute;
  const sum = minutes.reduce((total, each) => total + each, 0);
  const parts = [
    minutes.length === 0
      ? 'handling time not known'
      : `${(sum / 60).toFixed(1)} h of handling${rate === null ? '' : ` (${Math.round(sum * rate)} ${view.settings.currency})`} in ${minutes.length} of ${count(list.length, 'ticket')}`,
    reopens.length === 0
      ? 'reopenings not known'
      : `${reopens.filter((times) => times > 0).length} of ${reopens.length} reopened`,
    csat.length === 0
      ? 'satisfaction not known'
      : `${csat.filter((score) => score >= 4).length} of ${csat.length} answers satisfied`,
  ];
  return `${parts.join('; ')}.`;
}

/** High only where people read at least four of these very tickets and agreed; never above low before an audit. */
function rateConfidence(
  { department, issue }: Candidate,
  judged: readonly TicketId[],
  view: WeekView,
): Finding['confidence'] {
  const size = `${count(judged.length, 'ticket')}, ${count(issue.windowAccounts, 'account')}`;
  if (view.measures.causeShares[department].refused !== null)
    return { level: 'low', why: `${size}; tagged by machine, read by nobody yet` };
  const read = view.auditOf(judged, department);
  const words =
    read.read === 0 ? 'none of these read by people' : `${read.agreed} of ${read.read} read by people agree`;
  if (read.read >= 4 && read.agreed === read.read) return { level: 'high', why: `${size}; ${words}` };
  return { level: read.agreed < read.read ? 'low' : 'moderate', why: `${size}; ${words}; ${view.measures.labelError}` };
}

/** Below a rate with exposure the step is to read or to check; nothing is held or stopped on counts alone. */
function suggestStep({ department, issue, answer }: Candidate, segment: Segment | undefined, view: WeekView): string {
  const where = segment ? segmentWords(segment, view) : null;
  const by = `by ${weekDays(addWeeks(view.week, 1)).sunday}`;
  const read = `Read the ${Math.min(30, issue.tickets.length || issue.windowTickets.length)} quotes and tickets`;
  const steps = {
    sales: `${read}, then check ${where ? `with ${where}` : 'with those who sold'} what is said and written before an order`,
    'professional-services': answer?.stands
      ? `Have the way ${where ?? 'this solution'} is mended written down, and let a second person mend it once`
      : `${read}, then check who else can mend ${where ?? 'this solution'}`,
    manufacturing: answer?.stands
      ? `Check returned units of ${where ?? 'this product'} against an unaffected lot before more are shipped`
      : `${read}, then check returned units${where ? ` of ${where}` : ''} on the bench`,
    marketing: `${read}, then check what ${where ?? 'the offer'} says against what happens to those who take it up`,
  } as const;
  return `Suggested: ${steps[department]}, ${by}.`;
}
