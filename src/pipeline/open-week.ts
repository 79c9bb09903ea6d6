import type { RunManifest, WeekPlan } from '../domain/run.ts';
import type { Task, TaskCounts } from '../domain/task.ts';
import { type IsoWeek, weekDays } from '../domain/week.ts';
import type { RunRecord } from '../ports.ts';
import type { PipelineContext } from './context.ts';
import { fingerprintOf, same } from './fingerprint.ts';
import { runBefore } from './history.ts';
import { findIntake, inputOf, settingsOf } from './run-input.ts';
import { countShards } from './shards.ts';
import { stage } from './staged.ts';
import { outcomeOf } from './week-outcome.ts';
import { windowOf } from './window.ts';

/** Opens the run of a week, or leaves the week alone where nothing that it rests on has changed and its pages are in place. */
export async function openWeek(task: Task, context: PipelineContext): Promise<TaskCounts> {
  const { store } = context;
  const { intake: id, shard } = task;
  const week = task.week as IsoWeek;
  const { plan, fingerprint } = await planWeek(task, context);
  const last = await store.latestRun(week);
  const isSame = last?.manifest != null && same(last.fingerprint, fingerprint);
  const intake = await findIntake(id, context);
  if (isSame && (await context.publisherOf(intake).has(week))) {
    await stage(store, id, 'outcome', shard, outcomeOf(last.manifest as RunManifest, false));
    await stage(store, id, 'opened', shard, { runId: null, shards: 0 });
    return { tickets: plan.tickets, opened: 0 };
  }
  // The same run for another folder keeps its number: its bytes are the same.
  const { runId } = isSame ? (last as RunRecord) : await store.openRun(week, fingerprint);
  await store.clearSteps(runId);
  // A run that is taken up goes on in the shards that it was begun in.
  const begun = (await store.load(runId, 'plan'))[0];
  if (begun === undefined) await store.save(runId, 'plan', 0, plan);
  const { tickets, shardSize } = begun ?? plan;
  await stage(store, id, 'opened', shard, { runId, shards: countShards(tickets, shardSize) });
  return { tickets: plan.tickets, opened: 1 };
}

/** What the week would rest on if it were opened now. */
export async function planWeek({ intake, week }: Pick<Task, 'intake' | 'week'>, context: PipelineContext) {
  const { store } = context;
  const settings = await settingsOf(intake, context);
  const input = await inputOf(intake, context);
  const { weeks, isCut } = await windowOf(week as IsoWeek, settings.windowWeeks, store);
  const before = await runBefore(week as IsoWeek, store);
  const isKnown = ({ at }: { readonly at?: string | undefined }) =>
    at === undefined || at <= weekDays(week as IsoWeek).sunday;
  const [audit, corrections] = [input.audit.filter(isKnown), input.corrections.filter(isKnown)];
  const tickets = await store.loadTicketHashes(weeks[0] as IsoWeek, week as IsoWeek);
  const closedAgain = await store.countClosedAgain(week as IsoWeek);
  const fingerprint = fingerprintOf(tickets, closedAgain, before, { ...input, audit, corrections }, settings, context);
  const plan: WeekPlan = {
    weeks,
    isCut,
    before: before?.runId ?? null,
    tickets: tickets.length,
    shardSize: settings.shardSize,
    audit,
    corrections,
  };
  return { plan, fingerprint };
}
