import { assign } from '../cluster/assign.ts';
import { fitTopics, type TopicFit } from '../cluster/fit-topics.ts';
import type { CauseRules } from '../domain/cause.ts';
import type { Correction } from '../domain/correction.ts';
import type { Measures } from '../domain/measure.ts';
import type { Page } from '../domain/report.ts';
import type { TableFacts } from '../domain/table.ts';
import type { TicketTags } from '../domain/tag.ts';
import type { RowMark, Ticket } from '../domain/ticket.ts';
import type { Assignment, Topic, TopicRegistry } from '../domain/topic.ts';
import type { Embedding } from '../domain/vector.ts';
import type { IsoWeek } from '../domain/week.ts';
import type { Ingested } from '../ingest/ingest.ts';
import type { SourceProfile } from '../ingest/source-profile.ts';
import { type MeasureInput, measure } from '../measure/measure.ts';
import { type RenderSettings, render, renderFirstLook, type WeekPages } from '../render/render.ts';
import { lookBack } from '../report/first-look.ts';
import { report, type WeekReports } from '../report/report.ts';
import type { ReportInput } from '../report/week-view.ts';
import { correctTags } from '../tag/correct-tags.ts';
import { poolByTopic } from '../tag/pool-by-topic.ts';
import { tag } from '../tag/tag.ts';
import { fit } from '../vectorize/fit.ts';
import { transform } from '../vectorize/transform.ts';
import type { MiningSettings } from './context.ts';
import { batches, sampleEvenly } from './shards.ts';

/** Tickets that topics are learned from; the rest is only assigned. */
const SAMPLE = 30_000;

/** Rows of a file that are to become tickets. */
export interface IngestInput {
  readonly table: TableFacts;
  readonly profile: SourceProfile;
  /** Where the rows begin; null for the first data row. */
  readonly from: RowMark | null;
  readonly rows: number;
  /** Reporting zone. */
  readonly zone: string;
  /** Key of the pseudonyms. */
  readonly key: string;
  /** Names of sellers that are taken out of texts. */
  readonly sellers: readonly string[];
}

/** Tickets to learn topics from. */
export interface FitInput {
  readonly tickets: readonly Ticket[];
  readonly week: IsoWeek;
  readonly registry: TopicRegistry;
  readonly settings: MiningSettings;
}

/** What was learned. */
export interface Fitted extends TopicFit {
  readonly embedding: Embedding;
}

/** A shard of tickets to place. */
export interface AssignInput extends Fitted {
  readonly tickets: readonly Ticket[];
  /** Topic that each of them was in at the run before. */
  readonly members: TopicRegistry['members'];
}

/** The window with each ticket's own tags, to be made into numbers. */
export interface MeasureWeekInput extends Omit<MeasureInput, 'tags' | 'machine'> {
  readonly alone: readonly TicketTags[];
  readonly corrections: readonly Correction[];
  readonly rules: CauseRules;
}

/** All tickets of a new store with their own tags, to be looked back on. */
export interface LookInput extends Omit<ReportInput, 'measures' | 'topics' | 'tags' | 'assignments' | 'ledger'> {
  readonly alone: readonly TicketTags[];
  readonly joins: MeasureInput['joins'];
  readonly registry: TopicRegistry;
  readonly mining: MiningSettings;
  readonly rules: CauseRules;
  readonly render: RenderSettings;
  /** What each missing column disables. */
  readonly gaps: readonly string[];
}

/** The heavy part of each step: a pure function of one plain argument, so that any thread can take it. */
export interface Thoughts {
  ingest(input: IngestInput): Promise<Ingested>;
  fit(input: FitInput): Fitted;
  assign(input: AssignInput): readonly Assignment[];
  tag(input: { readonly tickets: readonly Ticket[]; readonly rules: CauseRules }): Promise<readonly TicketTags[]>;
  measure(input: MeasureWeekInput): {
    readonly tags: readonly TicketTags[];
    readonly measures: Measures;
  };
  report(input: ReportInput): WeekReports;
  render(input: { readonly pages: WeekPages; readonly settings: RenderSettings }): readonly Page[];
  look(input: LookInput): readonly Page[];
}

/** All thoughts but reading, which needs the file system. */
export const PURE_THOUGHTS: Omit<Thoughts, 'ingest'> = {
  fit: fitTickets,
  assign: assignTickets,
  tag: ({ tickets, rules }) => tag(tickets, rules),
  measure: measureWeek,
  report,
  render: ({ pages, settings }) => render(pages, settings),
  look,
};

function fitTickets({ tickets, week, registry, settings }: FitInput): Fitted {
  const { seed, stopWords, topics } = settings;
  const embedding = fit(tickets, { seed, stopWords });
  const vectors = transform(tickets, embedding);
  return { embedding, ...fitTopics(vectors, embedding, tickets, registry, { week, topics, seed }) };
}

function assignTickets({ tickets, embedding, topics, threshold, members }: AssignInput): readonly Assignment[] {
  return assign(transform(tickets, embedding), topics, { threshold, members });
}

/** A clear topic speaks for its unclear members, and people have the last word, before anything is counted. */
function measureWeek({ alone, corrections, rules, ...input }: MeasureWeekInput) {
  const machine = poolByTopic(alone, input.assignments, rules);
  const tags = correctTags(machine, input.tickets, corrections);
  return { tags, measures: measure({ ...input, tags, machine }) };
}

function look({ alone, joins, registry, mining, rules, render: printed, gaps, ...input }: LookInput): readonly Page[] {
  const { topics, assignments } = placeTickets(input.tickets, input.weeks.at(-1) as IsoWeek, mining, registry);
  const seen = { ...input, topics, assignments, tags: poolByTopic(alone, assignments, rules) };
  const measures = measure({ ...seen, joins, seed: mining.seed });
  const placed = new Set(assignments.flatMap(({ ticketId, topicId }) => (topicId === null ? [] : [ticketId])));
  const coverage = { ...input.coverage, assigned: placed.size, unassigned: input.coverage.tickets - placed.size };
  return renderFirstLook(lookBack({ ...seen, measures, coverage, ledger: [] }, gaps), printed);
}

/** The tickets of a window that topics are learned from: in proportion from each week. */
export function sampleToFit(tickets: readonly Ticket[]): readonly Ticket[] {
  return sampleEvenly(tickets, SAMPLE);
}

/** Topics and the places of tickets in them. */
export interface Placed {
  readonly topics: readonly Topic[];
  readonly assignments: readonly Assignment[];
}

/** Learns topics and places each ticket, keeping nothing: for looking back and for measuring. */
export function placeTickets(
  tickets: readonly Ticket[],
  week: IsoWeek,
  settings: MiningSettings,
  registry: TopicRegistry,
): Placed {
  const fitted = fitTickets({ tickets: sampleToFit(tickets), week, registry, settings });
  const assignments = batches(tickets).flatMap((part) =>
    assignTickets({ tickets: part, ...fitted, members: registry.members }),
  );
  return { topics: fitted.topics, assignments };
}
