import { statusKey } from './status-key.ts';

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

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:ms|milliseconds?|millisekunden)\b/i, 1 / 60_000],
  [/\b(?:hrs?|hours?|stunden|heures|horas)\b/i, 60],
  [/\b(?:secs?|seconds?|sekunden|secondes|segundos)\b/i, 1 / 60],
  [/\b(?:mins?|minutes?|minuten|minutos)\b/i, 1],
];
const units = new Map<string, number | undefined>();

/** Minutes in one unit of a column, where its header tells it: `(in hrs)`, `seconds`, `(ms)`. */
export function headerUnit(header: string): number | undefined {
  if (units.has(header)) return units.get(header);
  const words = header.replaceAll('_', ' ');
  const unit = UNITS.find(([pattern]) => pattern.test(words))?.[1];
  if (units.size < 1_000) units.set(header, unit);
  return unit;
}

const CLOCK =
  /^(?:(\d{1,4})\s?(?:d|days?|tage?|jours?|d[ií]as?)[ ,]{0,3})?(\d{1,6}):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,6})?)?$/i;
const WORDS =
  /^(?:(\d{1,4})\s?(?:d|days?|tage?|jours?|d[ií]as?))?[ ,]{0,3}(?:(\d{1,6})\s?(?:h|hrs?|hours?|std\.?|stunden?|heures?|horas?))?[ ,]{0,3}(?:(\d{1,6})\s?(?:m|mins?|minutes?|minuten?|minutos?))?[ ,]{0,3}(?:(\d{1,6})\s?(?:s|secs?|seconds?|sekunden?|secondes?|segundos?))?$/i;
/** A duration stored as the instant that far from 1970, as ServiceNow's database does. */
const SINCE_1970 = /^1970-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) (\d\d):(\d\d):(\d\d)$/;

/**
 * Reads a duration in minutes: a number in the column's unit, or `HH:MM`, `HH:MM:SS`, `1 day 2:03`, `2h 5m`, whatever the unit.
 * @returns undefined where the cell is no duration or is negative.
 */
export function readMinutes(cell: string, unit = 1): number | undefined {
  const text = cell.trim();
  const value = readNumber(text);
  if (value !== undefined) return value < 0 ? undefined : value * unit;
  if (text === '' || text.length > 60) return undefined;
  const parts = CLOCK.exec(text) ?? WORDS.exec(text);
  if (parts)
    return (
      (Number(parts[1] ?? 0) * 24 + Number(parts[2] ?? 0)) * 60 + Number(parts[3] ?? 0) + Number(parts[4] ?? 0) / 60
    );
  return SINCE_1970.test(text) ? Date.parse(`${text.replace(' ', 'T')}Z`) / 60_000 : undefined;
}

/** Whether a service level is broken, told from the time left: negative when it is; undefined where the cell is no time. */
export function readRemaining(cell: string): boolean | undefined {
  const text = cell.trim();
  if (/^[-−]/.test(text)) return readMinutes(text.slice(1)) === undefined ? undefined : true;
  return readMinutes(text) === undefined ? readBoolean(text) : false;
}

/**
 * Reads a satisfaction score on the scale 1 to 5: a word of the product, `4/5`, `8 of 10`, `80 %`, or a plain number, which is taken as it is.
 * @param words in the form of `statusKey`
 */
export function readScore(cell: string, words: Readonly<Record<string, number>>): number | undefined {
  const key = statusKey(cell);
  if (Object.hasOwn(words, key)) return words[key];
  const parts = /^(\d{1,3}(?:\.\d{1,2})?) ?(?:\/|of|out of) ?(\d{1,3})$/.exec(key);
  const [score, most] = [Number(parts?.[1]), Number(parts?.[2])];
  if (parts) return score >= 1 && most > 1 && score <= most ? 1 + ((score - 1) / (most - 1)) * 4 : undefined;
  const percent = /^(\d{1,3}(?:\.\d{1,2})?) ?%$/.exec(key);
  if (percent) return Number(percent[1]) <= 100 ? 1 + (Number(percent[1]) / 100) * 4 : undefined;
  return readNumber(cell);
}

const YES =
  /^(?:true|yes|y|1|x|ja|oui|s[ií]|vrai|wahr|verdadero|breached|violated|sla violated|overdue|missed|verletzt|violation|(?:response|resolution|response and resolution|first response) violation|completed[_ ]late)$/i;
const NO =
  /^(?:false|no|n|0|nein|non|faux|falsch|falso|met|within sla|achieved|in time|not breached|not violated|no violation|completed[_ ]on[_ ]time|on time|due[_ ]soon|active[_ ]time[_ ]left)$/i;

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

/** Splits a list cell: a JSON list (of objects, their names), else at commas or semicolons where there are any, else at spaces. */
export function readList(cell: string): readonly string[] {
  if (cell.startsWith('[{')) return namesOf(cell);
  const text = cell.trim().replace(/^\[|\]$/g, '');
  const parts = /[,;]/.test(text) ? text.split(/[,;]/) : text.split(/\s+/);
  return parts.map((part) => part.trim().replace(/^["']|["']$/g, '')).filter((part) => part !== '');
}

function namesOf(cell: string): readonly string[] {
  return objectsOf(cell).flatMap((one) => {
    const name = one.name ?? one.tag ?? one.label ?? one.value;
    return typeof name === 'string' ? [name] : [];
  });
}

/** What a cell of nested JSON says who somebody is: the id of its first object, else its address; another cell is its own. */
export function readParty(cell: string): string {
  if (!/^\[?\{/.test(cell)) return cell;
  const { id, email, name } = objectsOf(cell)[0] ?? {};
  return String(id ?? email ?? name ?? cell);
}

function objectsOf(cell: string): readonly Readonly<Record<string, unknown>>[] {
  try {
    const value: unknown = JSON.parse(cell);
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null);
  } catch {
    return [];
  }
}
