import { addWeeks, type IsoWeek } from '../domain/week.ts';
import { CUT_WEEKS, findCutWeeks } from '../ingest/find-cut-weeks.ts';
import type { Store } from '../ports.ts';

/** The weeks that a week is judged with. */
export interface Window {
  /** Oldest first, the week itself last. */
  readonly weeks: readonly IsoWeek[];
  /** Whether the start of the export cuts the week itself. */
  readonly isCut: boolean;
}

/**
 * The weeks up to `week` that hold all of their tickets: a week without an export is missing, not empty, and one that the start of an export cuts is compared with
 * nothing.
 */
export async function windowOf(week: IsoWeek, windowWeeks: number, store: Store): Promise<Window> {
  const first = addWeeks(week, 1 - windowWeeks);
  const stored = (await store.countTickets()).map((entry) => entry.week);
  const cut = await cutWeeks(stored[0], store);
  const weeks = stored.filter((known) => known >= first && known <= week && (known === week || !cut.has(known)));
  return { weeks, isCut: cut.has(week) };
}

/** Weeks at the start of all that is stored that lack some of their tickets. */
async function cutWeeks(first: IsoWeek | undefined, store: Store): Promise<ReadonlySet<IsoWeek>> {
  return first ? findCutWeeks(await store.loadTickets(first, addWeeks(first, CUT_WEEKS - 1))) : new Set();
}
