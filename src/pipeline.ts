import { assign } from './cluster/assign.ts';
import { fitTopics, type TopicFit } from './cluster/fit-topics.ts';
import { updateRegistry } from './cluster/registry.ts';
import type { AuditLabel } from './domain/audit.ts';
import type { CauseRules } from './domain/cause.ts';
import type { Coverage } from './domain/coverage.ts';
import type { Joins } from './domain/join.ts';
import type { ImportReceipt } from './domain/receipt.ts';
import type { Page } from './domain/report.ts';
import type { ReportSettings, RunId, RunManifest } from './domain/run.ts';
import type { TicketTags } from './domain/tag.ts';
import type { Reject, Ticket, TicketId } from './domain/ticket.ts';
import { type Assignment, EMPTY_REGISTRY, type Topic, type TopicRegistry } from './domain/topic.ts';
import type { Embedding } from './domain/vector.ts';
import { type IsoWeek, weekDays } from './domain/week.ts';
import { measure } from './measure/measure.ts';
import {
  coverageOf,
  fingerprintOf,
  knownWeeks,
  noticesOf,
  registryOf,
  runBefore,
  same,
  startTimer,
  type Timer,
} from './pipeline-state.ts';
import type { Clock, Log, Publisher, RunRecord, Store } from './ports.ts';
import { type RenderSettings, render, renderFirstLook } from './render/render.ts';
import { lookBack } from './report/first-look.ts';
import { report, type WeekReports } from './report/report.ts';
import { poolByTopic } from './tag/pool-by-topic.ts';
import { tag } from './tag/tag.ts';
import { fit } from './vectorize/fit.ts';
import { transform } from './vectorize/transform.ts';

/** What topics are learned with. */
export interface MiningSettings {
  readonly stopWords: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly topics: number | 'auto';
}

/** What a week is worked out with; all of it is part of the run's fingerprint. */
export interface WeekSettings extends MiningSettings {
  readonly version: string;
  readonly report: ReportSettings;
  readonly rules: CauseRules;
  readonly windowWeeks: number;
  readonly render: RenderSettings;
}

/** What was read for this run beside the tickets in the store. */
export interface RunInput {
  readonly receipts: readonly ImportReceipt[];
  readonly rejects: readonly Reject[];
  /** Ids of the tickets that this run's files brought. */
  readonly seen: ReadonlySet<string>;
  readonly joins: Joins;
  readonly joinFiles: RunManifest['joins'];
  readonly audit: readonly AuditLabel[];
  /** Sentences that every page of the run opens with. */
  readonly notices: readonly string[];
}

/** The world around the pure steps. */
export interface PipelineContext {
  readonly store: Store;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly log: Log;
  /** Tags of this run's tickets so far, by ticket. */
  readonly tagged: Map<TicketId, TicketTags>;
  /** Content hash of a text, hexadecimal. */
  readonly digest: (text: string) => string;
}

/** What became of a week. */
export interface WeekOutcome {
  readonly week: IsoWeek;
  readonly runId: RunId;
  /** False where input, configuration, labels and model are those of its last run, and its pages are in place. */
  readonly changed: boolean;
  readonly coverage: Coverage;
  readonly findings: number;
}

/** Tickets that one call of a step takes: keeps memory by the shard, not by the window. */
const SHARD = 5_000;
/** Tickets that topics are learned from; the rest is only assigned. */
const SAMPLE = 30_000;

