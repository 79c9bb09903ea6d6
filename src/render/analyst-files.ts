import { CAUSES } from '../domain/cause.ts';
import type { Page, TopicRow } from '../domain/report.ts';
import type { Tag, TicketTags } from '../domain/tag.ts';
import { hasCause } from '../domain/tag.ts';
import type { Reject, TicketId } from '../domain/ticket.ts';
import type { TopicId } from '../domain/topic.ts';
import type { IsoWeek } from '../domain/week.ts';
import { type Cell, type CsvStyle, renderCsv } from './csv.ts';

/** One ticket as the analysts' file shows it. */
export interface TicketRow {
  readonly ticketId: TicketId;
  readonly week: IsoWeek;
  /** null where the ticket fits no topic. */
  readonly topic: { readonly id: TopicId; readonly label: string } | null;
  readonly tags: TicketTags;
}

const TICKET_COLUMNS = [
  ...['ticket_id', 'week', 'topic_id', 'topic', 'causes'],
  ...CAUSES.map((cause) => `score_${cause.replaceAll('-', '_')}`),
  ...['evidence', 'evidence_from'],
];
const TOPIC_COLUMNS = ['topic_id', 'label', 'keywords', 'tickets', 'previous_tickets', 'causes'];
const REJECT_COLUMNS = ['file', 'row', 'column', 'code', 'reason', 'byte_offset'];

/** `tickets.csv`: one row a ticket, in input order. `causes` is empty, not `none`, where no rule reads the ticket's language. */
export function ticketsCsv(tickets: readonly TicketRow[], style: CsvStyle): Page {
  return csvPage('tickets', TICKET_COLUMNS, tickets.map(ticketCells), style);
}

/** `topics.csv`: one row a topic, in input order; causes are those with at least one tagged ticket, most first. */
export function topicsCsv(topics: readonly TopicRow[], style: CsvStyle): Page {
  return csvPage('topics', TOPIC_COLUMNS, topics.map(topicCells), style);
}

/** `rejects.csv`: one row for each row that could not be used, in input order. */
export function rejectsCsv(rejects: readonly Reject[], style: CsvStyle): Page {
  const rows = rejects.map(({ file, row, column, code, reason, byteOffset }): readonly Cell[] => [
    file,
    row,
    column,
    code,
    reason,
    byteOffset ?? null,
  ]);
  return csvPage('rejects', REJECT_COLUMNS, rows, style);
}

function csvPage(name: string, header: readonly string[], rows: readonly (readonly Cell[])[], style: CsvStyle): Page {
  return { path: `analyst/${name}.csv`, mediaType: 'text/csv; charset=utf-8', body: renderCsv(header, rows, style) };
}

function ticketCells({ ticketId, week, topic, tags }: TicketRow): readonly Cell[] {
  const evidence = evidenceOf(tags)?.evidence;
  return [
    ticketId,
    week,
    topic?.id ?? null,
    topic?.label ?? null,
    causesOf(tags),
    ...CAUSES.map((cause) => (tags.readable ? roundScore(tags.scores[cause]) : null)),
    evidence?.quote ?? null,
    evidence?.from ?? null,
  ];
}

// An analyst reviews unsure tickets too, so their best evidence is shown where nothing is tagged.
function evidenceOf({ tags }: TicketTags): Tag | undefined {
  return tags.find(({ status }) => status === 'tagged') ?? tags[0];
}

function causesOf(tags: TicketTags): string {
  if (!tags.readable) return '';
  return CAUSES.filter((cause) => hasCause(tags, cause)).join(' ') || 'none';
}

function topicCells(topic: TopicRow): readonly Cell[] {
  const causes = CAUSES.filter((cause) => topic.causes[cause] > 0).sort((a, b) => topic.causes[b] - topic.causes[a]);
  return [topic.id, topic.label, topic.keywords.join('; '), topic.tickets, topic.previousTickets, causes.join(' ')];
}

function roundScore(score: number): number {
  return Math.round(score * 1e4) / 1e4;
}
