import { compile } from 'html-to-text';

// Common tags only: "<3" and "<order 5>" are no HTML.
const TAG =
  /<\/?(?:p|div|br|span|html|body|table|tbody|t[rdh]|ul|ol|li|a|b|i|u|em|strong|blockquote|font|pre|h[1-6]|img|style|hr)(?:\s[^<>]{0,2000})?\/?>/i;
const ENTITY = /&(?:nbsp|amp|lt|gt|quot|apos|#39|#160);/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&#160;': ' ',
};

const convert = compile({
  wordwrap: false,
  limits: { maxDepth: 64, maxChildNodes: 20_000 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'script', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

/** Whether a text holds HTML tags. */
export function isHtml(text: string): boolean {
  return text.includes('<') && TAG.test(text);
}

/**
 * Makes a cell plain text: HTML to text where it looks like HTML, entities decoded, line ends `\n`, NFC, no control or zero-width characters,
 * no runs of blank lines.
 */
export function plainText(cell: string): string {
  const text = isHtml(cell) ? convert(cell) : cell.replace(ENTITY, (entity) => ENTITIES[entity] ?? entity);
  return text
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/[^\S\n ]|(?!\n)\p{Cc}/gu, ' ')
    .replace(/(?<! ) +\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
