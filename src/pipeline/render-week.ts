import type { RunId } from '../domain/run.ts';
import type { Task, TaskCounts } from '../domain/task.ts';
import type { Reject } from '../domain/ticket.ts';
import type { IsoWeek } from '../domain/week.ts';
import type { WeekPages } from '../render/render.ts';
import type { PipelineContext } from './context.ts';
import { same } from './fingerprint.ts';
import { openWeek, planWeek } from './open-week.ts';
import { type PlacedWeek, placedWeekOf } from './placed-week.ts';
import { brokenThisWeek } from './report-week.ts';
import { findIntake, inputOf, settingsOf } from './run-input.ts';
import { loadStaged, stage } from './staged.ts';
import { loadOne, pooledTags } from './week-data.ts';
import { outcomeOf } from './week-outcome.ts';

/**
 * Prints and publishes a week, and only then marks its run as done. Everything printed is in the store by now: a second attempt prints the same bytes, and pages that
 * are in place are left alone.
 */
export async function renderWeek(task: Task, context: PipelineContext): Promise<TaskCounts> {
  const { store, compute, signal } = context;
  const week = task.week as IsoWeek;
  const opened = (await loadStaged(store, task.intake, 'opened', task.shard)).get(task.shard);
  const runId = opened?.runId as RunId;
  const run = await store.findRun(runId);
  const intake = await findIntake(task.intake, context);
  // Another process may change what the week rests on, also while this one sleeps: its numbers are of no moment then.
  const isCurrent = async () => {
    await findIntake(task.intake, context);
    return same(run.fingerprint, (await planWeek(task, context)).fingerprint);
  };
  if (!(await isCurrent())) return openWeek(task, context);

  const manifest = await loadOne(runId, 'manifest', context);
  const settings = await settingsOf(task.intake, context);
  const pages = await weekPages(task, runId, context);
  const printed = await compute.run('render', { pages: { ...pages, manifest }, settings: settings.render }, signal);
  const isPublished = await context.publisherOf(intake).publish(week, printed, isCurrent);
  if (!isPublished) return openWeek(task, context);
  // Last of all: a run that is marked as done has its pages in place.
  await store.finishRun(runId, manifest);
  await stage(store, task.intake, 'outcome', task.shard, outcomeOf(manifest, true));
  const { topics = 0, cards = 0 } = manifest.counts;
  context.log.info(`${week}: ${manifest.coverage.tickets} tickets, ${topics} topics, ${cards} findings`);
  return { tickets: manifest.coverage.tickets, pages: printed.length };
}

/** A week's reports, and each of its tickets with topic and tags for the analysts. */
async function weekPages(
  { intake, week }: Task,
  runId: RunId,
  context: PipelineContext,
): Promise<Omit<WeekPages, 'manifest'>> {
  const placed = await placedWeekOf(runId, context);
  const tagsOf = new Map((await pooledTags(runId, context)).map((entry) => [entry.ticketId, entry]));
  const topics = new Map(placed.topics.map((topic) => [topic.id, topic]));
  const topicOf = new Map(
    placed.assignments.map(({ ticketId, topicId }) => [ticketId, topicId && topics.get(topicId)]),
  );
  const { reports, overview } = await loadOne(runId, 'reports', context);
  const thisWeek = placed.tickets.filter((ticket) => ticket.week === week);
  return {
    reports,
    overview,
    findings: await loadOne(runId, 'findings', context),
    topics: overview.topics,
    refusals: overview.refusals,
    rejects: [...(await inputOf(intake, context)).rejects, ...brokenThisWeek(placed).map(rejectOf)],
    tickets: thisWeek.flatMap((ticket) => {
      const tags = tagsOf.get(ticket.id);
      return tags ? [{ ticketId: ticket.id, week: ticket.week, topic: topicOf.get(ticket.id) || null, tags }] : [];
    }),
  };
}

function rejectOf({ ticket, step }: PlacedWeek['broken'][number]): Reject {
  const reason = `expected a ticket that the step "${step}" can work on, got one that breaks it: ticket ${ticket.id}; it is set aside, please report it`;
  return { file: 'store', row: 0, column: null, code: `broken-in-${step}`, reason };
}
