import type { CauseRules } from '../domain/cause.ts';
import type { TicketTags } from '../domain/tag.ts';
import type { Ticket } from '../domain/ticket.ts';
import { EMPTY_REGISTRY } from '../domain/topic.ts';
import type { IsoWeek } from '../domain/week.ts';
import { poolByTopic } from '../tag/pool-by-topic.ts';
import { tag } from '../tag/tag.ts';
import type { MiningSettings } from './context.ts';
import { type Placed, placeTickets } from './thoughts.ts';

/** Places and tags tickets at once, keeping nothing: for measuring how well it is done. */
export async function judgeTickets(
  tickets: readonly Ticket[],
  week: IsoWeek,
  settings: MiningSettings & { readonly rules: CauseRules },
): Promise<Placed & { readonly tags: TicketTags[] }> {
  const placed = placeTickets(tickets, week, settings, EMPTY_REGISTRY);
  return { ...placed, tags: poolByTopic(await tag(tickets, settings.rules), placed.assignments, settings.rules) };
}
