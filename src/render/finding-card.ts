import { type Cause, DEPARTMENT_NAMES } from '../domain/cause.ts';
import type { Finding, Quote } from '../domain/finding.ts';
import type { Measure } from '../domain/measure.ts';
import type { TicketId } from '../domain/ticket.ts';
import { addWeeks, type IsoWeek, weeksBetween } from '../domain/week.ts';
import { type Block, details, type Inline, type Line, type QuoteLine } from './document.ts';
import { clip, count, measureName, measureWords, nameWords, segmentWords, weekText } from './format.ts';
import { ANSWERS, answerHref, type LinkSettings, ticketHref } from './links.ts';

const QUOTES_SHOWN = 3;
const QUOTES_IN_ALL = 30;
/** Longest quote in characters; findings.json keeps the whole. */
const QUOTE_LENGTH = 240;
const SEGMENTS_SHOWN = 3;

/** A finding as a card on the page of the department `reader`: what happened, how sure we are, what the customers say, and what to do next. */
export function findingCard(finding: Finding, reader: Cause, week: IsoWeek, links: LinkSettings): Block {
  return {
    kind: 'group',
    id: finding.id,
    tone: 'card',
    blocks: [
      { kind: 'paragraph', tone: 'label', line: cardLabel(finding, reader) },
      { kind: 'heading', level: 3, line: [finding.headline] },
      ...trendOf(finding, week),
      sizeFacts(finding),
      ...quotesOf(finding.evidence.slice(0, QUOTES_SHOWN), links),
      judgementFacts(finding, week),
      { kind: 'buttons', label: `Answer to ${finding.id}`, links: answersOf(finding, links) },
      ...details(moreLabel(finding), quotesOf(finding.evidence.slice(QUOTES_SHOWN, QUOTES_IN_ALL), links)),
      ...details(`All ${count(finding.tickets.length, 'ticket')} of this week`, ticketsOf(finding.tickets, links)),
    ],
  };
}

function cardLabel(finding: Finding, reader: Cause): Line {
  const also = finding.also
    .filter((cause) => cause !== reader)
    .map((cause) => DEPARTMENT_NAMES[cause])
    .join(', ');
  return [
    { kind: 'strong', text: finding.id },
    ' · ',
    { kind: 'state', state: finding.state },
    ` · ${finding.confidence.level} confidence`,
    ...(finding.kind === 'standing' ? [' · standing'] : []),
    ...(finding.department !== reader ? [` · led by ${DEPARTMENT_NAMES[finding.department]}`] : []),
    ...(also ? [` · also sent to ${also}`] : []),
  ];
}

function trendOf(finding: Finding, week: IsoWeek): readonly Block[] {
  const values = finding.weekly;
  if (values.length === 0) return [];
  const weeks = finding.weeks ?? values.map((_, index) => addWeeks(week, index - values.length + 1));
  return [
    {
      kind: 'trend',
      id: `trend-${finding.id}`,
      title: finding.headline,
      what: 'customer issues a week',
      values,
      weeks,
    },
  ];
}

function sizeFacts(finding: Finding): Block {
  // The headline names the lot, solution or campaign that a finding is about: it is not said again.
  const telling = finding.segment.filter(({ label, value }) => !finding.headline.includes(label ?? value));
  const where = telling.slice(0, SEGMENTS_SHOWN).map((segment): Line => {
    const words = segmentWords(segment);
    return [{ kind: 'strong', text: words.name }, ` ${words.detail}`];
  });
  return {
    kind: 'facts',
    rows: [
      { term: 'Size', lines: [...finding.measures.map(measureLine), [spreadWords(finding)]] },
      ...(where.length > 0 ? [{ term: 'Where', lines: where }] : []),
      ...(finding.cost ? [{ term: 'Cost', lines: [[finding.cost]] }] : []),
    ],
  };
}

