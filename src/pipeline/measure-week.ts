import { updateRegistry } from '../cluster/registry.ts';
import type { RunId } from '../domain/run.ts';
import type { Task, TaskCounts } from '../domain/task.ts';
import type { PipelineContext } from './context.ts';
import { placedWeekOf } from './placed-week.ts';
import { inputOf, settingsOf } from './run-input.ts';
import { batches } from './shards.ts';
import { pooledTags, registryBefore } from './week-data.ts';

/** Makes the week's numbers, and the registry that the next week goes on from. */
export async function measureWeek({ intake, runId }: Task, context: PipelineContext): Promise<TaskCounts> {
  const { store, compute, signal } = context;
  const run = runId as RunId;
  const { plan, tickets, learned, assignments, alone } = await placedWeekOf(run, context);
  const { joins } = await inputOf(intake, context);
  const { seed, rules, report } = await settingsOf(intake, context);
  const registry = await registryBefore(run, context);
  const { weeks, audit, corrections } = plan;
  const seen = { weeks, tickets, assignments, alone, corrections };
  const measured = await compute.run('measure', { ...seen, joins, audit, rules, settings: report, seed }, signal);
  for (const [shard, part] of batches(measured.tags).entries()) await store.save(run, 'tags', shard, part);
  await pooledTags(run, context, measured.tags);
  await store.save(run, 'registry', 0, updateRegistry(registry, learned.topics, learned.assignments));
  await store.save(run, 'measures', 0, measured.measures);
  return { tickets: tickets.length, refusals: measured.measures.refusals.length };
}
