import type { Cause } from '../domain/cause.ts';
import type { Issue } from '../domain/measure.ts';
import type { TicketId } from '../domain/ticket.ts';
import type { WeekView } from './week-view.ts';

/** What a department's tickets are about, in words a reader outside support knows. */
export const SUBJECTS: Readonly<Record<Cause, string>> = {
  sales: 'promises made while selling',
  'professional-services': 'custom solutions',
  manufacturing: 'how the product was made',
  marketing: 'offers and campaigns',
};

const DIMENSIONS: Readonly<Record<string, string>> = {
  sales_rep: 'seller',
  implementation_partner: 'partner',
  sku: 'product',
  campaign_id: 'campaign',
};
/** Fewest tickets and accounts of a lot, campaign or team that numbers are shown of. */
export const CELL = { tickets: 5, accounts: 3 } as const;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** "1 ticket", "3 tickets", "1,407 tickets". */
export function count(number: number, noun: string): string {
  return `${group(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** Thousands separated by commas: "1,407". */
export function group(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A calendar day `2026-11-23` as "23 November". */
export function dayWords(day: string): string {
  const [, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${date} ${MONTHS[month - 1]}`;
}

/** A dimension as people call it: "sales team", "product" for `sku`. */
export function dimensionWords(dimension: string): string {
  return DIMENSIONS[dimension] ?? dimension.replaceAll('_', ' ');
}

/** A segment in words: "lot P1-2637", "campaign “A free year of Fleet”". */
export function segmentWords(
  { dimension, value }: { readonly dimension: string; readonly value: string },
  view: Pick<WeekView, 'segmentName'>,
): string {
  const name = view.segmentName(dimension, value);
  return `${dimensionWords(dimension)} ${dimension === 'campaign_id' ? `“${name}”` : name}`;
}

/** What an issue is called: its lot with the product, its solution or campaign, else its topic's label in quotation marks. */
export function issueName({ named, topicId, windowTickets }: Issue, view: WeekView): string {
  if (named?.dimension === 'lot') return `${productOf(windowTickets, view)}lot ${named.value}`;
  if (named) return segmentWords(named, view);
  return `“${view.topicOf(topicId)?.label ?? 'tickets in no topic'}”`;
}

/** The product of a lot with a space behind it; nothing where the tickets name none or several. */
function productOf(ids: readonly TicketId[], view: WeekView): string {
  const products = new Set(ids.flatMap((id) => view.ticketOf(id).sku ?? view.ticketOf(id).product ?? []));
  const [only] = products;
  return only !== undefined && products.size === 1 ? `${only} ` : '';
}

/** "27 tickets from 14 accounts": accounts where they are known, else customers, else nothing that was not counted. */
export function ticketsFrom(ids: readonly TicketId[], parties: number, view: WeekView): string {
  const tickets = ids.map(view.ticketOf);
  const noun = tickets.some(({ accountId }) => accountId !== undefined)
    ? 'account'
    : tickets.some(({ requester }) => requester !== undefined) && 'customer';
  return `${count(ids.length, 'ticket')}${noun ? ` from ${count(parties, noun)}` : ''}`;
}

/** Whether a lot, campaign or team is too small for numbers; a custom solution is its one customer's by nature. */
export function isSmallCell({ named, windowTickets, windowAccounts }: Issue): boolean {
  if (!named || named.dimension === 'solution') return false;
  return windowTickets.length < CELL.tickets || windowAccounts < CELL.accounts;
}

/** The same text with a capital at its start; a product's own spelling is left alone by its capital. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Cuts at a word's end to at most `limit` characters. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), Math.floor(limit / 2))).trimEnd()}…`;
}
