import type { Block, Column, Document, Inline, Line } from './document.ts';
import { formatNumber, STATE_SHAPES } from './format.ts';
import { visibleText } from './html.ts';
import { trendWords } from './trend-chart.ts';

/** Prints a document as Markdown (GFM tables): the same blocks in the same order as its HTML twin. */
export function printMarkdown(document: Document): string {
  const { title, kicker, masthead, notices, blocks, foot, siblings } = document;
  const links = siblings.map(({ text, href }) => `[${escapeMarkdown(text)}](${siblingHref(href)})`).join(' · ');
  const parts = [
    printLine(kicker),
    `# ${escapeMarkdown(title)}`,
    masthead.map(printLine).join('  \n'),
    ...notices.map((notice) => `> Note: ${escapeMarkdown(notice)}`),
    ...blocks.map(printBlock),
    foot.length + siblings.length > 0 ? '---' : '',
    ...foot.map(printLine),
    links,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** Text on one line in which no character means anything to a Markdown reader, not even as HTML. */
export function escapeMarkdown(text: string): string {
  return visibleText(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/&(?=[#\w])/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_|~]|\](?=[([:])/g, '\\$&')
    .replace(/^(?:[#>+=-]|\d+(?=[.)](?:\s|$)))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

// The overview and the index have no Markdown twin.
function siblingHref(href: string): string {
  if (href.includes('.')) return href;
  return href === 'index' ? 'index.html' : `${href}.md`;
}

function printBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${printLine(block.line)}`;
    case 'paragraph':
      return printLine(block.line);
    case 'list':
      return block.items.map((line, index) => `${block.ordered ? `${index + 1}.` : '-'} ${printLine(line)}`).join('\n');
    case 'facts':
      return block.rows
        .map(({ term, lines }) => `- **${escapeMarkdown(term)}**: ${lines.map(printLine).join('; ')}`)
        .join('\n');
    case 'table':
      return printTable(block.caption, block.columns, block.rows);
    case 'quotes':
      return block.quotes
        .map(({ text, ticketId, href }) => `> “${escapeMarkdown(text)}” ${printTicket(ticketId, href)}`)
        .join('\n>\n');
    case 'details':
      return [`**${escapeMarkdown(block.summary)}**`, ...block.blocks.map(printBlock)].join('\n\n');
    case 'group':
      return block.blocks.map(printBlock).join('\n\n');
    case 'section':
      return [`## ${escapeMarkdown(block.title)}`, ...block.blocks.map(printBlock)].join('\n\n');
    case 'buttons':
      return `${escapeMarkdown(block.label)}: ${block.links.map(({ text, href }) => `[${escapeMarkdown(text)}](${href})`).join(' · ')}`;
    case 'trend':
      return `${escapeMarkdown(trendWords(block))}  \nBy week, ${block.weeks[0]} to ${block.weeks.at(-1)}: ${printSeries(block.values)}`;
  }
}

function printTicket(id: string, href: string | null): string {
  return href === null ? `(ticket ${escapeMarkdown(id)})` : `(ticket [${escapeMarkdown(id)}](${href}))`;
}

function printTable(caption: string, columns: readonly Column[], rows: readonly (readonly Line[])[]): string {
  const row = (cells: readonly string[]) =>
    `| ${[...cells, ...columns.slice(cells.length).map(() => '')].join(' | ')} |`;
  const head = [
    row(columns.map(({ title }) => escapeMarkdown(title))),
    row(columns.map(({ numeric }) => (numeric ? '---:' : '---'))),
  ];
  return [`${escapeMarkdown(caption)}:`, '', ...head, ...rows.map((cells) => row(cells.map(printLine)))].join('\n');
}

/** Pieces of a line are escaped one by one; spaces between them are kept. */
function printLine(line: Line): string {
  return line.map(printInline).join('').trim();
}

function printInline(part: Inline): string {
  if (typeof part === 'string') return keepEnds(part, escapeMarkdown(part));
  switch (part.kind) {
    case 'strong':
      return `**${escapeMarkdown(part.text)}**`;
    case 'muted':
    case 'word':
      return keepEnds(part.text, escapeMarkdown(part.text));
    case 'link':
      return printLink(part.text, part.href);
    case 'level':
      return `(${part.level})`;
    case 'state':
      return `${STATE_SHAPES[part.state]} ${part.state.replace('-', ' ')}`;
    case 'spark':
      return printSeries(part.values);
    case 'break':
      return ' · ';
  }
}

// Markdown has no agreed anchors, so a link within the page is only its text.
function printLink(text: string, href: string): string {
  return href.startsWith('#') ? escapeMarkdown(text) : `[${escapeMarkdown(text)}](${href})`;
}

function keepEnds(text: string, escaped: string): string {
  if (escaped === '') return /\s/.test(text) ? ' ' : '';
  return (/^\s/.test(text) ? ' ' : '') + escaped + (/\s$/.test(text) ? ' ' : '');
}

function printSeries(values: readonly number[]): string {
  return values.map((value) => formatNumber(value)).join(', ');
}
