import { answerTask, type ThreadAnswer, type ThreadTask } from '../adapters/threads.ts';

/** A thread's one task: think. What it thinks with is loaded when first asked for: a thread that makes tickets carries no library of mining. */
export async function answer(task: ThreadTask): Promise<ThreadAnswer> {
  return answerTask(await tableFor(task.name), task);
}

async function tableFor(name: string): Promise<Parameters<typeof answerTask>[0]> {
  if (name === 'ingest') return { ingest: (await import('./ingest-rows.ts')).ingestRows };
  return { ...(await import('../pipeline/thoughts.ts')).PURE_THOUGHTS };
}
