import { CAUSES, DEPARTMENT_NAMES } from '../domain/cause.ts';
import type { ClosedItem, OpenItem, Report, WatchItem } from '../domain/report.ts';
import type { TicketId } from '../domain/ticket.ts';
import { type Block, bulletsOrNone, type Document, details, type Line, section } from './document.ts';
import { findingCard, ticketLine } from './finding-card.ts';
import { count, dayText } from './format.ts';
import type { LinkSettings } from './links.ts';
import { coverageTable, mastheadLines, READING_HELP, refusalList, scoreTable, topicTables } from './tables.ts';

const TICKETS_SHOWN = 5;

/** A department's report as a page; blocks stand in the order they are read, and empty ones are left out. */
export function reportPage(report: Report, links: LinkSettings): Document {
  const { week } = report.masthead;
  const cards = report.cards.map((finding) => findingCard(finding, report.department, week, links));
  return {
    title: report.title,
    kicker: ['Support findings · ', { kind: 'link', text: 'overview of the week', href: 'index.html' }],
    masthead: mastheadLines(report.masthead),
    notices: report.masthead.notices,
    blocks: [
      ...section('bottom-line', 'Bottom line', bottomLine(report.bottomLine)),
      ...section('findings', 'New and changed', cards),
      ...section('open', 'Still open from before', openTable(report.open, links)),
      ...section('closed', 'Closed since last week', closedList(report.closed, links)),
      ...section('watch', 'Watch list: no action asked', watchList(report.watch, links)),
      ...section('numbers', 'Numbers', numbers(report)),
      ...section('question', "The department's question", [
        ...bulletsOrNone(report.answers),
        ...refusalList(report.refusals, false),
      ]),
      ...section('how-made', 'How this was made', howMade(report)),
    ],
    foot: foot(report, links),
    siblings: siblings(report),
  };
}

/** The one to three sentences that a head must read. */
export function bottomLine(lines: readonly string[]): readonly Block[] {
  if (lines.length === 0) return [];
  if (lines.length === 1) return [{ kind: 'paragraph', tone: 'lead', line: lines }];
  return [{ kind: 'list', tone: 'lead', ordered: true, items: lines.map((line) => [line]) }];
}

function openTable(items: readonly OpenItem[], links: LinkSettings): readonly Block[] {
  if (items.length === 0) return [];
  const columns = [{ title: 'Finding' }, { title: 'Trend' }, { title: 'Weeks', numeric: true }, { title: 'Owner' }];
  const rows = items.map((item): readonly Line[] => [
    [{ kind: 'strong', text: item.id }, ` ${item.sentence}`, ...someTickets(item.tickets, links)],
    [{ kind: 'state', state: item.state }, { kind: 'break' }, { kind: 'spark', values: item.weekly }],
    [String(item.weeksOpen)],
    [item.owner],
  ]);
  return [{ kind: 'table', caption: 'Findings reported before and not yet ended', columns, rows }];
}

function closedList(items: readonly ClosedItem[], links: LinkSettings): readonly Block[] {
  if (items.length === 0) return [];
  return [
    {
      kind: 'list',
      tone: 'plain',
      ordered: false,
      items: items.map(
        ({ id, sentence, tickets }): Line => [
          { kind: 'strong', text: id },
          ` ${sentence}`,
          ...someTickets(tickets, links),
        ],
      ),
    },
  ];
}

/** One line a signal, with the first tickets behind it. */
export function watchList(items: readonly WatchItem[], links: LinkSettings): readonly Block[] {
  if (items.length === 0) return [];
  const lines = items.map(({ sentence, tickets }): Line => [sentence, ...someTickets(tickets, links)]);
  return [{ kind: 'list', tone: 'plain', ordered: false, items: lines }];
}

/** The first tickets behind a one-line item, in brackets. */
function someTickets(tickets: readonly TicketId[] | undefined, links: LinkSettings): Line {
  if (!tickets?.length) return [];
  const more = tickets.length - TICKETS_SHOWN;
  return [' (', ...ticketLine(tickets.slice(0, TICKETS_SHOWN), links), more > 0 ? ` and ${more} more)` : ')'];
}

function numbers(report: Report): readonly Block[] {
  return [
    ...scoreTable('This week, last week and the usual week', report.numbers),
    ...topicTables('Largest topics', report.topTopics),
  ];
}

function howMade(report: Report): readonly Block[] {
  return [
    ...bulletsOrNone(report.howMade),
    { kind: 'list', tone: 'small', ordered: false, items: READING_HELP.map((sentence) => [sentence]) },
    ...details('Where every row went', [coverageTable(report.masthead.coverage)]),
  ];
}

function foot(report: Report, links: LinkSettings): readonly Line[] {
  const to = links.answerTo === null ? 'your support analyst' : links.answerTo;
  return [
    [`Answers go to ${to} as a mail with the finding's id and your answer in its subject.`],
    [
      `Owner of this report: ${report.owner}. Next issue: ${dayText(report.nextIssue)}. ${count(report.cards.length, 'finding')} on this page.`,
    ],
    ['All findings of the week as data: ', { kind: 'link', text: 'findings.json', href: 'findings.json' }],
  ];
}

function siblings(report: Report): Document['siblings'] {
  const others = CAUSES.filter((cause) => cause !== report.department);
  return [
    { text: 'Overview of the week', href: 'index' },
    ...others.map((cause) => ({ text: DEPARTMENT_NAMES[cause], href: cause })),
  ];
}
