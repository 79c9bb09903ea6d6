import type { Task, TaskCounts } from '../domain/task.ts';
import type { RowMark } from '../domain/ticket.ts';
import type { PipelineContext } from './context.ts';
import { withoutForgotten } from './forgotten.ts';
import { settingsOf } from './run-input.ts';
import { loadStaged, type SourcePlan, stage } from './staged.ts';

/** Makes tickets of one shard of rows and stages them: what is in the store changes only when all rows have been read. */
export async function ingestShard({ intake, shard }: Task, context: PipelineContext): Promise<TaskCounts> {
  const { store, compute, memory, signal } = context;
  const sources = await memory.recall('sources', intake, () => loadStaged(store, intake, 'sources'));
  const { source, at } = placeOf(shard, [...sources.values()]);
  const { report, shardSize } = await settingsOf(intake, context);
  const sellers = await memory.recall('sellers', intake, () => loadStaged(store, intake, 'sellers'));
  const ingested = await compute.run(
    'ingest',
    {
      table: source.table,
      profile: source.profile,
      from: source.marks[at] as RowMark | null,
      rows: shardSize,
      zone: report.zone,
      key: await context.pseudonymKey(),
      sellers: sellers.get(0) ?? [],
    },
    signal,
  );
  // Here already: what was forgotten does not come into the store even for a moment.
  const { children = [], ...rest } = await withoutForgotten(ingested, context);
  if (children.length > 0) await stage(store, intake, 'merged', shard, children);
  await stage(store, intake, 'ingested', shard, rest);
  return { tickets: ingested.tickets.length, rejected: ingested.rejects.length };
}

/** The file that a shard lies in, and which of the file's own shards it is. */
function placeOf(shard: number, sources: readonly SourcePlan[]): { readonly source: SourcePlan; readonly at: number } {
  let first = 0;
  for (const source of sources) {
    if (shard < first + source.marks.length) return { source, at: shard - first };
    first += source.marks.length;
  }
  throw new RangeError(`no shard ${shard} of ${first}`);
}
