/**
 * Reads a number as people and exports write it: `12`, `-3.5`, `12,5`, `1,234`, `1.234,5`, `1 234`. A lone comma before exactly three
 * digits groups thousands; a lone point is always the decimal point.
 * @returns undefined where the cell is not a number; never 0 for an empty cell.
 */
export function readNumber(cell: string): number | undefined {
  const text = cell.trim().replace(/^[$€£]\s?|\s?(?:[$€£]|USD|EUR|GBP|CHF)$/g, '');
  if (/^[+-]?\d{1,18}(?:\.\d{1,12})?$/.test(text)) return Number(text);
  if (text.length > 32) return undefined;
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  if (/^[+-]?\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?:[.,]\d+)?$/.test(text)) {
    return Number(text.replace(/[ \u00a0\u202f']/g, '').replace(',', '.'));
  }
  if (/^[+-]?\d{1,3}(?:\.\d{3})+,\d+$|^[+-]?\d{1,3}(?:\.\d{3}){2,}$|^[+-]?\d+,\d+$/.test(text)) {
    return Number(text.replaceAll('.', '').replace(',', '.'));
  }
  return undefined;
}

/** Minutes in one unit of a column, told by its header: `(in hrs)`, `seconds`, `(ms)`; minutes where it says nothing. */
export function minutesPerUnit(header: string): number {
  if (/\b(?:hrs?|hours?|stunden|heures|horas)\b/i.test(header)) return 60;
  if (/\b(?:ms|milliseconds?)\b/i.test(header)) return 1 / 60_000;
  return /\b(?:secs?|seconds?|sekunden|secondes|segundos)\b/i.test(header) ? 1 / 60 : 1;
}

/**
 * Reads a duration in minutes: a number in the column's unit, or `HH:MM` or `HH:MM:SS` whatever the unit.
 * @returns undefined where the cell is no duration or is negative.
 */
export function readMinutes(cell: string, unit = 1): number | undefined {
  const clock = /^\s*(\d{1,6}):([0-5]\d)(?::([0-5]\d))?\s*$/.exec(cell);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3] ?? 0) / 60;
  const value = readNumber(cell);
  return value === undefined || value < 0 ? undefined : value * unit;
}

const YES =
  /^(?:true|yes|y|1|x|ja|oui|s[ií]|vrai|wahr|verdadero|breached|violated|sla violated|overdue|missed|verletzt)$/i;
const NO = /^(?:false|no|n|0|nein|non|faux|falsch|falso|met|within sla|achieved|in time|not breached)$/i;

/** Reads yes or no in the words of common exports; undefined where the cell says neither. */
export function readBoolean(cell: string): boolean | undefined {
  const text = cell.trim();
  if (YES.test(text)) return true;
  return NO.test(text) ? false : undefined;
}

/** Takes off the apostrophe that spreadsheets and cautious exporters put before a cell that would run as a formula. */
export function withoutGuard(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

/** Splits a list cell: a JSON list, else at commas or semicolons where there are any, else at spaces. */
export function readList(cell: string): readonly string[] {
  const text = cell.trim().replace(/^\[|\]$/g, '');
  const parts = /[,;]/.test(text) ? text.split(/[,;]/) : text.split(/\s+/);
  return parts.map((part) => part.trim().replace(/^["']|["']$/g, '')).filter((part) => part !== '');
}
