import { ContractError } from '../domain/errors.ts';
import type { RunId, WeekPlan } from '../domain/run.ts';
import type { TicketTags } from '../domain/tag.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Topic, TopicRegistry } from '../domain/topic.ts';
import type { Embedding } from '../domain/vector.ts';
import type { IsoWeek } from '../domain/week.ts';
import type { RunValueKind, RunValues, Store } from '../ports.ts';
import type { PipelineContext } from './context.ts';
import { registryOf } from './history.ts';
import { batches } from './shards.ts';

/** A run's window: its plan, the week itself, and all tickets by closing time. */
export interface WeekWindow {
  readonly plan: WeekPlan;
  readonly week: IsoWeek;
  readonly tickets: readonly Ticket[];
}

/** Loads a run's window; the newest one stays in memory, for one process takes many of its tasks, and the next window shares most of its tickets. */
export function windowOfRun(runId: RunId, { store, memory }: PipelineContext): Promise<WeekWindow> {
  const before = memory.newest<KnownWindow>('window');
  return memory.recall<KnownWindow>('window', runId, async () => {
    const plan = await loadOne(runId, 'plan', { store });
    const week = plan.weeks.at(-1) as IsoWeek;
    const known = await before?.catch(() => undefined);
    return { plan, week, ...(await loadWindow(plan.weeks[0] as IsoWeek, week, known?.byHash, store)) };
  });
}

interface KnownWindow extends WeekWindow {
  /** The tickets by content hash, of which the id is part. */
  readonly byHash: ReadonlyMap<string, Ticket>;
}

/** Reads the weeks whose tickets are not all known already: week after week, a window costs its newest week. */
async function loadWindow(first: IsoWeek, last: IsoWeek, known: KnownWindow['byHash'] = new Map(), store: Store) {
  const rows = await store.loadTicketHashes(first, last);
  const reuse = ({ hash, week }: (typeof rows)[number]) => {
    const ticket = known.get(hash);
    return ticket?.week === week ? ticket : undefined;
  };
  const missing = [...new Set(rows.flatMap((row) => (reuse(row) ? [] : [row.week])))].sort();
  const [from, to] = [missing[0], missing.at(-1)];
  const loaded = new Map((from && to ? await store.loadTickets(from, to) : []).map((ticket) => [ticket.id, ticket]));
  // One that was taken out of the store between the two questions is missing from the second answer.
  const found = rows.flatMap((row) => {
    const ticket = reuse(row) ?? loaded.get(row.id);
    return ticket ? [[row.hash, ticket] as const] : [];
  });
  return { tickets: found.map(([, ticket]) => ticket), byHash: new Map(found) };
}

/** Topic ids as the run before left them: fit, every shard and the measures go on from them. */
export async function registryBefore(runId: RunId, context: PipelineContext): Promise<TopicRegistry> {
  const { plan } = await windowOfRun(runId, context);
  return context.memory.recall('registry', runId, () => registryOf(plan.before, context.store));
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
  const known = await rememberedTags(context);
  for (const part of batches(tickets.filter((ticket) => !known.has(ticket)))) {
    const loaded = await context.store.loadTags(
      context.product.tagModel,
      part.map(({ id }) => id),
    );
    const byId = new Map(loaded.map((entry) => [entry.ticketId, entry]));
    for (const ticket of part) {
      const entry = byId.get(ticket.id);
      if (entry) known.set(ticket, entry);
    }
  }
  return tickets.flatMap((ticket) => known.get(ticket) ?? []);
}

/** Tags of tickets that this process holds: a ticket is in up to 13 windows and says the same in each. */
function rememberedTags({ memory, product }: PipelineContext): Promise<WeakMap<Ticket, TicketTags>> {
  return memory.recall('tags', product.tagModel, async () => new WeakMap<Ticket, TicketTags>());
}

/** The tags of a run's window after its topics spoke; @param made by whoever has just saved them */
export function pooledTags(
  runId: RunId,
  { store, memory }: PipelineContext,
  made?: readonly TicketTags[],
): Promise<readonly TicketTags[]> {
  return memory.recall('pooled', runId, async () => made ?? (await store.load(runId, 'tags')).flat());
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
