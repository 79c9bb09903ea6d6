import type { Period } from '../domain/intake.ts';
import { type IsoWeek, weekDays } from '../domain/week.ts';
import type { Store } from '../ports.ts';
import type { ChosenWeeks } from './choose-weeks.ts';

/**
 * The weeks that a tick of the schedule has to work out, oldest first; there may be none. They begin with the first week that lacks its report or has changed: each later
 * one rests on it. Weeks before the first report were never asked for, unless tickets of them have come just now.
 * @param period `asOf` is the last day that is over.
 * @param touched weeks whose tickets this intake has added or changed.
 */
export async function missingWeeks(
  store: Store,
  { asOf = '' }: Period,
  touched: ReadonlySet<IsoWeek> = new Set(),
): Promise<ChosenWeeks> {
  const known = (await store.countTickets()).map(({ week }) => week);
  const over = known.filter((week) => weekDays(week).sunday <= asOf);
  const reported = new Set((await store.listRuns()).map(({ week }) => week));
  const begun = new Set((await store.openRuns()).map(({ week }) => week));
  const firstReport = [...reported].sort()[0];
  const isMissing = (week: IsoWeek) => !reported.has(week) && (firstReport === undefined || week > firstReport);
  const first = over.find((week) => touched.has(week) || begun.has(week) || isMissing(week));
  return { wanted: first === undefined ? [] : over.filter((week) => week >= first), over };
}
