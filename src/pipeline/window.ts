import { addWeeks, type IsoWeek } from '../domain/week.ts';
import { CUT_WEEKS, findCutWeeks } from '../ingest/find-cut-weeks.ts';
import type { Store } from '../ports.ts';

/**
 * The weeks up to `week` within the window that hold all of their tickets: a week without an export is missing, not empty, and one that the start of an export cuts
 * is compared with nothing. The week itself is always among them.
 */
export async function knownWeeks(week: IsoWeek, windowWeeks: number, store: Store): Promise<IsoWeek[]> {
  const first = addWeeks(week, 1 - windowWeeks);
  const stored = (await store.countTickets()).map((entry) => entry.week);
  const cut = await cutWeeks(stored[0], store);
  return stored.filter((known) => known >= first && known <= week && (known === week || !cut.has(known)));
}

/** Weeks at the start of all that is stored that lack some of their tickets. */
async function cutWeeks(first: IsoWeek | undefined, store: Store): Promise<ReadonlySet<IsoWeek>> {
  return first ? findCutWeeks(await store.loadTickets(first, addWeeks(first, CUT_WEEKS - 1))) : new Set();
}
