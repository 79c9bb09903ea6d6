import type { FindingState } from '../domain/finding.ts';
import type { Measure, Segment } from '../domain/measure.ts';
import type { IsoWeek } from '../domain/week.ts';

/** Shape of each state beside its word, so that neither colour nor reading is needed to tell them apart. */
export const STATE_SHAPES: Readonly<Record<FindingState, string>> = {
  'first-seen': '○',
  new: '●',
  growing: '▲',
  steady: '■',
  falling: '▼',
  back: '↻',
  resolved: '✓',
};

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const MINUS = '\u2212';

/** A number with thousands separated by commas and at most `digits` decimals, trailing zeros kept. */
export function formatNumber(value: number, digits = 0): string {
  const [whole, fraction] = Math.abs(value).toFixed(digits).split('.') as [string, string | undefined];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** A share in [0, 1] as percent; the only place where percent exist. Two decimals below 0.1 %, else one. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${formatNumber(percent, percent !== 0 && Math.abs(percent) < 0.1 ? 2 : 1)} %`;
}

/** Digits that a reader can use: two for ratios below one, one below ten (and below a hundred where not whole), none above. */
function formatPlain(value: number, unit: string): string {
  if (unit === 'ratio') return formatNumber(value, Math.abs(value) < 1 ? 2 : Math.abs(value) < 100 ? 1 : 0);
  return formatNumber(value, Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 1);
}

/** The value alone in its unit: `3.1 %`, `27`, `5.4`. */
function formatAmount(value: number, unit: string): string {
  return unit === 'share' || unit === 'probability' ? formatShare(value) : formatPlain(value, unit);
}

/** The unit behind a value; nothing where the words in front say it already ("Customer issues: 12"). */
function unitWord(unit: string, value: number, label: string): string {
  if (unit === 'share' || label.toLowerCase().includes(unit)) return '';
  if (unit === 'probability') return '';
  if (unit === 'ratio') return ' times';
  return ` ${value === 1 && /[^s]s$/.test(unit) ? unit.slice(0, -1) : unit}`;
}

/** A measure in words, cut where a page may break the line: the value, then its range and base. */
export interface MeasureWords {
  /** `3.1 %`; null where the measure is refused. */
  readonly value: string | null;
  /** `between 2.1 % and 4.5 % of 874 closed tickets`; may be empty. Where refused: the reason. */
  readonly detail: string;
}

/**
 * Words for a measure: its value with unit, its 95 % range and what it is out of, or why there is none.
 * @param label the words that the page shows in front of it.
 */
export function measureWords(measure: Measure, label = ''): MeasureWords {
  if (measure.value === null)
    return { value: null, detail: `cannot be answered: ${measure.refused ?? 'no reason given'}` };
  const of = measure.unit === 'share' ? 'of' : 'base:';
  const base = measure.base === undefined ? '' : `${of} ${measure.base.replace(/^of /, '')}`;
  const range = rangeWords(measure);
  const glue = base && range && measure.unit !== 'share' ? ', ' : ' ';
  return {
    value: formatAmount(measure.value, measure.unit) + unitWord(measure.unit, measure.value, label),
    detail: [range, base].filter(Boolean).join(glue),
  };
}

/** The 95 % range in words, or an empty text where the number is exact. A rate ratio against nothing has no upper end. */
function rangeWords(measure: Measure): string {
  const amount = (value: number) => formatAmount(value, measure.unit);
  const low = Number.isFinite(measure.low) ? (measure.low as number) : null;
  const high = Number.isFinite(measure.high) ? (measure.high as number) : null;
  if (low !== null && high !== null) return `between ${amount(low)} and ${amount(high)}`;
  if (low !== null) return `at least ${amount(low)}`;
  return high === null ? '' : `at most ${amount(high)}`;
}

/** What readers call the measures whose stable names are a statistician's. */
const MEASURE_NAMES: Readonly<Record<string, string>> = {
  change: 'Against the weeks before',
  broken_promise_ratio: 'Deals with a broken promise, against expected',
  probability_ratio_above_1_5: 'Chance of more than 1.5 times expected',
  others_share: 'Closed by others than the one who closes most',
  people_for_80_percent: 'Fewest people who close 80 % of it',
  effective_people: 'People it rests on',
  handle_minutes_ratio: 'Handling time, against other tickets',
  returns_avoided: 'Returns that a fix would avoid in three months',
  probability_returns_fall_5_percent: 'Chance that warranty returns fall by 5 % or more',
  returned_share: 'Units that came back',
  support_cost: 'Cost of handling',
  campaign_net: 'Margin less cost of support',
  probability_campaign_loses: 'Chance that it costs more than it brings in',
};

/** What a measure is called on a page. */
export function measureName(name: string): string {
  return MEASURE_NAMES[name] ?? nameWords(name);
}

/** A stable name as words: `share_of_closed` gives `Share of closed`. */
export function nameWords(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A segment as `sales team` and `North`, and how much of the issue it holds against what is usual. */
export function segmentWords(segment: Segment): { readonly name: string; readonly detail: string } {
  const usual = segment.usualShare === null ? '' : `, against ${formatShare(segment.usualShare)} among other tickets`;
  const share = segment.known === 0 ? '' : ` (${formatShare(segment.tickets / segment.known)})`;
  return {
    name: `${segment.dimension.replace(/_id$/, '').replaceAll('_', ' ')} ${segment.label ?? segment.value}`,
    detail: `${segment.tickets} of ${count(segment.known, 'ticket')} where it is known${share}${usual}`,
  };
}

/** A count with its noun: `1 ticket`, `1,204 tickets`. */
export function count(value: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(value)} ${value === 1 ? noun : plural}`;
}

/** Calendar days as people write them: `9 to 15 November 2026`, `29 December 2025 to 4 January 2026`. */
export function dayRange(first: string, last: string): string {
  const [a, b] = [first.split('-'), last.split('-')] as [string[], string[]];
  const sameYear = a[0] === b[0];
  const head =
    sameYear && a[1] === b[1] ? String(Number(a[2])) : sameYear ? dayText(first).replace(/ \d+$/, '') : dayText(first);
  return `${head} to ${dayText(last)}`;
}

/** A calendar day `2026-11-15` as `15 November 2026`; any other text unchanged. */
export function dayText(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return match ? `${Number(match[3])} ${MONTHS[Number(match[2]) - 1]} ${match[1]}` : day;
}

/** `week 46` of `2026-W46`. */
export function weekText(week: IsoWeek): string {
  return `week ${Number(week.slice(6))}`;
}

/** The middle value; the mean of the two middle ones for an even number; 0 for none. */
export function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}

/** Text of at most `limit` characters; a mark stands for what was cut off. */
export function clip(text: string, limit: number): string {
  const characters = Array.from(text.slice(0, limit * 2 + 2));
  return characters.length <= limit && text.length <= limit * 2
    ? text
    : `${characters.slice(0, limit).join('').trimEnd()} […]`;
}
