import type { RunId } from '../domain/run.ts';
import type { Task, TaskCounts } from '../domain/task.ts';
import type { PipelineContext } from './context.ts';
import { shardOf } from './shards.ts';
import { fittedOf, windowOfRun } from './week-data.ts';
import { withoutPoison } from './without-poison.ts';

/** Gives each ticket of a shard its place among the topics. */
export async function assignShard({ runId, shard }: Task, context: PipelineContext): Promise<TaskCounts> {
  const { store, compute, signal } = context;
  const run = runId as RunId;
  const { plan, tickets } = await windowOfRun(run, context);
  const fitted = await fittedOf(run, context);
  const { vectors, assignments } = await withoutPoison(shardOf(tickets, shard, plan.shardSize), context, (part) =>
    compute.run('assign', { tickets: part, ...fitted }, signal),
  );
  await store.save(run, 'vectors', shard, vectors);
  await store.save(run, 'assignments', shard, assignments);
  return { tickets: assignments.length };
}
