import type { RunId, RunManifest } from '../domain/run.ts';
import type { Task, TaskCounts } from '../domain/task.ts';
import type { PipelineContext } from './context.ts';
import { coverageOf } from './coverage-of.ts';
import { gapNotices } from './gap-notices.ts';
import { ledgerOf } from './history.ts';
import { noticesOf } from './notices-of.ts';
import { type PlacedWeek, placedWeekOf } from './placed-week.ts';
import { inputOf, settingsOf } from './run-input.ts';
import { loadOne, pooledTags } from './week-data.ts';
import { countsOf } from './week-outcome.ts';

/** Writes the week's findings and reports, and the manifest that says what they rest on. */
export async function reportWeek({ intake, runId }: Task, context: PipelineContext): Promise<TaskCounts> {
  const { store, compute, signal } = context;
  const run = runId as RunId;
  const placed = await placedWeekOf(run, context);
  const { plan, week, tickets, topics, assignments } = placed;
  const input = await inputOf(intake, context);
  const settings = await settingsOf(intake, context);
  const measures = await loadOne(run, 'measures', context);
  const tags = await pooledTags(run, context);
  const thisWeek = tickets.filter((ticket) => ticket.week === week);
  const broken = brokenThisWeek(placed);
  const lost = broken.map(({ ticket }) => ticket);
  const coverage = coverageOf(thisWeek, assignments, lost, input);
  const last = await store.latestRun(week);
  const closedAgain = await store.countClosedAgain(week);
  const notices = [
    ...input.notices,
    ...(await gapNotices(week, store)),
    ...noticesOf({ measures, thisWeek, last, coverage, closedAgain, isCut: plan.isCut, broken }),
  ];
  const { weeks, audit } = plan;
  const seen = { runId: run, weeks, tickets, topics, assignments, tags, audit, measures, coverage, notices };
  const ledger = await ledgerOf(plan.before, store);
  const campaigns = input.joins.campaigns ?? [];
  const written = await compute.run('report', { ...seen, ledger, campaigns, settings: settings.report }, signal);
  await store.save(run, 'findings', 0, written.findings);
  await store.save(run, 'ledger', 0, written.ledger);
  await store.save(run, 'reports', 0, { reports: written.reports, overview: written.overview });
  const manifest: RunManifest = {
    runId: run,
    week,
    version: settings.version,
    fingerprint: (await store.findRun(run)).fingerprint,
    seed: settings.seed,
    inputs: input.receipts,
    joins: input.joinFiles,
    coverage,
    counts: countsOf(written, assignments.length, topics.length),
    timings: await timingsOf(run, context),
    warnings: notices,
  };
  await store.save(run, 'manifest', 0, manifest);
  return { findings: written.findings.length, cards: manifest.counts.cards ?? 0 };
}

/** Tickets of the week itself that broke a step. */
export function brokenThisWeek({ broken, week }: PlacedWeek): PlacedWeek['broken'] {
  return broken.filter(({ ticket }) => ticket.week === week);
}

/** Wall milliseconds of each step, over its shards. */
async function timingsOf(run: RunId, { store }: PipelineContext): Promise<Record<string, number>> {
  const timings: Record<string, number> = {};
  for (const { step, ms, state } of await store.listSteps(run))
    if (state === 'done') timings[step] = (timings[step] ?? 0) + ms;
  return timings;
}
