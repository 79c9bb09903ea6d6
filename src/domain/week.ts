import { offsetMs } from './zone-offset.ts';

/** An ISO 8601 week such as `2026-W46`. Plain string order is time order. */
export type IsoWeek = string & { readonly __brand: 'IsoWeek' };

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/**
 * Reads an ISO week.
 * @returns the week, or undefined where the text is none (also week 53 of a year that has 52).
 */
export function parseWeek(text: string): IsoWeek | undefined {
  const match = /^(\d{4})-W(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, number] = [Number(match[1]), Number(match[2])];
  if (number < 1 || number > 53) return undefined;
  const week = weekOfDay(mondayMs(year, number));
  return week === text ? week : undefined;
}

/** The week that holds an instant, as a calendar in `zone` (an IANA name) shows it. */
export function weekOf(instant: Date, zone: string): IsoWeek {
  return weekOfDay(localDayMs(instant, zone));
}

/** The week `count` weeks later (earlier when negative). */
export function addWeeks(week: IsoWeek, count: number): IsoWeek {
  return weekOfDay(weekMonday(week) + count * WEEK_MS);
}

/** Number of weeks from `from` to `to`; negative when `to` is earlier. */
export function weeksBetween(from: IsoWeek, to: IsoWeek): number {
  return Math.round((weekMonday(to) - weekMonday(from)) / WEEK_MS);
}

/** All weeks from `first` to `last`, both included, oldest first; empty when `last` is earlier. */
export function weekRange(first: IsoWeek, last: IsoWeek): IsoWeek[] {
  const weeks: IsoWeek[] = [];
  for (let week = first; week <= last; week = addWeeks(week, 1)) weeks.push(week);
  return weeks;
}

/** The week's number in its year, 1 to 53. */
export function weekNumber(week: IsoWeek): number {
  return Number(week.slice(6));
}

/** Monday and Sunday of a week as calendar days (`2026-11-09`, `2026-11-15`). */
export function weekDays(week: IsoWeek): { readonly monday: string; readonly sunday: string } {
  const monday = weekMonday(week);
  return { monday: isoDay(monday), sunday: isoDay(monday + 6 * DAY_MS) };
}

/** The calendar day (`2026-11-09`) of an instant in `zone`. */
export function dayOf(instant: Date, zone: string): string {
  return isoDay(localDayMs(instant, zone));
}

function isoDay(dayMs: number): string {
  return new Date(dayMs).toISOString().slice(0, 10);
}

function weekMonday(week: IsoWeek): number {
  return mondayMs(Number(week.slice(0, 4)), weekNumber(week));
}

// ISO 8601: week 1 is the week with the year's first Thursday, so 4 January always lies in it.
function mondayMs(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS + (week - 1) * WEEK_MS;
}

function weekOfDay(dayMs: number): IsoWeek {
  const thursday = dayMs - ((new Date(dayMs).getUTCDay() + 6) % 7) * DAY_MS + 3 * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const number = Math.floor((thursday - Date.UTC(year, 0, 1)) / WEEK_MS) + 1;
  return `${year}-W${String(number).padStart(2, '0')}` as IsoWeek;
}

/** Midnight UTC of the calendar day that a clock in `zone` shows. */
function localDayMs(instant: Date, zone: string): number {
  const ms = instant.getTime();
  return Math.floor((ms + offsetMs(ms, zone)) / DAY_MS) * DAY_MS;
}
