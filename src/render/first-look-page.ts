import type { Cause } from '../domain/cause.ts';
import type { FirstLook, LookTopic } from '../domain/report.ts';
import { addWeeks, type IsoWeek, weekDays } from '../domain/week.ts';
import { type Block, bulletsOrNone, type Document, details, type Line, paragraph, section } from './document.ts';
import { quotesOf } from './finding-card.ts';
import { count, dayRange, formatNumber, segmentWords } from './format.ts';
import type { LinkSettings } from './links.ts';
import { coverageTable, readWords, topicTables } from './tables.ts';

type LookDepartment = FirstLook['departments'][number];

/** The look back over the whole input as a page: counts and customers' words, no verdict. */
export function firstLookPage(look: FirstLook, links: LinkSettings): Document {
  return {
    title: 'First look',
    kicker: ['The whole export, looked at once · ', { kind: 'link', text: 'all weeks', href: '../index.html' }],
    masthead: [
      [{ kind: 'strong', text: dayRange(weekDays(look.firstWeek).monday, weekDays(look.lastWeek).sunday) }],
      [`${readWords(look.coverage)} Weeks ${look.firstWeek} to ${look.lastWeek}, ${look.zone} time.`],
      ['Counts only: where to look first, not yet what is true. The weekly reports judge.'],
    ],
    notices: look.notices,
    blocks: [
      ...section('glance', 'At a glance', [glanceTable(look)]),
      ...look.departments.flatMap((entry) =>
        section(entry.department, entry.title, departmentBlocks(entry, look.lastWeek, links)),
      ),
      ...section(
        'topics',
        'All topics',
        topicTables('Topics, largest first; this week is the last one read', look.topics),
      ),
      ...section('gaps', 'What is missing', bulletsOrNone(look.gaps)),
      ...section('coverage', 'Coverage', [coverageTable(look.coverage)]),
    ],
    foot: [],
    siblings: [{ text: 'All weeks', href: '../index.html' }],
  };
}

function glanceTable(look: FirstLook): Block {
  const columns = [{ title: 'Department' }, { title: 'Tagged', numeric: true }, { title: 'Unsure', numeric: true }];
  const rows = look.departments.map((entry): readonly Line[] => [
    [{ kind: 'link', text: entry.title, href: `#${entry.department}` }],
    [{ kind: 'strong', text: formatNumber(entry.tagged) }],
    [formatNumber(entry.unsure)],
  ]);
  return {
    kind: 'table',
    caption: `Tickets tagged by machine, of ${formatNumber(look.coverage.tickets)} read; one ticket may have several causes`,
    columns,
    rows,
  };
}

function departmentBlocks(entry: LookDepartment, lastWeek: IsoWeek, links: LinkSettings): readonly Block[] {
  const seen = new Set(entry.largest.map(({ id }) => id));
  const topics = (list: readonly LookTopic[]) =>
    list.map((topic) => topicGroup(entry.department, topic, lastWeek, links));
  const changing = entry.changing.map((topic) =>
    seen.has(topic.id) ? repeat(entry.department, topic) : topicGroup(entry.department, topic, lastWeek, links),
  );
  return [
    ...(entry.sentence ? [{ kind: 'paragraph', tone: 'lead', line: [entry.sentence] } as const] : []),
    ...titled('Largest topics', topics(entry.largest)),
    ...titled('Changing fastest', changing),
    ...(entry.largest.length + entry.changing.length === 0
      ? [paragraph('No topic holds tickets tagged to this department.')]
      : []),
  ];
}

function titled(title: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'heading', level: 3, line: [title] }, ...blocks];
}

function repeat(department: Cause, topic: LookTopic): Block {
  return paragraph(
    { kind: 'link', text: topic.label, href: `#${department}-${topic.id}` },
    ` (above): ${topic.change}`,
  );
}

function topicGroup(department: Cause, topic: LookTopic, lastWeek: IsoWeek, links: LinkSettings): Block {
  const id = `${department}-${topic.id}`;
  const weeks = topic.weeks ?? topic.weekly.map((_, index) => addWeeks(lastWeek, index - topic.weekly.length + 1));
  return {
    kind: 'group',
    id,
    tone: 'plain',
    blocks: [
      { kind: 'heading', level: 4, line: [{ kind: 'word', text: topic.label }] },
      paragraph(
        { kind: 'strong', text: count(topic.tickets, 'ticket') },
        ` from ${count(topic.accounts, 'account')}; ${topic.change}`,
        {
          kind: 'break',
        },
        { kind: 'muted', text: `${topic.id} · ${topic.keywords.join(', ')}` },
      ),
      ...(topic.weekly.length > 0
        ? [
            {
              kind: 'trend',
              id: `trend-${id}`,
              title: topic.label,
              what: 'tickets a week',
              values: topic.weekly,
              weeks,
            } as const,
          ]
        : []),
      ...standOut(topic),
      ...details(count(topic.quotes.length, 'quote'), quotesOf(topic.quotes, links)),
    ],
  };
}

function standOut(topic: LookTopic): readonly Block[] {
  if (topic.standOut.length === 0) return [];
  const lines = topic.standOut.map((segment): Line => {
    const words = segmentWords(segment);
    return [{ kind: 'strong', text: words.name }, ` ${words.detail}`];
  });
  return [{ kind: 'facts', rows: [{ term: 'Stands out', lines }] }];
}
