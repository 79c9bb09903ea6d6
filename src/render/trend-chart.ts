import type { Trend } from './document.ts';
import { formatNumber, middle } from './format.ts';
import { type Html, html } from './html.ts';

const WIDTH = 312;
const HEIGHT = 96;
const PLOT = { left: 2, right: 238, top: 18, bottom: 78 };
const SPARK = { width: 66, height: 18 };

/** Words that say what a trend chart shows: its lowest, highest, usual (median before the last week) and last count. */
export function trendWords({ values, what }: Pick<Trend, 'values' | 'what'>): string {
  const now = values.at(-1) ?? 0;
  const before = values.slice(0, -1);
  const usual = before.length === 0 ? '' : `, usual ${formatMiddle(before)}`;
  return `${what}: low ${formatNumber(Math.min(...values))}, high ${formatNumber(Math.max(...values))}${usual}, now ${formatNumber(now)}`;
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
<rect class="print" fill="url(#${id}-h)" x="${last.x}" y="${last.y}" width="${last.width}" height="${last.height}"/>
<path class="axis" d="M0 ${PLOT.bottom + 0.5}H${PLOT.right + 2}"/>
${before.length > 0 && usualLine(scale(middle(before)), formatMiddle(before))}
<text class="value" x="${round(last.x + last.width / 2)}" y="${round(last.y - 5)}" text-anchor="${last.width < 14 ? 'end' : 'middle'}">${formatNumber(now)}</text>
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

function usualLine(y: number, value: string): Html {
  return html`<path class="usual" d="M0 ${round(y)}H${PLOT.right + 6}"/><text x="${PLOT.right + 10}" y="${round(y + 4)}">usual ${value}</text>`;
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
