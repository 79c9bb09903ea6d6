import type { Trend } from './document.ts';
import { formatNumber, middle, nameWords } from './format.ts';
import { type Html, html } from './html.ts';

const WIDTH = 312;
const HEIGHT = 96;
const PLOT = { left: 2, right: 238, top: 14, bottom: 78 };
/** Most bars that have room for their counts in print, where the data table cannot be opened. */
const LABELLED = 16;
/** Height of a label's line. */
const LINE = 14;
const SPARK = { width: 66, height: 18 };

/** Words that say what a trend chart shows: its lowest, highest, usual (median before the last week) and last count. */
export function trendWords({ values, what }: Pick<Trend, 'values' | 'what'>): string {
  const now = values.at(-1) ?? 0;
  const before = values.slice(0, -1);
  const usual = before.length === 0 ? '' : `, usual ${formatMiddle(before)}`;
  return `${nameWords(what)}: low ${formatNumber(Math.min(...values))}, high ${formatNumber(Math.max(...values))}${usual}, now ${formatNumber(now)}`;
}

/** Bars of weekly counts with the median of the weeks before as a line. The last bar differs by colour, label and, in print, hatching. */
export function trendChart(trend: Trend): Html {
  const { id, values, weeks } = trend;
  const now = values.at(-1) ?? 0;
  const before = values.slice(0, -1);
  const scale = (value: number) => PLOT.bottom - (value / Math.max(...values, 1)) * (PLOT.bottom - PLOT.top);
  const bars = barsOf(values, PLOT.left, PLOT.right - PLOT.left, scale, PLOT.bottom);
  const last = bars.at(-1) as Bar;
  return html`<svg class="trend" role="img" aria-labelledby="${id}-t ${id}-d" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">
<title id="${id}-t">${trend.title}</title><desc id="${id}-d">${trendWords(trend)}</desc>
<defs><pattern id="${id}-h" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V4"/></pattern></defs>
${bars.map((bar, index) => rect(bar, index === bars.length - 1 ? 'now' : 'past'))}
${bars.length <= LABELLED && bars.slice(0, -1).map((bar, index) => barLabel(bar, values[index] as number))}
<rect class="print" fill="url(#${id}-h)" x="${last.x}" y="${last.y}" width="${last.width}" height="${last.height}"/>
<path class="axis" d="M0 ${PLOT.bottom + 0.5}H${PLOT.right + 2}"/>
${before.length > 0 && usualLine(scale(middle(before)), formatMiddle(before))}
${nowLabel(scale, now, before)}
<text x="0" y="${HEIGHT - 4}">${shortWeek(weeks[0])}</text><text x="${PLOT.right + 2}" y="${HEIGHT - 4}" text-anchor="end">${shortWeek(weeks.at(-1))}</text>
</svg>`;
}

/** A chart of a line's height for tables; its label says the counts. */
export function sparkChart(values: readonly number[]): Html {
  if (values.length === 0) return html``;
  const highest = Math.max(...values, 1);
  const scale = (value: number) => SPARK.height - (value / highest) * SPARK.height;
  const bars = barsOf(values, 0, SPARK.width, scale, SPARK.height);
  const label = `by week: ${values.map((value) => formatNumber(value)).join(', ')}`;
  return html`<svg class="spark" role="img" aria-label="${label}" viewBox="0 0 ${SPARK.width} ${SPARK.height}" width="${SPARK.width}" height="${SPARK.height}">${bars.map(
    (bar, index) => rect(bar, index === bars.length - 1 ? 'now' : 'past'),
  )}</svg>`;
}

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function barsOf(
  values: readonly number[],
  left: number,
  width: number,
  scale: (value: number) => number,
  bottom: number,
): Bar[] {
  const step = width / values.length;
  const bar = step > 4 ? Math.floor(step * 0.72) : step * 0.8;
  return values.map((value, index) => ({
    x: round(left + index * step),
    y: round(scale(value)),
    width: round(bar),
    height: round(bottom - scale(value)),
  }));
}

function rect({ x, y, width, height }: Bar, name: 'past' | 'now'): Html {
  return html`<rect class="${name}" x="${x}" y="${y}" width="${width}" height="${height}"/>`;
}

// Beside the last bar, but a line's height away from the median's own label.
function nowLabel(scale: (value: number) => number, now: number, before: readonly number[]): Html {
  const [y, usual] = [scale(now), scale(before.length === 0 ? now : middle(before))];
  const clear = before.length === 0 || Math.abs(y - usual) >= LINE ? y : usual + (now < middle(before) ? LINE : -LINE);
  return html`<text class="value" x="${PLOT.right + 6}" y="${round(clear + 4)}">${formatNumber(now)}</text>`;
}

function barLabel({ x, y, width }: Bar, value: number): Html {
  return html`<text class="print" x="${round(x + width / 2)}" y="${round(y - 2)}" text-anchor="middle">${formatNumber(value)}</text>`;
}

function usualLine(y: number, value: string): Html {
  return html`<path class="usual" d="M0 ${round(y)}H${PLOT.right + 2}"/><text x="${PLOT.right + 6}" y="${round(y + 4)}">usual ${value}</text>`;
}

function formatMiddle(values: readonly number[]): string {
  const value = middle(values);
  return formatNumber(value, Number.isInteger(value) ? 0 : 1);
}

function shortWeek(week: string | undefined): string {
  return week === undefined ? '' : week.replace(/^\d+-/, '');
}

// Two decimals place a bar to a hundredth of a pixel and keep the page small.
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
