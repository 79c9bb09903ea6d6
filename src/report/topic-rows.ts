import { CAUSES, type Cause } from '../domain/cause.ts';
import type { TopicRow } from '../domain/report.ts';
import { hasCause } from '../domain/tag.ts';
import type { TopicId } from '../domain/topic.ts';
import { median } from '../math/intervals.ts';
import type { WeekView } from './week-view.ts';

/** One row a topic: tickets this week, last week and in the median week, and how many of this week's are tagged with each cause; most tickets first. */
export function listTopics(view: WeekView): TopicRow[] {
  const last = view.weeks.length - 1;
  const weekOf = new Map(view.weeks.map((week, index) => [week, index]));
  const tagsOf = new Map(view.tags.map((entry) => [entry.ticketId, entry]));
  const rows = new Map(
    view.topics.map((topic) => [
      topic.id,
      {
        topic,
        weekly: view.weeks.map(() => 0),
        causes: { sales: 0, 'professional-services': 0, manufacturing: 0, marketing: 0 } as Record<Cause, number>,
      },
    ]),
  );
  for (const { ticketId, topicId } of view.assignments) {
    const row = rows.get(topicId as TopicId);
    const week = weekOf.get(view.ticketOf(ticketId).week);
    if (!row || week === undefined) continue;
    row.weekly[week] = (row.weekly[week] ?? 0) + 1;
    const tags = tagsOf.get(ticketId);
    if (week === last && tags) for (const cause of CAUSES) row.causes[cause] += hasCause(tags, cause) ? 1 : 0;
  }
  return [...rows.values()]
    .map(({ topic, weekly, causes }) => ({
      id: topic.id,
      label: topic.label,
      keywords: topic.keywords,
      tickets: weekly[last] ?? 0,
      previousTickets: weekly[last - 1] ?? 0,
      median13: median(weekly),
      weekly,
      causes,
    }))
    .sort((a, b) => b.tickets - a.tickets || b.median13 - a.median13 || (a.label < b.label ? -1 : 1));
}
