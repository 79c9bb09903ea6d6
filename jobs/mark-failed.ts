import { scopeOf, type Task } from '../src/domain/task.ts';
import { loadStaged } from '../src/pipeline/staged.ts';
import type { Store } from '../src/ports.ts';

/**
 * Marks a task as failed for good. A failure to publish is a failure of the week's run too: there the status and the next week's report look for it.
 * @param attempts times that it was started
 * @param code of the error
 */
export async function markFailed(task: Task, attempts: number, code: string, store: Store): Promise<void> {
  const { step, shard, intake } = task;
  const mark = { step, state: 'failed', attempts, ms: 0, counts: {}, code } as const;
  await store.markStep({ ...mark, scope: scopeOf(task), shard });
  if (step !== 'render') return;
  const runId = (await loadStaged(store, intake, 'opened', shard)).get(shard)?.runId;
  if (runId) await store.markStep({ ...mark, scope: runId, shard: 0 });
}
