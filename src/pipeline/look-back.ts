import type { TicketTags } from '../domain/tag.ts';
import type { Task, TaskCounts } from '../domain/task.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { IsoWeek } from '../domain/week.ts';
import type { PipelineContext } from './context.ts';
import { coverageOf } from './coverage-of.ts';
import { registryOf } from './history.ts';
import { findIntake, inputOf, settingsOf } from './run-input.ts';
import { loadStaged, type StagedValues } from './staged.ts';
import { tagsAlone } from './week-data.ts';
import { withoutPoison } from './without-poison.ts';

/** Writes the one look back over all complete weeks of a new store. */
export async function lookBack({ intake: id }: Task, context: PipelineContext): Promise<TaskCounts> {
  const { store, compute, signal } = context;
  const intake = await findIntake(id, context);
  const publisher = context.publisherOf(intake);
  const { over, isNew } = (await loadStaged(store, id, 'weeks')).get(0) as StagedValues['weeks'];
  const last = await newestRun(over, context);
  if (last === null || !(isNew || !(await publisher.has('first-look')))) return { pages: 0 };

  const weeks = over.slice(0, over.indexOf(last.week) + 1);
  const settings = await settingsOf(id, context);
  const input = await inputOf(id, context);
  const stored = await store.loadTickets(weeks[0] as IsoWeek, last.week);
  const alone = await tagsAlone(stored, context);
  const tagged = new Set(alone.map(({ ticketId }) => ticketId));
  const registry = await registryOf(last.runId, store);
  const pages = await withoutPoison(
    stored.filter(({ id: ticket }) => tagged.has(ticket)),
    context,
    (tickets) =>
      compute.run(
        'look',
        {
          runId: last.runId,
          weeks,
          tickets,
          alone: tagsOf(tickets, alone),
          audit: [],
          settings: settings.report,
          coverage: coverageOf(tickets, [], without(stored, tickets), input),
          notices: input.notices,
          campaigns: input.joins.campaigns ?? [],
          joins: input.joins,
          registry,
          mining: settings,
          rules: settings.rules,
          render: settings.render,
          gaps: input.receipts.flatMap((receipt) => receipt.gaps),
        },
        signal,
      ),
  );
  await publisher.publish('first-look', pages);
  return { pages: pages.length };
}

/** The newest of these weeks that has a report: one that failed has none. */
async function newestRun(weeks: readonly IsoWeek[], { store }: PipelineContext) {
  const runs = await store.listRuns();
  return runs.filter(({ week }) => weeks.includes(week)).at(-1) ?? null;
}

function without(tickets: readonly Ticket[], kept: readonly Ticket[]): Ticket[] {
  const ids = new Set(kept.map(({ id }) => id));
  return tickets.filter(({ id }) => !ids.has(id));
}

function tagsOf(tickets: readonly Ticket[], tags: readonly TicketTags[]): TicketTags[] {
  const ids = new Set(tickets.map(({ id }) => id));
  return tags.filter(({ ticketId }) => ids.has(ticketId));
}
