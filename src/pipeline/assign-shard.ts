import type { RunId } from '../domain/run.ts';
import type { Task, TaskCounts } from '../domain/task.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TopicId, TopicRegistry } from '../domain/topic.ts';
import type { PipelineContext } from './context.ts';
import { shardOf } from './shards.ts';
import { fittedOf, registryBefore, windowOfRun } from './week-data.ts';
import { withoutPoison } from './without-poison.ts';

/** Gives each ticket of a shard its place among the topics. */
export async function assignShard({ runId, shard }: Task, context: PipelineContext): Promise<TaskCounts> {
  const { store, compute, signal } = context;
  const run = runId as RunId;
  const { plan, tickets } = await windowOfRun(run, context);
  const fitted = await fittedOf(run, context);
  const { members } = await registryBefore(run, context);
  const assignments = await withoutPoison(shardOf(tickets, shard, plan.shardSize), context, (part) =>
    compute.run('assign', { tickets: part, ...fitted, members: membersAmong(part, members) }, signal),
  );
  await store.save(run, 'assignments', shard, assignments);
  return { tickets: assignments.length };
}

/** A thread is sent what it needs: a registry holds every ticket that ever was. */
function membersAmong(tickets: readonly Ticket[], members: TopicRegistry['members']): TopicRegistry['members'] {
  return new Map(tickets.flatMap(({ id }) => (members.has(id) ? [[id, members.get(id) as TopicId] as const] : [])));
}
