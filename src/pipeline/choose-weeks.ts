import { InputError } from '../domain/errors.ts';
import type { Period } from '../domain/intake.ts';
import { type IsoWeek, weekDays } from '../domain/week.ts';

/** Weeks to report and to look back on. */
export interface ChosenWeeks {
  /** The weeks asked for that are over, oldest first. */
  readonly wanted: readonly IsoWeek[];
  /** All weeks that are over up to the last one wanted. */
  readonly over: readonly IsoWeek[];
}

/**
 * Chooses among the weeks that hold tickets.
 * @param known oldest first
 * @param lastClose day of the last close that was ever imported.
 * @param file named in messages.
 * @throws InputError `week-not-complete`, `week-unknown` or `no-complete-week`: there is nothing to report.
 */
export function chooseWeeks(known: readonly IsoWeek[], period: Period, lastClose: string, file: string): ChosenWeeks {
  const lastDay = period.asOf ?? lastClose;
  const over = known.filter((week) => weekDays(week).sunday <= lastDay);
  const wanted = over.filter((week) => isWanted(week, period));
  const last = wanted.at(-1);
  if (last === undefined) throw nothingToReport(known, period, lastDay, file);
  return { wanted, over: over.filter((week) => week <= last) };
}

function isWanted(week: IsoWeek, { week: only, from, to }: Period): boolean {
  const { monday, sunday } = weekDays(week);
  return (only ?? week) === week && monday >= (from ?? monday) && sunday <= (to ?? sunday);
}

function nothingToReport(known: readonly IsoWeek[], period: Period, lastDay: string, file: string): InputError {
  const { week } = period;
  const span = `${known[0]} to ${known.at(-1)}`;
  const until = period.asOf === undefined ? `the last ticket was closed on ${lastDay}` : `--as-of says ${lastDay}`;
  const advice = 'pass --as-of DAY if a later day is over';
  if (week === undefined) {
    const message = `expected a week that is over${(period.from ?? period.to) ? ' within --from and --to' : ''}, got none: tickets are of ${span} and ${until}; ${advice}`;
    return new InputError('no-complete-week', { file }, message);
  }
  if (!known.includes(week))
    return new InputError('week-unknown', { file }, `expected tickets closed in ${week}, got tickets of ${span} alone`);
  const message = `expected a week that is over, got ${week}, which ends on ${weekDays(week).sunday} while ${until}; ${advice}`;
  return new InputError('week-not-complete', { file }, message);
}
