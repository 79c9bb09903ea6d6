import type { Page } from '../domain/report.ts';
import { escapeHtml } from './html.ts';
import { escapeMarkdown } from './markdown-printer.ts';
import { htmlListsWithout, markdownListsWithout } from './ticket-lists.ts';

/** The files whose content names single tickets, by the end of their path. */
const CUTS: readonly (readonly [RegExp, (body: string, id: string) => string])[] = [
  [/\.html$/, (body, id) => htmlListsWithout(fromHtml(body, id), id)],
  [/\.md$/, (body, id) => markdownListsWithout(fromMarkdown(body, id), id)],
  [/(?:^|\/)findings\.json$/, fromFindings],
  [/(?:^|\/)analyst\/tickets\.csv$/, fromCsv],
];

/**
 * A printed page without one ticket: its quotes, its evidence, its row and its id in every list go; counts stay as they were published. The same page where it has none
 * of them.
 * @param id as the helpdesk writes it
 */
export function pageWithoutTicket<T extends Pick<Page, 'path' | 'body'>>(page: T, id: string): T {
  const cut = CUTS.find(([path]) => path.test(page.path))?.[1];
  if (cut === undefined) return page;
  const body = cut(page.body, id);
  return body === page.body ? page : { ...page, body };
}

/** The printer writes a quote as one `blockquote`, whose footer ends with the ticket, linked or plain. */
function fromHtml(body: string, id: string): string {
  const name = escapeHtml(id);
  const [before = '', ...quotes] = body.split('<blockquote>');
  return quotes.reduce((kept, part) => {
    const [quote = '', ...rest] = part.split('</blockquote>\n');
    const footer = quote.slice(quote.lastIndexOf('<footer>'));
    const isIts = footer.replace(/<[^>]*>/g, '') === `Ticket ${name}`;
    return kept + (isIts ? rest.join('</blockquote>\n') : `<blockquote>${part}`);
  }, before);
}

/** A quote is a line of its own, which ends with the ticket in brackets. */
function fromMarkdown(body: string, id: string): string {
  const name = escapeMarkdown(id);
  const isIts = (line: string) => {
    const at = line.startsWith('> “') ? line.lastIndexOf('” (ticket ') : -1;
    if (at < 0) return false;
    const named = line.slice(at + '” (ticket '.length);
    return named === `${name})` || named.startsWith(`[${name}](`);
  };
  const lines = body.split('\n');
  return lines.some(isIts) ? lines.filter((line) => !isIts(line)).join('\n') : body;
}

interface PrintedFinding {
  readonly tickets?: readonly string[];
  readonly window_tickets?: readonly string[];
  readonly evidence?: readonly { readonly ticket_id: string }[];
}

function fromFindings(body: string, id: string): string {
  if (!body.includes(JSON.stringify(id))) return body;
  const printed = JSON.parse(body) as { readonly findings: readonly PrintedFinding[] };
  const others = (ids: readonly string[] = []) => ids.filter((other) => other !== id);
  const findings = printed.findings.map((finding) => ({
    ...finding,
    tickets: others(finding.tickets),
    window_tickets: others(finding.window_tickets),
    evidence: (finding.evidence ?? []).filter(({ ticket_id }) => ticket_id !== id),
  }));
  return `${JSON.stringify({ ...printed, findings }, null, 2)}\n`;
}

/** Rows end at a line feed outside of quotes; the first cell is the ticket. */
function fromCsv(body: string, id: string): string {
  let isQuoted = false;
  let row = '';
  const rows: string[] = [];
  for (const line of body.split(/(?<=\n)/)) {
    row += line;
    isQuoted = line.split('"').length % 2 === 0 ? !isQuoted : isQuoted;
    if (!isQuoted) rows.push(row);
    if (!isQuoted) row = '';
  }
  const isIts = (text: string) => {
    const cell = /^'?(?:"((?:[^"]|"")*)"|([^,;"]*))[,;]/.exec(text.replace(/^\ufeff/, ''));
    return (cell?.[1]?.replaceAll('""', '"') ?? cell?.[2]?.replace(/^'/, '')) === id;
  };
  return [...rows.filter((text) => !isIts(text)), row].join('');
}
