import type { RunId } from '../domain/run.ts';
import type { Task, TaskCounts } from '../domain/task.ts';
import type { PipelineContext } from './context.ts';
import { settingsOf } from './run-input.ts';
import { sampleToFit } from './thoughts.ts';
import { registryBefore, windowOfRun } from './week-data.ts';
import { withoutPoison } from './without-poison.ts';

/** Learns the window's words and topics; a topic that goes on keeps its id from the registry. */
export async function fitWeek({ intake, runId }: Task, context: PipelineContext): Promise<TaskCounts> {
  const { store, compute, signal } = context;
  const run = runId as RunId;
  const { week, tickets } = await windowOfRun(run, context);
  const registry = await registryBefore(run, context);
  const { seed, stopWords, topics } = await settingsOf(intake, context);
  const fitted = await withoutPoison(sampleToFit(tickets), context, (part) =>
    compute.run('fit', { tickets: part, week, registry, settings: { seed, stopWords, topics } }, signal),
  );
  await store.save(run, 'embedding', 0, fitted.embedding);
  await store.save(run, 'topics', 0, fitted.topics);
  await store.save(run, 'threshold', 0, fitted.threshold);
  return { topics: fitted.topics.length };
}