/** Works out and publishes one complete week, or leaves it alone when nothing that it rests on has changed. */
export async function runWeek(
  week: IsoWeek,
  input: RunInput,
  settings: WeekSettings,
  context: PipelineContext,
): Promise<WeekOutcome> {
  const { store, publisher } = context;
  const weeks = await knownWeeks(week, settings.windowWeeks, store);
  const before = await runBefore(week, store);
  const audit = input.audit.filter(({ at }) => at === undefined || at <= weekDays(week).sunday);
  const fingerprint = await fingerprintOf(weeks, before, { ...input, audit }, settings, context);
  const last = await store.latestRun(week);
  if (last?.manifest && same(last.fingerprint, fingerprint) && (await publisher.has(week)))
    return outcomeOf(last.manifest, false);

  const { runId } = await store.openRun(week, fingerprint);
  const timer = startTimer(context.clock);
  const tickets = await timer.time('load', () => store.loadTickets(weeks[0] as IsoWeek, week));
  const thisWeek = tickets.filter((ticket) => ticket.week === week);

  const mined = await mineTickets(tickets, week, await registryOf(before, store), runId, settings, context, timer);
  const tags = await timer.time('tag', () => tagTickets(tickets, mined.assignments, runId, settings, context));
  const measures = await timer.time('measure', async () =>
    measure({
      ...mined,
      weeks,
      tickets,
      tags,
      audit,
      joins: input.joins,
      settings: settings.report,
      seed: settings.seed,
    }),
  );
  await store.save(runId, 'measures', 0, measures);

  const coverage = coverageOf(thisWeek, mined.assignments, input);
  const ledger = before ? ((await store.load(before.runId, 'ledger'))[0] ?? []) : [];
  const notices = [...input.notices, ...noticesOf(measures, thisWeek, last, coverage)];
  const view = {
    ...mined,
    runId,
    weeks,
    measures,
    tickets,
    tags,
    ledger,
    coverage,
    notices,
    audit,
    settings: settings.report,
    campaigns: input.joins.campaigns ?? [],
  };
  const written = await timer.time('report', async () => report(view));
  await store.save(runId, 'findings', 0, written.findings);
  await store.save(runId, 'ledger', 0, written.ledger);

  const manifest: RunManifest = {
    runId,
    week,
    version: settings.version,
    fingerprint,
    seed: settings.seed,
    inputs: input.receipts,
    joins: input.joinFiles,
    coverage,
    counts: countsOf(written, mined.topics, tickets),
    timings: timer.timings,
    warnings: notices,
  };
  const pages = await timer.time('render', async () =>
    pagesOf(written, { manifest, thisWeek, tags, ...mined }, input.rejects, settings.render),
  );
  await publisher.publish(week, pages);
  await store.finishRun(runId, manifest);
  context.log.info(
    `${week}: ${coverage.tickets} tickets, ${mined.topics.length} topics, ${manifest.counts.cards} findings`,
    { runId },
  );
  return outcomeOf(manifest, true);
}

/** Writes the one look back over all complete weeks of a new store. */
export async function runFirstLook(
  weeks: readonly IsoWeek[],
  input: RunInput,
  settings: WeekSettings,
  context: PipelineContext,
): Promise<void> {
  const last = weeks.at(-1) as IsoWeek;
  const tickets = await context.store.loadTickets(weeks[0] as IsoWeek, last);
  const run = (await context.store.latestRun(last)) as RunRecord;
  const { topics, assignments } = placeTickets(tickets, last, settings, await registryOf(run, context.store));
  const tags = poolByTopic(await tag(tickets, settings.rules), assignments, settings.rules);
  const measures = measure({
    weeks,
    tickets,
    tags,
    assignments,
    joins: input.joins,
    audit: [],
    settings: settings.report,
    seed: settings.seed,
  });
  const coverage = coverageOf(tickets, assignments, input);
  const view = {
    runId: run.runId,
    weeks,
    measures,
    topics,
    tickets,
    tags,
    assignments,
    ledger: [],
    coverage,
    notices: input.notices,
    audit: [],
    settings: settings.report,
    campaigns: input.joins.campaigns ?? [],
  };
  await context.publisher.publish(
    'first-look',
    renderFirstLook(
      lookBack(
        view,
        input.receipts.flatMap(({ gaps }) => gaps),
      ),
      settings.render,
    ),
  );
}

/** Topics and places of the window's tickets. */
interface Mined {
  readonly topics: readonly Topic[];
  readonly assignments: readonly Assignment[];
}

async function mineTickets(
  tickets: readonly Ticket[],
  week: IsoWeek,
  registry: TopicRegistry,
  runId: RunId,
  settings: WeekSettings,
  { store }: PipelineContext,
  timer: Timer,
): Promise<Mined> {
  const { embedding, topics, threshold } = await timer.time('fit', async () =>
    fitTickets(tickets, week, registry, settings),
  );
  await store.save(runId, 'embedding', 0, embedding);
  await store.save(runId, 'topics', 0, topics);
  const assignments: Assignment[] = [];
  for (const [shard, part] of shards(tickets).entries()) {
    const vectors = await timer.time('vectorize', async () => transform(part, embedding));
    const placed = await timer.time('cluster', async () => assign(vectors, topics, { threshold }));
    await store.save(runId, 'vectors', shard, vectors);
    await store.save(runId, 'assignments', shard, placed);
    assignments.push(...placed);
  }
  await store.save(runId, 'registry', 0, updateRegistry(registry, topics, assignments));
  return { topics, assignments };
}

