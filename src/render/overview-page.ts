import type { Overview } from '../domain/report.ts';
import { type Block, bulletsOrNone, type Document, type Line, paragraph, section } from './document.ts';
import { measureLine } from './finding-card.ts';
import { count } from './format.ts';
import type { LinkSettings } from './links.ts';
import { bottomLine, watchList } from './report-page.ts';
import {
  coverageTable,
  mastheadLines,
  matchTable,
  READING_HELP,
  refusalList,
  scoreTable,
  topicTables,
} from './tables.ts';

/** The week on one page, for the head of support: what each department must know, the scorecard, topics and gaps. */
export function overviewPage(overview: Overview, links: LinkSettings): Document {
  const { coverage, notices } = overview.masthead;
  return {
    title: 'Support tickets and who can end them',
    kicker: ['Overview of the week · ', { kind: 'link', text: 'all weeks', href: '../index.html' }],
    masthead: mastheadLines(overview.masthead),
    notices,
    blocks: [
      ...section('departments', 'Four departments', overview.departments.map(departmentGroup)),
      ...section(
        'scorecard',
        'Support scorecard',
        scoreTable('This week, last week and the usual week', overview.scorecard),
      ),
      ...section('alerts', 'Topics above their usual week', watchList(overview.alerts, links)),
      ...section('topics', 'Topics', topicTables('Topics of the week, largest first', overview.topics)),
      ...section('refused', 'What cannot be answered', refusalList(overview.refusals, true)),
      ...section('coverage', 'Coverage', [coverageTable(coverage), ...matchTable(overview.matchRates)]),
      ...section('how-made', 'How this was made', [
        ...bulletsOrNone(overview.howMade),
        { kind: 'list', tone: 'small', ordered: false, items: READING_HELP.map((sentence) => [sentence]) },
      ]),
      ...section('files', 'Files', [files()]),
    ],
    foot: [["Files under analyst/ hold agents' notes: not for mailing."]],
    siblings: overview.departments.map(({ title, department }) => ({ text: title, href: department })),
  };
}

function departmentGroup(entry: Overview['departments'][number]): Block {
  const { department, title, cards, share } = entry;
  const link = cards === 0 ? 'Read the report' : `Read the report: ${count(cards, 'finding')}`;
  return {
    kind: 'group',
    id: department,
    tone: 'plain',
    blocks: [
      { kind: 'heading', level: 3, line: [title] },
      ...bottomLine(entry.bottomLine),
      { kind: 'paragraph', tone: 'small', line: measureLine(share) },
      paragraph({ kind: 'link', text: link, href: `${department}.html` }),
    ],
  };
}

function files(): Block {
  const link = (href: string, what: string): Line => [{ kind: 'link', text: href, href }, ` ${what}`];
  return {
    kind: 'list',
    tone: 'plain',
    ordered: false,
    items: [
      link('findings.json', 'all findings as data'),
      link('analyst/tickets.csv', 'every ticket with topic, causes, scores and evidence'),
      link('analyst/topics.csv', 'every topic'),
      link('analyst/rejects.csv', 'rows that could not be used, and why'),
      link('analyst/run.json', 'what went into this run'),
    ],
  };
}
