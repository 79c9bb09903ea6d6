import type { Page } from '../domain/report.ts';
import type { RunManifest } from '../domain/run.ts';
import type { TicketTags } from '../domain/tag.ts';
import type { Reject, Ticket } from '../domain/ticket.ts';
import { type RenderSettings, render } from '../render/render.ts';
import type { WeekReports } from '../report/report.ts';
import type { WeekOutcome } from './context.ts';
import type { Mined } from './mine-tickets.ts';

/** A week as it was worked out, beside its reports. */
export interface WorkedWeek extends Mined {
  readonly manifest: RunManifest;
  readonly thisWeek: readonly Ticket[];
  readonly tags: readonly TicketTags[];
  readonly rejects: readonly Reject[];
}

/** Prints a week: its reports, and each of its tickets with topic and tags for the analysts. */
export function pagesOf(written: WeekReports, week: WorkedWeek, settings: RenderSettings): readonly Page[] {
  const tagsOf = new Map(week.tags.map((entry) => [entry.ticketId, entry]));
  const topics = new Map(week.topics.map((topic) => [topic.id, topic]));
  const topicOf = new Map(week.assignments.map(({ ticketId, topicId }) => [ticketId, topicId && topics.get(topicId)]));
  const tickets = week.thisWeek.map((ticket) => ({
    ticketId: ticket.id,
    week: ticket.week,
    topic: topicOf.get(ticket.id) || null,
    tags: tagsOf.get(ticket.id) as TicketTags,
  }));
  const { topics: rows, refusals } = written.overview;
  return render(
    { ...written, manifest: week.manifest, tickets, topics: rows, refusals, rejects: week.rejects },
    settings,
  );
}

/** What a run found, in numbers. */
export function countsOf({ findings, reports }: WeekReports, { topics, assignments }: Mined): Record<string, number> {
  const cards = new Set(reports.flatMap((one) => one.cards.map(({ id }) => id)));
  return { window_tickets: assignments.length, topics: topics.length, findings: findings.length, cards: cards.size };
}

/** A finished run in short. */
export function outcomeOf({ week, runId, coverage, counts }: RunManifest, changed: boolean): WeekOutcome {
  return { week, runId, changed, coverage, findings: counts.cards ?? 0 };
}
