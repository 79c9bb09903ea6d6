import { CAUSES, DEPARTMENT_NAMES } from '../domain/cause.ts';
import type { Coverage } from '../domain/coverage.ts';
import type { MatchRate, Measure, Refusal, ScoreRow } from '../domain/measure.ts';
import type { Masthead, TopicRow } from '../domain/report.ts';
import { type Block, details, type Inline, type Line } from './document.ts';
import { count, dayRange, dayText, formatNumber, formatShare, measureWords, nameWords } from './format.ts';

const TOPICS_SHOWN = 12;

/** What each claim level says, in the words that a reader needs. */
export const CLAIM_LEVELS =
  'L0 counted · L1 corrected for labelling errors · L2 a rate with its exposure · L3 an adjusted comparison · L4 tested against a holdout';

/** How to read ranges and levels; stands once on every page that has numbers. */
export const READING_HELP = [
  'Ranges ("between … and …") are 95 % intervals.',
  `The mark behind a number says how far it may be believed: ${CLAIM_LEVELS}. Up to L3 a number shows what goes together, not what causes what.`,
];

/** Rows of the scorecard or of a department's numbers; a row that cannot be computed says why. */
export function scoreTable(caption: string, rows: readonly ScoreRow[]): readonly Block[] {
  if (rows.length === 0) return [];
  const columns = [
    { title: 'Measure' },
    { title: 'This week', numeric: true },
    { title: 'Last week', numeric: true },
    { title: '13-week median', numeric: true },
  ];
  return [{ kind: 'table', caption, columns, rows: rows.map(scoreCells) }];
}

// A row with no number at all says its reason once, across the three columns.
function scoreCells(row: ScoreRow): readonly Line[] {
  const measures = [row.thisWeek, row.lastWeek, row.median13];
  const refused = measures.every((measure) => measure.value === null);
  const head: Line = refused ? [row.label] : [`${row.label} `, { kind: 'level', level: row.thisWeek.level }];
  if (refused) return [head, [{ kind: 'muted', text: measureWords(row.thisWeek).detail }]];
  return [head, ...measures.map(scoreCell)];
}

function scoreCell(measure: Measure): Line {
  const { value, detail } = measureWords(measure);
  if (value === null) return [{ kind: 'muted', text: measure.refused ?? 'not known' }];
  return [
    { kind: 'strong', text: value },
    ...(detail ? [{ kind: 'break' } as const, { kind: 'muted', text: detail } as const] : []),
  ];
}

/** Topics with their counts and 13 weeks; the tail of a long list opens on demand. */
export function topicTables(caption: string, topics: readonly TopicRow[]): readonly Block[] {
  if (topics.length === 0) return [];
  const rest = topics.slice(TOPICS_SHOWN);
  return [
    topicTable(caption, topics.slice(0, TOPICS_SHOWN)),
    ...details(count(rest.length, 'more topic'), rest.length === 0 ? [] : [topicTable(`${caption}, continued`, rest)]),
  ];
}

function topicTable(caption: string, topics: readonly TopicRow[]): Block {
  const columns = [
    { title: 'Topic' },
    { title: 'This week', numeric: true },
    { title: 'Last week', numeric: true },
    { title: 'Median', numeric: true },
    { title: 'By week' },
  ];
  return { kind: 'table', caption, columns, rows: topics.map(topicCells) };
}

function topicCells(topic: TopicRow): readonly Line[] {
  const causes = CAUSES.filter((cause) => topic.causes[cause] > 0).map(
    (cause) => `${DEPARTMENT_NAMES[cause]} ${formatNumber(topic.causes[cause])}`,
  );
  const trail = [topic.id, tellingWords(topic), causes.join(', ')].filter(Boolean).join(' · ');
  const median = formatNumber(topic.median13, Number.isInteger(topic.median13) ? 0 : 1);
  return [
    [{ kind: 'word', text: topic.label }, { kind: 'break' }, { kind: 'muted', text: trail }],
    [{ kind: 'strong', text: formatNumber(topic.tickets) }],
    [formatNumber(topic.previousTickets)],
    [median],
    [{ kind: 'spark', values: topic.weekly }],
  ];
}

