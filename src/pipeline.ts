import type { RunManifest } from './domain/run.ts';
import { type IsoWeek, weekDays } from './domain/week.ts';
import { measure } from './measure/measure.ts';
import type { PipelineContext, RunInput, WeekOutcome, WeekSettings } from './pipeline/context.ts';
import { coverageOf } from './pipeline/coverage-of.ts';
import { fingerprintOf, same } from './pipeline/fingerprint.ts';
import { ledgerOf, registryOf, runBefore } from './pipeline/history.ts';
import { mineTickets } from './pipeline/mine-tickets.ts';
import { noticesOf } from './pipeline/notices-of.ts';
import { judgeTickets, tagTickets } from './pipeline/tag-tickets.ts';
import { startTimer } from './pipeline/timer.ts';
import { countsOf, outcomeOf, pagesOf } from './pipeline/week-pages.ts';
import { windowOf } from './pipeline/window.ts';
import type { RunRecord } from './ports.ts';
import { renderFirstLook } from './render/render.ts';
import { lookBack } from './report/first-look.ts';
import { report } from './report/report.ts';

/**
 * Works out and publishes one complete week, or leaves it alone when nothing that it rests on has changed.
 * Its tickets were ingested before (`pipeline/import-tickets.ts`); from here on they are vectorized, clustered, tagged, measured, reported and rendered, in this order.
 * The week knows the weeks before it as they were left, and nothing later.
 */
export async function runWeek(
  week: IsoWeek,
  input: RunInput,
  settings: WeekSettings,
  context: PipelineContext,
): Promise<WeekOutcome> {
  const { store, publisher, log } = context;
  const { joins } = input;
  const { weeks, isCut } = await windowOf(week, settings.windowWeeks, store);
  const before = await runBefore(week, store);
  const audit = input.audit.filter(({ at }) => at === undefined || at <= weekDays(week).sunday);
  const fingerprint = await fingerprintOf(weeks, before, { ...input, audit }, settings, context);
  const last = await store.latestRun(week);
  const isSame = last?.manifest != null && same(last.fingerprint, fingerprint);
  if (isSame && (await publisher.has(week))) return outcomeOf(last.manifest as RunManifest, false);

  // The same run for another folder keeps its number: its bytes are the same.
  const { runId } = isSame ? last : await store.openRun(week, fingerprint);
  const timer = startTimer(context.clock);
  const tickets = await timer.time('load', () => store.loadTickets(weeks[0] as IsoWeek, week));
  const thisWeek = tickets.filter((ticket) => ticket.week === week);

  const mined = await mineTickets(tickets, week, await registryOf(before, store), runId, settings, context, timer);
  const tags = await timer.time('tag', () => tagTickets(tickets, mined.assignments, runId, settings, context));

  const seen = { ...mined, weeks, tickets, tags, audit, settings: settings.report };
  const measures = await timer.time('measure', async () => measure({ ...seen, joins, seed: settings.seed }));
  await store.save(runId, 'measures', 0, measures);

  const coverage = coverageOf(thisWeek, mined.assignments, input);
  const notices = [...input.notices, ...noticesOf({ measures, thisWeek, last, coverage, isCut })];
  const ledger = await ledgerOf(before, store);
  const campaigns = joins.campaigns ?? [];
  const written = await timer.time('report', async () =>
    report({ ...seen, runId, measures, ledger, coverage, notices, campaigns }),
  );
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
    counts: countsOf(written, mined),
    timings: timer.timings,
    warnings: notices,
  };
  await publisher.publish(
    week,
    pagesOf(written, { ...mined, manifest, thisWeek, tags, rejects: input.rejects }, settings.render),
  );
  // Last of all: a run that is marked as done has its pages in place.
  await store.finishRun(runId, manifest);
  log.info(`${week}: ${coverage.tickets} tickets, ${mined.topics.length} topics, ${manifest.counts.cards} findings`);
  return outcomeOf(manifest, true);
}

/** Writes the one look back over all complete weeks of a new store. */
export async function runFirstLook(
  weeks: readonly IsoWeek[],
  input: RunInput,
  settings: WeekSettings,
  { store, publisher }: PipelineContext,
): Promise<void> {
  const last = weeks.at(-1) as IsoWeek;
  const { runId } = (await store.latestRun(last)) as RunRecord;
  const registry = (await store.load(runId, 'registry'))[0];
  const tickets = await store.loadTickets(weeks[0] as IsoWeek, last);
  const judged = await judgeTickets(tickets, last, settings, registry);
  const seen = { ...judged, weeks, tickets, audit: [], settings: settings.report };
  const measures = measure({ ...seen, joins: input.joins, seed: settings.seed });
  const coverage = coverageOf(tickets, judged.assignments, input);
  const campaigns = input.joins.campaigns ?? [];
  const view = { ...seen, runId, measures, ledger: [], coverage, notices: input.notices, campaigns };
  const gaps = input.receipts.flatMap((receipt) => receipt.gaps);
  await publisher.publish('first-look', renderFirstLook(lookBack(view, gaps), settings.render));
}
