import { editTopics, type TopicView } from '../cluster/edit-topics.ts';
import type { RunId } from '../domain/run.ts';
import type { TicketTags } from '../domain/tag.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Assignment, Topic } from '../domain/topic.ts';
import type { PipelineContext } from './context.ts';
import { loadOne, tagsAlone, type WeekWindow, windowOfRun } from './week-data.ts';

/** A window after its shards were placed and tagged. */
export interface PlacedWeek extends WeekWindow {
  /** Tickets that both came through. */
  readonly tickets: readonly Ticket[];
  /** Topics and places as they were learned, which the registry goes on with. */
  readonly learned: TopicView;
  /** Topics and places as people have put them. */
  readonly topics: readonly Topic[];
  readonly assignments: readonly Assignment[];
  /** Each ticket's own tags, in order of the tickets. */
  readonly alone: readonly TicketTags[];
  /** Tickets that broke a step and are set aside, with the step. */
  readonly broken: readonly { readonly ticket: Ticket; readonly step: 'assign' | 'tag' }[];
}

/** Loads what the shards left, and finds the tickets that are missing from it. */
export function placedWeekOf(runId: RunId, context: PipelineContext): Promise<PlacedWeek> {
  return context.memory.recall('placed', runId, async () => {
    const window = await windowOfRun(runId, context);
    const assignments = (await context.store.load(runId, 'assignments')).flat();
    const alone = await tagsAlone(window.tickets, context);
    const placed = new Set(assignments.map(({ ticketId }) => ticketId));
    const tagged = new Set(alone.map(({ ticketId }) => ticketId));
    const broken = window.tickets.flatMap((ticket): PlacedWeek['broken'] => {
      if (!placed.has(ticket.id)) return [{ ticket, step: 'assign' }];
      return tagged.has(ticket.id) ? [] : [{ ticket, step: 'tag' }];
    });
    const lost = new Set(broken.map(({ ticket }) => ticket.id));
    const learned = {
      topics: await loadOne(runId, 'topics', context),
      assignments: assignments.filter(({ ticketId }) => !lost.has(ticketId)),
    };
    return {
      ...window,
      tickets: window.tickets.filter(({ id }) => !lost.has(id)),
      learned,
      ...editTopics(learned, window.plan.corrections),
      alone: alone.filter(({ ticketId }) => !lost.has(ticketId)),
      broken,
    };
  });
}