// The count itself stands in a measure of tickets, where there is one.
function spreadWords({ tickets, accountCount, windowTickets, windowAccountCount, weekly, measures }: Finding): string {
  const counted = measures.some(({ unit, value }) => unit === 'tickets' && value === tickets.length);
  const now = `${counted ? 'From' : `${count(tickets.length, 'ticket')} from`} ${count(accountCount, 'account')} this week`;
  return `${now}; ${count(windowTickets.length, 'ticket')} from ${count(windowAccountCount, 'account')} in ${count(Math.max(weekly.length, 1), 'week')}.`;
}

/** A measure on a line: name, value, range and base, claim level; a refused one says why. */
export function measureLine(measure: Measure): Line {
  const label = measureName(measure.name);
  const words = measureWords(measure, label);
  const value: readonly Inline[] = words.value === null ? [] : [{ kind: 'strong', text: words.value }, ' '];
  const level: readonly Inline[] = words.value === null ? [] : [' ', { kind: 'level', level: measure.level }];
  return [`${label}: `, ...value, words.detail, ...level];
}

function judgementFacts(finding: Finding, week: IsoWeek): Block {
  const topic = finding.topic;
  const fact = (term: string, ...line: Line) => ({ term, lines: [line] });
  return {
    kind: 'facts',
    rows: [
      ...(finding.counterEvidence ? [fact('But', finding.counterEvidence)] : []),
      fact('Confidence', { kind: 'strong', text: nameWords(finding.confidence.level) }, `: ${finding.confidence.why}`),
      ...(finding.likelihood ? [fact('Likelihood', finding.likelihood)] : []),
      {
        ...fact('Next step', finding.nextStep, { kind: 'break' }, { kind: 'muted', text: `Owner: ${finding.owner}` }),
        strong: true,
      },
      ...(topic
        ? [
            fact(
              'Topic',
              { kind: 'word', text: topic.label },
              { kind: 'muted', text: ` ${topic.id} · ${topic.keywords.join(', ')}` },
            ),
          ]
        : []),
      fact('Since', sinceWords(finding.firstWeek, week)),
    ],
  };
}

function sinceWords(first: IsoWeek, week: IsoWeek): string {
  const weeks = weeksBetween(first, week);
  return weeks <= 0
    ? 'first seen this week'
    : `first seen in ${weekText(first)} of ${first.slice(0, 4)}, ${count(weeks, 'week')} ago`;
}

/** Quotes as a block, each cut to a length that reads, or nothing where there are none. */
export function quotesOf(quotes: readonly Quote[], links: LinkSettings): readonly Block[] {
  if (quotes.length === 0) return [];
  const lines = quotes.map(({ ticketId, quote }): QuoteLine => {
    return { text: clip(quote, QUOTE_LENGTH), ticketId, href: ticketHref(ticketId, links) };
  });
  return [{ kind: 'quotes', quotes: lines }];
}

function moreLabel(finding: Finding): string {
  return count(Math.min(finding.evidence.length, QUOTES_IN_ALL) - QUOTES_SHOWN, 'more quote');
}

function answersOf(finding: Finding, links: LinkSettings): readonly { readonly text: string; readonly href: string }[] {
  return ANSWERS.map(([answer, text]) => ({ text, href: answerHref(finding.id, answer, links) }));
}

function ticketsOf(tickets: readonly TicketId[], links: LinkSettings): readonly Block[] {
  return tickets.length === 0 ? [] : [{ kind: 'paragraph', tone: 'small', line: ticketLine(tickets, links) }];
}

/** Ticket ids in a row, each linked where an address is configured. */
export function ticketLine(tickets: readonly TicketId[], links: LinkSettings): Line {
  return tickets.flatMap((id, index): Inline[] => {
    const href = ticketHref(id, links);
    return [
      ...(index > 0 ? [', '] : []),
      href === null ? { kind: 'word', text: id } : { kind: 'link', text: id, href },
    ];
  });
}