/** Learns topics from tickets and places each of them, keeping nothing: for looking back and for measuring. */
export function placeTickets(
  tickets: readonly Ticket[],
  week: IsoWeek,
  settings: MiningSettings,
  registry = EMPTY_REGISTRY,
): Mined {
  const { embedding, topics, threshold } = fitTickets(tickets, week, registry, settings);
  return {
    topics,
    assignments: shards(tickets).flatMap((shard) => assign(transform(shard, embedding), topics, { threshold })),
  };
}

function fitTickets(
  tickets: readonly Ticket[],
  week: IsoWeek,
  registry: TopicRegistry,
  settings: MiningSettings,
): TopicFit & { readonly embedding: Embedding } {
  const learned = sampleEvenly(tickets, SAMPLE);
  const embedding = fit(learned, { seed: settings.seed, stopWords: settings.stopWords });
  return {
    embedding,
    ...fitTopics(transform(learned, embedding), embedding, learned, registry, {
      week,
      topics: settings.topics,
      seed: settings.seed,
    }),
  };
}

/** Tags each ticket once a run, though it lies in up to 13 windows; then lets the window's topics speak for their unclear members. */
async function tagTickets(
  tickets: readonly Ticket[],
  assignments: readonly Assignment[],
  runId: RunId,
  { rules }: WeekSettings,
  { store, tagged }: PipelineContext,
): Promise<TicketTags[]> {
  for (const part of shards(tickets)) {
    for (const entry of await tag(
      part.filter(({ id }) => !tagged.has(id)),
      rules,
    ))
      tagged.set(entry.ticketId, entry);
  }
  const alone = tickets.map(({ id }) => tagged.get(id) as TicketTags);
  const tags = poolByTopic(alone, assignments, rules);
  for (const [shard, part] of shards(tags).entries()) await store.save(runId, 'tags', shard, part);
  return tags;
}

function shards<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / SHARD) }, (_, index) =>
    items.slice(index * SHARD, (index + 1) * SHARD),
  );
}

/** Every nth ticket in order of time, so that each week is learned from in proportion. */
function sampleEvenly(tickets: readonly Ticket[], size: number): readonly Ticket[] {
  const step = Math.ceil(tickets.length / size);
  return step <= 1 ? tickets : tickets.filter((_, index) => index % step === 0);
}

interface Printed extends Mined {
  readonly manifest: RunManifest;
  readonly thisWeek: readonly Ticket[];
  readonly tags: readonly TicketTags[];
}

function pagesOf(
  written: WeekReports,
  { manifest, thisWeek, tags, topics, assignments }: Printed,
  rejects: readonly Reject[],
  settings: RenderSettings,
): readonly Page[] {
  const tagsOf = new Map(tags.map((entry) => [entry.ticketId, entry]));
  const topicOf = new Map(
    assignments.map(({ ticketId, topicId }) => [ticketId, topics.find(({ id }) => id === topicId) ?? null]),
  );
  const tickets = thisWeek.map(({ id, week }) => ({
    ticketId: id,
    week,
    topic: topicOf.get(id) ?? null,
    tags: tagsOf.get(id) as TicketTags,
  }));
  return render(
    { ...written, manifest, tickets, topics: written.overview.topics, refusals: written.overview.refusals, rejects },
    settings,
  );
}

function countsOf(
  { findings, reports }: WeekReports,
  topics: readonly Topic[],
  tickets: readonly Ticket[],
): Record<string, number> {
  const cards = new Set(reports.flatMap((one) => one.cards.map(({ id }) => id)));
  return { window_tickets: tickets.length, topics: topics.length, findings: findings.length, cards: cards.size };
}

function outcomeOf({ week, runId, coverage, counts }: RunManifest, changed: boolean): WeekOutcome {
  return { week, runId, changed, coverage, findings: counts.cards ?? 0 };
}
