import type { RunId } from '../domain/run.ts';
import type { Task, TaskCounts } from '../domain/task.ts';
import { hashTicket, type PipelineContext } from './context.ts';
import { shardOf } from './shards.ts';
import { tagsAlone, windowOfRun } from './week-data.ts';
import { withoutPoison } from './without-poison.ts';

/** Tags those tickets of a shard that no earlier week has tagged: a ticket lies in up to 13 windows and says the same in each. */
export async function tagShard({ runId, shard }: Task, context: PipelineContext): Promise<TaskCounts> {
  const { store, compute, product, signal } = context;
  const { plan, tickets } = await windowOfRun(runId as RunId, context);
  const part = shardOf(tickets, shard, plan.shardSize);
  const known = new Set((await tagsAlone(part, context)).map(({ ticketId }) => ticketId));
  const untagged = part.filter(({ id }) => !known.has(id));
  if (untagged.length === 0) return { tickets: 0 };
  const tags = await withoutPoison(untagged, context, (some) =>
    compute.run('tag', { tickets: some, rules: product.rules }, signal),
  );
  const hashes = new Map(untagged.map((ticket) => [ticket.id, hashTicket(ticket, context)]));
  await store.saveTags(
    product.tagModel,
    tags.map((entry) => ({ tags: entry, hash: hashes.get(entry.ticketId) as string })),
  );
  return { tickets: tags.length };
}
