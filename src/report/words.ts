import { CAUSES, type Cause } from '../domain/cause.ts';
import type { Issue, Segment } from '../domain/measure.ts';
import type { WeekView } from './week-view.ts';

/** How a department is called on its page. */
export const TITLES: Readonly<Record<Cause, string>> = {
  sales: 'Sales',
  'professional-services': 'Professional Services',
  manufacturing: 'Manufacturing',
  marketing: 'Marketing',
};

/** What a department's tickets are about, in words a reader outside support knows. */
export const SUBJECTS: Readonly<Record<Cause, string>> = {
  sales: 'promises made while selling',
  'professional-services': 'custom solutions',
  manufacturing: 'how the product was made',
  marketing: 'offers and campaigns',
};

const DIMENSIONS: Readonly<Record<string, string>> = {
  sales_team: 'sales team',
  sales_rep: 'seller',
  region: 'region',
  product: 'product',
  implementation_partner: 'partner',
  solution: 'solution',
  engineer: 'engineer',
  lot: 'lot',
  sku: 'product',
  plant: 'plant',
  campaign_id: 'campaign',
};

/** "1 ticket", "3 tickets". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : noun.endsWith('s') ? '' : 's'}`;
}

/** A segment in words: "lot P1-2637", "campaign A free year of Fleet". */
export function segmentWords(
  { dimension, value }: { readonly dimension: string; readonly value: string },
  view: Pick<WeekView, 'segmentName'>,
): string {
  return `${DIMENSIONS[dimension] ?? dimension.replaceAll('_', ' ')} ${view.segmentName(dimension, value)}`;
}

/** What an issue is called: its lot, solution or campaign, else its topic's label in quotation marks. */
export function issueName(issue: Issue, view: WeekView): string {
  if (issue.named) return upperFirst(segmentWords(issue.named, view));
  const label = view.topicOf(issue.topicId)?.label;
  return label ? `“${label}”` : 'Tickets in no topic';
}

/** "22 of 27 with a known lot: P1-2637 (4 % of other tickets)". */
export function segmentSentence(segment: Segment, view: WeekView): string {
  const usual =
    segment.usualShare === null ? '' : `, against ${Math.round(segment.usualShare * 100)} % of other tickets`;
  return `${segment.tickets} of ${segment.known} with a known ${DIMENSIONS[segment.dimension] ?? segment.dimension}: ${view.segmentName(segment.dimension, segment.value)}${usual}`;
}

/** "a, b and c". */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The other departments in words. */
export function departmentWords(departments: readonly Cause[]): string {
  return listWords(CAUSES.filter((cause) => departments.includes(cause)).map((cause) => TITLES[cause]));
}

/** The same text with a capital at its start. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Cuts at a word's end to at most `limit` characters. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), limit / 2)).trimEnd()}…`;
}
