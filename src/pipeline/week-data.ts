import { ContractError } from '../domain/errors.ts';
import type { RunId, WeekPlan } from '../domain/run.ts';
import type { TicketTags } from '../domain/tag.ts';
import type { Ticket, TicketId } from '../domain/ticket.ts';
import type { Topic } from '../domain/topic.ts';
import type { Embedding } from '../domain/vector.ts';
import type { IsoWeek } from '../domain/week.ts';
import type { RunValueKind, RunValues } from '../ports.ts';
import type { PipelineContext } from './context.ts';
import { batches } from './shards.ts';

/** A run's window: its plan, the week itself, and all tickets by closing time. */
export interface WeekWindow {
  readonly plan: WeekPlan;
  readonly week: IsoWeek;
  readonly tickets: readonly Ticket[];
}

/** Loads a run's window; the newest one stays in memory, for one process takes many of its tasks. */
export function windowOfRun(runId: RunId, { store, memory }: PipelineContext): Promise<WeekWindow> {
  return memory.recall('window', runId, async () => {
    const plan = await loadOne(runId, 'plan', { store });
    const week = plan.weeks.at(-1) as IsoWeek;
    return { plan, week, tickets: await store.loadTickets(plan.weeks[0] as IsoWeek, week) };
  });
}

/** The topics that a run has learned. */
export function fittedOf(
  runId: RunId,
  { store, memory }: PipelineContext,
): Promise<{ readonly embedding: Embedding; readonly topics: readonly Topic[]; readonly threshold: number }> {
  return memory.recall('fitted', runId, async () => ({
    embedding: await loadOne(runId, 'embedding', { store }),
    topics: await loadOne(runId, 'topics', { store }),
    threshold: await loadOne(runId, 'threshold', { store }),
  }));
}

/** What tagging alone said of these tickets; one that could not be tagged is missing. */
export async function tagsAlone(tickets: readonly Ticket[], context: PipelineContext): Promise<TicketTags[]> {
  const tags = new Map<TicketId, TicketTags>();
  for (const part of batches(tickets)) {
    const known = await context.store.loadTags(
      context.product.tagModel,
      part.map(({ id }) => id),
    );
    for (const entry of known) tags.set(entry.ticketId, entry);
  }
  return tickets.flatMap(({ id }) => tags.get(id) ?? []);
}

/** The one value of a kind. @throws ContractError where the step before has not left it. */
export async function loadOne<K extends RunValueKind>(
  runId: RunId,
  kind: K,
  { store }: Pick<PipelineContext, 'store'>,
): Promise<RunValues[K]> {
  const [value] = await store.load(runId, kind);
  if (value === undefined) throw new ContractError('step-order', `expected ${kind} of ${runId} in the store, got none`);
  return value;
}