// Keywords that the label does not say already.
function tellingWords({ label, keywords }: TopicRow): string {
  const said = label.toLowerCase();
  return keywords
    .filter((word) => !said.includes(word.toLowerCase()))
    .slice(0, 4)
    .join(', ');
}

/** The two or three lines under a page's title: dates, what was read, the run. */
export function mastheadLines(masthead: Masthead): readonly Line[] {
  return [
    [{ kind: 'strong', text: weekTitle(masthead) }],
    [readWords(masthead.coverage)],
    [`Data until the end of ${dayText(masthead.sunday)}, ${masthead.zone} time. Run ${masthead.runId}.`],
  ];
}

/** `Week 46, 9 to 15 November 2026`. */
export function weekTitle(masthead: Pick<Masthead, 'week' | 'monday' | 'sunday'>): string {
  return `Week ${Number(masthead.week.slice(6))}, ${dayRange(masthead.monday, masthead.sunday)}`;
}

/** How many tickets were read and how many rows could not be, as a sentence. */
export function readWords({ tickets, rejected }: Coverage): string {
  if (rejected === 0) return `${count(tickets, 'closed ticket')} read, no row unreadable.`;
  return `${count(tickets, 'closed ticket')} read; ${count(rejected, 'row')} of the export could not be read.`;
}

const COVERAGE_WORDS: readonly (readonly [keyof Coverage, string])[] = [
  ['pulled', 'Rows pulled'],
  ['rejected', 'not readable'],
  ['merged', 'merged into another ticket'],
  ['duplicate', 'duplicates'],
  ['not_closed', 'not closed'],
  ['set_aside', 'robots, bounces and auto-replies'],
  ['out_of_window', 'closed in another period'],
  ['tickets', 'Tickets read'],
  ['assigned', 'with a topic'],
  ['unassigned', 'without a topic'],
];

/** Where every pulled row went. */
export function coverageTable(coverage: Coverage): Block {
  const rows = COVERAGE_WORDS.map(([key, words]): readonly Line[] => {
    const total = key === 'pulled' || key === 'tickets';
    const value: Inline = total ? { kind: 'strong', text: formatNumber(coverage[key]) } : formatNumber(coverage[key]);
    return [[total ? { kind: 'strong', text: words } : words], [value]];
  });
  return {
    kind: 'table',
    caption: 'Where every row went',
    columns: [{ title: 'Rows' }, { title: 'Number', numeric: true }],
    rows,
  };
}

/** How well the join files met the tickets. */
export function matchTable(rates: readonly MatchRate[]): readonly Block[] {
  if (rates.length === 0) return [];
  const rows = rates.map((rate): readonly Line[] => [
    [rate.join, { kind: 'break' }, { kind: 'muted', text: rate.what }],
    [{ kind: 'strong', text: rate.of === 0 ? 'none to match' : formatShare(rate.matched / rate.of) }],
    [`${formatNumber(rate.matched)} of ${formatNumber(rate.of)}`],
  ]);
  const columns = [{ title: 'File' }, { title: 'Matched', numeric: true }, { title: 'Rows', numeric: true }];
  return [{ kind: 'table', caption: 'How well the other files met the tickets', columns, rows }];
}

/** Measures that could not be given, one a line with the reason. */
export function refusalList(refusals: readonly Refusal[], withDepartment: boolean): readonly Block[] {
  if (refusals.length === 0) return [];
  const items = refusals.map((refusal): Line => {
    const who = refusal.department === 'support' ? 'Support' : DEPARTMENT_NAMES[refusal.department];
    return [
      { kind: 'strong', text: `${withDepartment ? `${who}: ` : ''}${nameWords(refusal.measure)}` },
      ` cannot be answered: ${refusal.reason}`,
    ];
  });
  return [{ kind: 'list', tone: 'plain', ordered: false, items }];
}
