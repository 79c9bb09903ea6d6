import type { Task, TaskCounts } from '../domain/task.ts';
import type { WeekEntry } from '../render/index-page.ts';
import { renderIndex } from '../render/render.ts';
import type { PipelineContext } from './context.ts';
import { findIntake } from './run-input.ts';

/** Publishes the page above all weeks, and settles the intake. The store may know weeks that were published elsewhere: only those in this folder are listed. */
export async function closeIntake({ intake: id }: Task, context: PipelineContext): Promise<TaskCounts> {
  const { store } = context;
  const publisher = context.publisherOf(await findIntake(id, context));
  const entries: WeekEntry[] = [];
  for (const { week, runId, manifest } of await store.listRuns()) {
    if (manifest === null || !(await publisher.has(week))) continue;
    entries.push({ week, runId, tickets: manifest.coverage.tickets, findings: manifest.counts.cards ?? 0 });
  }
  if (entries.length > 0) await publisher.publishPage(renderIndex(entries, await publisher.has('first-look')));
  await store.prune();
  await store.settleIntake(id);
  return { weeks: entries.length };
}
