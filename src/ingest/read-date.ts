/**
 * How a column writes its dates. `ymd`, `dmy` and `mdy` are number dates in that order, with any of `- / .` between and perhaps a time;
 * `named` has the month's name; `epoch-s` and `epoch-ms` count from 1970; `excel` is a spreadsheet's day number.
 */
export const DATE_FORMATS = ['ymd', 'dmy', 'mdy', 'named', 'epoch-s', 'epoch-ms', 'excel'] as const;
/** One of the ways a date is written. */
export type DateFormat = (typeof DATE_FORMATS)[number];

/** A date cell read. */
export interface DateReading {
  /** The clock reading in milliseconds as if it were UTC; the true instant where `zoned`. */
  readonly ms: number;
  /** Whether the cell itself says its zone or offset (or counts from 1970). */
  readonly zoned: boolean;
  /** Whether the cell has a day and no time of day. */
  readonly dayOnly: boolean;
}

const DAY_MS = 86_400_000;
const TIME = String.raw`(?:(?:[ T]|, ?)\s{0,3}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?([ap]\.?m\.?)?\s?(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?)?`;
const NUMBERS = new RegExp(String.raw`^(\d{1,4})([-/.])(\d{1,2})\2(\d{2}|\d{4})${TIME}$`, 'i');
const DAY_NAMED = new RegExp(
  String.raw`^(?:\p{L}{2,10}\.?,? )?(\d{1,2})(?:st|nd|rd|th|\.)?[-/ ]\s?(?:de )?(\p{L}{3,10})\.?[-/ ,]\s?(?:de )?(\d{2}|\d{4})${TIME}$`,
  'iu',
);
const MONTH_NAMED = new RegExp(
  String.raw`^(?:\p{L}{2,10}\.?,? )?(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})${TIME}$`,
  'iu',
);
/** As C prints it: `Mon Nov 02 09:00:00 2026`. */
const C_TIME =
  /^(?:\p{L}{2,10}\.?,? )?(\p{L}{3,10})\.? {1,2}(\d{1,2}) (\d{1,2}):(\d{2}):(\d{2})\s?([ap]\.?m\.?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})? (\d{4})$/iu;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(Z)?)?$/;

/**
 * Reads a cell in one format.
 * @returns undefined where the cell is not a date of that format.
 */
export function readDate(cell: string, format: DateFormat): DateReading | undefined {
  const text = cell.trim();
  // No date is longer; a text column mapped by mistake costs nothing.
  if (text.length > 48) return undefined;
  if (format === 'named') return readNamed(text);
  if (format === 'ymd' && COMPACT.test(text)) return readCompact(text);
  if (format === 'ymd' || format === 'dmy' || format === 'mdy') return readNumbers(text, format);
  return readCount(text, format);
}

/** Whether a cell tells a time from now ("3 weeks ago"), which no later reader can place. */
export function isRelativeDate(cell: string): boolean {
  return /^(?:just now|yesterday|today|gestern|heute|hier|ayer|(?:about |vor |il y a |hace )?(?:an?|\d{1,4}) ?\p{L}{1,12}(?: ago)?)$/iu.test(
    cell.trim(),
  );
}

function readNumbers(text: string, format: 'ymd' | 'dmy' | 'mdy'): DateReading | undefined {
  const match = NUMBERS.exec(text);
  if (!match) return undefined;
  const [first, second, third] = [match[1] ?? '', match[3] ?? '', match[4] ?? ''];
  if ((first.length === 4) !== (format === 'ymd') || first.length === 3) return undefined;
  if (format === 'ymd') return third.length === 2 ? made(first, second, third, match, 5) : undefined;
  return format === 'dmy' ? made(third, second, first, match, 5) : made(third, first, second, match, 5);
}

