import type { Block, Column, Document, Inline, Line, QuoteLine, Trend } from './document.ts';
import { formatNumber, STATE_SHAPES } from './format.ts';
import { type Html, html } from './html.ts';
import { PAGE_STYLE } from './page-style.ts';
import { sparkChart, trendChart, trendWords } from './trend-chart.ts';

// Nothing may be loaded or run, whatever a ticket's text contains.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** Prints a document as one self-contained HTML page that works from a file, on paper and without scripts. */
export function printHtml(document: Document): string {
  const { title, kicker, masthead, notices, blocks, foot, siblings } = document;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${{ markup: POLICY }}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}${pageWhen(masthead)}</title>
<style>${{ markup: PAGE_STYLE }}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header>
<p class="kicker">${kicker.map(printInline)}</p>
<h1>${title}</h1>
<div class="masthead">${masthead.map((line) => html`<p>${line.map(printInline)}</p>`)}</div>
${notices.length > 0 && html`<ul class="notices" aria-label="Notices">${notices.map((notice) => html`<li>${printText(notice)}</li>`)}</ul>`}
</header>
<main id="main">
${blocks.map(printBlock)}
</main>
${foot.length + siblings.length > 0 && printFoot(foot, siblings)}
</body>
</html>
`;
  return page.markup;
}

function pageWhen(masthead: readonly Line[]): string {
  const first = masthead[0]?.[0];
  return first !== undefined && typeof first !== 'string' && first.kind === 'strong' ? `: ${first.text}` : '';
}

function printFoot(foot: readonly Line[], siblings: Document['siblings']): Html {
  const lines = foot.map((line) => html`<p>${line.map(printInline)}</p>\n`);
  return html`<footer><div>\n${lines}${siblings.length > 0 && printSiblings(siblings)}</div></footer>`;
}

function printSiblings(siblings: Document['siblings']): Html {
  const items = siblings.map(
    ({ text, href }) => html`<li><a href="${href.includes('.') ? href : `${href}.html`}">${text}</a></li>`,
  );
  return html`<nav aria-label="Other pages"><ul>${items}</ul></nav>`;
}

function printBlock(block: Block): Html {
  switch (block.kind) {
    case 'heading':
      return block.level === 3
        ? html`<h3>${block.line.map(printInline)}</h3>\n`
        : html`<h4>${block.line.map(printInline)}</h4>\n`;
    case 'paragraph':
      return html`<p${toneClass(block.tone)}>${block.line.map(printInline)}</p>\n`;
    case 'list':
      return printList(block);
    case 'facts':
      return html`<dl>${block.rows.map(printFact)}</dl>\n`;
    case 'table':
      return printTable(block.caption, block.columns, block.rows);
    case 'quotes':
      return html`<div class="quotes">${block.quotes.map(printQuote)}</div>\n`;
    case 'details':
      return html`<details><summary>${block.summary}</summary>\n${block.blocks.map(printBlock)}</details>\n`;
    case 'group':
      return html`<div class="group ${block.tone}" id="${block.id}">\n${block.blocks.map(printBlock)}</div>\n`;
    case 'section':
      return html`<section id="${block.id}" aria-labelledby="${block.id}-h">\n<h2 id="${block.id}-h">${block.title}</h2>\n${block.blocks.map(printBlock)}</section>\n`;
    case 'buttons':
      return html`<ul class="buttons" aria-label="${block.label}">${block.links.map(({ text, href }) => html`<li><a href="${href}">${text}</a></li>`)}</ul>\n`;
    case 'trend':
      return printTrend(block);
  }
}

function toneClass(tone: string): Html | null {
  return tone === 'plain' ? null : html` class="${tone}"`;
}

function printList(block: Extract<Block, { kind: 'list' }>): Html {
  const items = block.items.map((line) => html`<li>${line.map(printInline)}</li>\n`);
  return block.ordered
    ? html`<ol${toneClass(block.tone)}>${items}</ol>\n`
    : html`<ul${toneClass(block.tone)}>${items}</ul>\n`;
}

function printFact({ term, lines, strong }: Extract<Block, { kind: 'facts' }>['rows'][number]): Html {
  const key = strong === true && html` class="key"`;
  return html`<dt${key}>${term}</dt><dd${key}>${lines.map((line) => html`<p>${line.map(printInline)}</p>`)}</dd>\n`;
}

// A row with fewer cells than columns lets its last cell span the rest.
function printTable(caption: string, columns: readonly Column[], rows: readonly (readonly Line[])[]): Html {
  const numeric = (index: number) => columns[index]?.numeric === true;
  const head = columns.map(
    (column, index) => html`<th scope="col"${numeric(index) && html` class="num"`}>${column.title}</th>`,
  );
  const body = rows.map((cells) => {
    const span = columns.length - cells.length + 1;
    return html`<tr>${cells.map((line, index) => {
      const text = line.map(printInline);
      if (index === 0) return html`<th scope="row">${text}</th>`;
      if (span > 1 && index === cells.length - 1) return html`<td colspan="${span}">${text}</td>`;
      return html`<td${numeric(index) && html` class="num"`}>${text}</td>`;
    })}</tr>\n`;
  });
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>\n`;
}

function printQuote({ text, ticketId, href }: QuoteLine): Html {
  const id =
    href === null ? html`<bdi>${ticketId}</bdi>` : html`<a class="ticket" href="${href}"><bdi>${ticketId}</bdi></a>`;
  return html`<blockquote><p dir="auto">“${text}”</p><footer>Ticket ${id}</footer></blockquote>\n`;
}

function printTrend(trend: Trend): Html {
  const rows = trend.values.map((value, index): readonly Line[] => [[trend.weeks[index] ?? ''], [formatNumber(value)]]);
  const table = printTable(
    `${trend.title}: ${trend.what}`,
    [{ title: 'Week' }, { title: 'Number', numeric: true }],
    rows,
  );
  return html`<figure>${trendChart(trend)}<figcaption>${trendWords(trend)}<details><summary>Data table</summary>${table}</details></figcaption></figure>\n`;
}

// A line may not end between a number and its percent sign.
function printText(text: string): Html {
  return html`${text.split(/(\d[\d.,]* %)/).map((piece, index) => (index % 2 ? html`<span class="n">${piece}</span>` : piece))}`;
}

function printInline(part: Inline): Html {
  if (typeof part === 'string') return printText(part);
  switch (part.kind) {
    case 'strong':
      return html`<strong>${printText(part.text)}</strong>`;
    case 'muted':
      return html`<span class="muted">${printText(part.text)}</span>`;
    case 'word':
      return html`<bdi>${part.text}</bdi>`;
    case 'link':
      return html`<a href="${part.href}"><bdi>${part.text}</bdi></a>`;
    case 'level':
      return html`<span class="level">${part.level}</span>`;
    case 'state':
      return html`<span class="n"><span class="shape" aria-hidden="true">${STATE_SHAPES[part.state]}</span> ${part.state.replace('-', ' ')}</span>`;
    case 'spark':
      return sparkChart(part.values);
    case 'break':
      return html`<br>`;
  }
}
