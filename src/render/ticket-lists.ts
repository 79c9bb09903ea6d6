import { escapeHtml } from './html.ts';
import { escapeMarkdown } from './markdown-printer.ts';

/** Stands in a list for each ticket that was taken out: a page says how many there were, and keeps saying the truth. */
export const REMOVED = 'removed';

const ITEM = '(?:<bdi>[^<]*</bdi>|<a href="[^"]*"><bdi>[^<]*</bdi></a>)';

/** Tickets in a row fill a small paragraph, or the brackets at the end of a line or a cell; no other words do. */
const HTML_LISTS = new RegExp(
  `(?<=<p class="small">| \\()${ITEM}(?:, ${ITEM})*(?=</p>|(?: and \\d+ more)?\\)</(?:li|th)>)`,
  'g',
);

/** A printed HTML page in whose lists of tickets one stands no longer; the same where it is in none. @param id as the helpdesk writes it */
export function htmlListsWithout(body: string, id: string): string {
  const name = escapeHtml(id);
  const isIts = (item: string) => item.replace(/<[^>]*>/g, '') === name;
  const one = new RegExp(ITEM, 'g');
  return body.replace(HTML_LISTS, (list) =>
    list.replace(one, (item) => (isIts(item) ? `<bdi>${REMOVED}</bdi>` : item)),
  );
}

/** Headings of the sections whose lines end with tickets in brackets. */
const SECTIONS = /^## (?:Still open from before|Closed since last week|Watch list: no action asked)$/;
const ALL_TICKETS = /^\*\*All .* of this week\*\*$/;

/**
 * The same for a page in Markdown, where nothing marks a ticket but its place: a paragraph under its own label, or brackets at the end of a line or of a row's first
 * cell in certain sections. A number of a sentence is never taken for a ticket.
 */
export function markdownListsWithout(body: string, id: string): string {
  const name = escapeMarkdown(id);
  if (!body.includes(name)) return body;
  let isSection = false;
  const lines = body.split('\n').map((line, at, all) => {
    if (line.startsWith('## ')) isSection = SECTIONS.test(line);
    if (ALL_TICKETS.test(all[at - 2] ?? '')) return listWithout(line, name);
    if (!isSection) return line;
    if (line.startsWith('- ')) return bracketsWithout(line, name);
    return line.replace(/^\| (?:\\.|[^\\|])*(?= \|)/, (cell) => bracketsWithout(cell, name));
  });
  return lines.join('\n');
}

/** @param list printed tickets in a row, perhaps with how many more there are */
function listWithout(list: string, name: string): string {
  return list.replace(new RegExp(`(?<=^|, )${ticketPattern(name)}(?=, |$| and \\d+ more$)`, 'g'), REMOVED);
}

/** Ids may hold brackets, nearly always in pairs: the list begins at the partner of the last one. */
function bracketsWithout(text: string, name: string): string {
  if (!text.endsWith(')')) return text;
  const own = new RegExp(`(?<=\\(|, )${ticketPattern(name)}(?=, |\\)$| and \\d+ more\\)$)`, 'g');
  const start = openingOf(text.replace(own, (found) => 'x'.repeat(found.length)));
  return `${text.slice(0, start + 1)}${listWithout(text.slice(start + 1, -1), name)})`;
}

function ticketPattern(name: string): string {
  const literal = name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return `(?:${literal}|\\[${literal}\\]\\(\\S*?\\))`;
}

function openingOf(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ')') depth += 1;
    if (text[at] === '(') depth -= 1;
    if (depth === 0) return at;
  }
  return text.lastIndexOf(' (') + 1;
}