function readNamed(text: string): DateReading | undefined {
  const day = DAY_NAMED.exec(text);
  if (day) return made(day[3] ?? '', monthNumber(day[2] ?? ''), day[1] ?? '', day, 4);
  const month = MONTH_NAMED.exec(text);
  if (month) return made(month[3] ?? '', monthNumber(month[1] ?? ''), month[2] ?? '', month, 4);
  const time = C_TIME.exec(text);
  return time ? made(time[8] ?? '', monthNumber(time[1] ?? ''), time[2] ?? '', time, 3) : undefined;
}

function readCompact(text: string): DateReading | undefined {
  const [, year = '', month = '', day = '', hour, minute, second, z] = COMPACT.exec(text) ?? [];
  const time = hour === undefined ? '' : `T${hour}:${minute}:${second}${z ?? ''}`;
  return readNumbers(`${year}-${month}-${day}${time}`, 'ymd');
}

// Counts are limited to 2000-2100, or any number would be a date.
function readCount(text: string, format: DateFormat): DateReading | undefined {
  if (!/^\d{5,13}(?:\.\d{1,12})?$/.test(text)) return undefined;
  const scale = format === 'epoch-s' ? 1000 : format === 'epoch-ms' ? 1 : DAY_MS;
  // Excel's day 1 is 1900-01-01 and it believes in 29 February 1900: day 25569 is 1970-01-01.
  const ms = Math.round((format === 'excel' ? Number(text) - 25_569 : Number(text)) * scale);
  if (ms < Date.UTC(2000, 0) || ms > Date.UTC(2100, 0)) return undefined;
  return { ms, zoned: format !== 'excel', dayOnly: format === 'excel' && !text.includes('.') };
}

/** Puts the parts together; `at` is the index of the hour's group in the match. */
function made(year: string, month: string, day: string, match: RegExpExecArray, at: number): DateReading | undefined {
  const y = year.length === 2 ? 2000 + Number(year) : Number(year);
  const [m, d] = [Number(month), Number(day)];
  const days = Date.UTC(y, m - 1, d);
  // Date.UTC rolls 31 February over into March: the parts must come back as they went in.
  const back = new Date(days);
  if (y < 1970 || back.getUTCMonth() !== m - 1 || back.getUTCDate() !== d) return undefined;
  if (match[at] === undefined) return { ms: days, zoned: false, dayOnly: true };
  const time = timeMs(match, at);
  const offset = offsetOf(match[at + 4]);
  return time === undefined
    ? undefined
    : { ms: days + time - (offset ?? 0), zoned: offset !== undefined, dayOnly: false };
}

function timeMs(match: RegExpExecArray, at: number): number | undefined {
  const [minute, second] = [Number(match[at + 1]), Number(match[at + 2] ?? 0)];
  const half = match[at + 3]?.[0]?.toLowerCase();
  let hour = Number(match[at]);
  if (hour > (half ? 12 : 23) || (half && hour === 0) || minute > 59 || second > 60) return undefined;
  if (half) hour = (hour % 12) + (half === 'p' ? 12 : 0);
  return ((hour * 60 + minute) * 60 + second) * 1000;
}

function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000;
}

/** Beginnings of month names in English, German, French, Spanish, Italian, Portuguese and Dutch, without accents. */
const MONTHS: readonly RegExp[] = [
  /^(?:jan|jän|ene|gen|jan)/,
  /^(?:feb|fev)/,
  /^(?:mar|mär|maa|mrt|mrz)/,
  /^(?:apr|avr|abr)/,
  /^(?:may|mai|mag|mei)/,
  /^(?:jun|juin|giu)/,
  /^(?:jul|juil|lug)/,
  /^(?:aug|aou|ago)/,
  /^(?:sep|set)/,
  /^(?:oct|okt|ott|out)/,
  /^nov/,
  /^(?:dec|dez|dic|des)/,
];

function monthNumber(name: string): string {
  const plain = name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return String(MONTHS.findIndex((month) => month.test(plain)) + 1);
}
