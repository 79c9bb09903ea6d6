import { CAUSES, DEPARTMENT_NAMES } from '../domain/cause.ts';
import { type IsoWeek, weekDays } from '../domain/week.ts';
import { type Block, type Document, type Line, paragraph, section } from './document.ts';
import { count, formatNumber } from './format.ts';
import { weekTitle } from './tables.ts';

/** A published week as the list of weeks shows it. */
export interface WeekEntry {
  readonly week: IsoWeek;
  readonly runId: string;
  /** Closed tickets read. */
  readonly tickets: number;
  /** Findings on the week's cards. */
  readonly findings: number;
}

/** The page above all weeks: the newest with its departments, the earlier ones as a list, and the first look. */
export function indexPage(entries: readonly WeekEntry[], hasFirstLook: boolean): Document {
  const weeks = [...entries].sort((a, b) => (a.week < b.week ? 1 : -1));
  const [newest, ...earlier] = weeks;
  const first: Line = [
    'The whole export, looked at once: ',
    { kind: 'link', text: 'first look', href: 'first-look/index.html' },
  ];
  return {
    title: 'Weekly support findings',
    kicker: ['Coalface'],
    masthead: [['What closed support tickets say to Sales, Professional Services, Manufacturing and Marketing.']],
    notices: [],
    blocks: [
      ...(newest
        ? section('newest', 'Newest week', newestBlocks(newest))
        : section('newest', 'No week yet', [paragraph('No complete week has been reported.')])),
      ...section('first-look', 'First look', hasFirstLook ? [paragraph(...first)] : []),
      ...section('earlier', 'Earlier weeks', earlier.length > 0 ? [weekTable(earlier)] : []),
    ],
    foot: [],
    siblings: [],
  };
}

function titleOf(entry: WeekEntry): string {
  return weekTitle({ week: entry.week, ...weekDays(entry.week) });
}

function newestBlocks(entry: WeekEntry): readonly Block[] {
  const overview: Line = [{ kind: 'link', text: 'Overview of the week', href: `${entry.week}/index.html` }];
  const departments = CAUSES.map(
    (cause): Line => [{ kind: 'link', text: DEPARTMENT_NAMES[cause], href: `${entry.week}/${cause}.html` }],
  );
  return [
    { kind: 'heading', level: 3, line: [titleOf(entry)] },
    paragraph(
      `${count(entry.tickets, 'closed ticket')} read, ${count(entry.findings, 'finding')}. Run ${entry.runId}.`,
    ),
    { kind: 'list', tone: 'plain', ordered: false, items: [overview, ...departments] },
  ];
}

function weekTable(entries: readonly WeekEntry[]): Block {
  const columns = [
    { title: 'Week' },
    { title: 'Tickets', numeric: true },
    { title: 'Findings', numeric: true },
    { title: 'Run' },
  ];
  const rows = entries.map((entry): readonly Line[] => [
    [{ kind: 'link', text: titleOf(entry), href: `${entry.week}/index.html` }],
    [formatNumber(entry.tickets)],
    [formatNumber(entry.findings)],
    [{ kind: 'muted', text: entry.runId }],
  ]);
  return { kind: 'table', caption: 'Reported weeks, newest first', columns, rows };
}
