import { compile } from 'html-to-text';

// Common tags only: "<3" and "<order 5>" are no HTML.
const TAG =
  /<\/?(?:p|div|br|span|html|body|table|tbody|t[rdh]|ul|ol|li|a|b|i|u|em|strong|blockquote|font|pre|h[1-6]|img|style|hr)(?:\s[^<>]{0,2000})?\/?>/i;
const ENTITY = /&(?:(?:amp|#38|#x26);){0,8}(?:nbsp|amp|lt|gt|quot|apos|#0?39|#160|#x27|#34|#38);/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#039': "'",
  '#x27': "'",
  '#34': '"',
  '#38': '&',
  '#160': ' ',
};
/** What tidy lines of the usual letters lack. */
const UNTIDY = /[^\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u20ac]/;
/** Letters from here on may be composed or decomposed; typographic quotes and dashes may not. */
const COMPOSED = /[\u0300-\u1fff\u2000\u2001\u2126-\u212b\u2329\u232a\u2adc\u3040-\u30ff\uac00-\ufffd]/;
const ODD_SPACE = /[^\S\n ]|(?!\n)\p{Cc}/gu;
const MAX_ROUNDS = 4;

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
 * Makes a cell plain text: HTML to text where it looks like HTML (also where it was escaped twice, or stands in ServiceNow's `[code]`), entities decoded, line ends
 * `\n`, NFC, no control or zero-width characters, no runs of blank lines.
 */
export function plainText(cell: string): string {
  let text = tidy(decode(cell));
  for (let round = 1; round < MAX_ROUNDS && (text.includes('&') || text.includes('<')); round++) {
    const again = tidy(decode(text));
    if (again === text) break;
    text = again;
  }
  return text;
}

function decode(cell: string): string {
  const text = cell.includes('[') ? cell.replace(/\[\/?code\]/gi, '') : cell;
  if (isHtml(text)) return convert(text);
  return text.includes('&') ? text.replace(ENTITY, entityText) : text;
}

function entityText(entity: string): string {
  const name = entity.slice(entity.lastIndexOf('&', entity.length - 2) + 1, -1).toLowerCase();
  return ENTITIES[name.slice(name.lastIndexOf(';') + 1)] ?? entity;
}

// Most texts are tidy, and one look tells: the chain costs twelve times as much.
function tidy(text: string): string {
  if (!UNTIDY.test(text) && !text.includes(' \n') && !text.includes('\n\n\n')) return text.trim();
  return (COMPOSED.test(text) ? text.normalize('NFC') : text)
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(ODD_SPACE, ' ')
    .replace(/(?<! ) +\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
