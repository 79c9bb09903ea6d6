import {
  BEGIN_FORWARD,
  BY_HAND,
  BY_HAND_AFTER,
  type HeaderKind,
  headerKind,
  INLINE_KEY,
  kindOfWord,
  POINTER,
  SEPARATOR,
  WROTE,
} from './mail-words.ts';

const DATE = /(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\b(?:19|20)\d\d\b)/g;
const TIME = /\d{1,2}\s?[:.hu]\s?\d{2}(?!\d)/;
const ADDRESS = /[<([][^<>()[\]\s]{1,80}@[^<>()[\]\s]{2,80}[>)\]]|\[EMAIL\]|mailto:/;
const OPENING = /^[\s>*"]*(?:on|am|le|el|il|op|em|no|a|w dniu|dnia|den|p[åa]|vid|kl)\b/i;
/** A mail header has its fields within so many lines. */
const HEADER_WINDOW = 8;
const MAX_ATTRIBUTION = 400;
const INLINE_ATTRIBUTION =
  /(?:^|\s)(?:On|Am|Le|El|Il|Op|Em|Den|W dniu|Dnia) (?=[^\n]{0,60}?\d{4}|[^\n]{0,60}?\d{1,2}[./-]\d{1,2}[./-]\d{2})(?=[^\n]{0,80}?\d{1,2}[:.h]\d{2}(?!\d|[./-]))[^\n:]{0,80}(?::\d\d)?[^\n:]{0,40}(?::\d\d)?[^\n:]{0,120}?(?:wrote|schrieb|a [ée]crit|escribi[óo]|ha scritto|schreef|escreveu|napisał|skrev)[^:\n]{0,80}:(?=\s|$)/;
const WROTE_HINT = /wrote|schrieb|crit|escribi|scritto|schreef|escreveu|napisa|skrev/;

/**
 * Cuts what a message quotes of earlier ones: everything below an attribution line, separator or mail header block, and `>` lines.
 * Answers written below a `>` quotation are kept. A message that would be left empty (a bare forward, perhaps with "FYI" above) only loses its marker and header
 * lines, and one that is nothing but `>` lines loses those signs.
 */
export function cutHistory(text: string): string {
  if (!text.includes(':') && !text.includes('>') && !text.includes('--') && !text.includes('__')) return text;
  const lines = text.split('\n');
  const kept: string[] = [];
  let changed = false;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const start = historyStart(lines, i, kept);
    if (start === 'none') {
      kept.push(line);
      continue;
    }
    changed = true;
    if (start === 'quoted') continue;
    if (start === 'inline') kept.push(line.slice(0, inlineStart(line)));
    if (!isEmpty(kept)) break;
    kept.length = 0;
    i += markerLines(lines, i) - 1;
  }
  if (!changed) return text;
  const rest = kept.join('\n').trim();
  return rest === '' ? unquoted(lines) || text : rest;
}

type Start = 'none' | 'quoted' | 'inline' | 'history';

/** What begins at line i. An attribution above `>` lines counts as one of them, since an answer may follow below. */
function historyStart(lines: readonly string[], i: number, kept: string[]): Start {
  const line = lines[i] as string;
  if (isQuoted(line)) return isComparison(lines, i) ? 'none' : 'quoted';
  if (line.endsWith(':')) {
    const span = attributionSpan(lines, i, kept.length);
    if (span > 0) {
      kept.length -= span - 1;
      return isQuoted(nextFilled(lines, i + 1)) ? 'quoted' : 'history';
    }
    if (line.length < 80 && BEGIN_FORWARD.test(line)) return 'history';
  }
  if (isHeaderBlock(lines, i)) return 'history';
  const first = line.charCodeAt(0);
  if ((first < 48 || first === 95 || first > 122) && isSeparator(lines, i)) return 'history';
  return line.length > 60 && inlineStart(line) < line.length ? 'inline' : 'none';
}

function isQuoted(line: string): boolean {
  const sign = line.indexOf('>');
  return sign === 0 || (sign > 0 && sign < 4 && line.trimStart().startsWith('>'));
}

/** "> 5 bar" on a line alone is a measure. */
function isComparison(lines: readonly string[], i: number): boolean {
  if (!/^\s*>\s?=?\s?\d/.test(lines[i] as string)) return false;
  return !isQuoted(lines[i - 1] ?? '') && !isQuoted(lines[i + 1] ?? '');
}

/** Number of lines (mailers wrap it over up to three) of the attribution that ends at line i; 0 where there is none. */
function attributionSpan(lines: readonly string[], i: number, free: number): number {
  const line = lines[i] as string;
  if (line.length > MAX_ATTRIBUTION) return 0;
  let best = 0;
  let joined = '';
  for (let span = 1; span <= 3 && span <= free + 1; span++) {
    const before = lines[i - span + 1] as string;
    if (span > 1 && (before.trim() === '' || before.length > 200)) break;
    joined = span === 1 ? line.trim() : `${before.trim()} ${joined}`;
    if (!isAttribution(joined, isQuoted(nextFilled(lines, i + 1)))) continue;
    best = span;
    if (OPENING.test(joined)) break;
  }
  return best;
}

function isAttribution(line: string, isAboveQuote: boolean): boolean {
  if (line.length > MAX_ATTRIBUTION) return false;
  const found = WROTE.exec(line);
  if (!found) return false;
  if (ADDRESS.test(line)) return true;
  if (BY_HAND.test(line.slice(0, found.index + 1)) || BY_HAND_AFTER.test((found[1] ?? '').trim())) return false;
  const timeless = line.replace(DATE, ' ');
  return isAboveQuote || (timeless !== line && TIME.test(timeless));
}

function isSeparator(lines: readonly string[], i: number): boolean {
  const line = lines[i] as string;
  if (line.length > 300) return false;
  if (/^[_-]{10,}$/.test(line.trim())) return [1, 2].some((next) => isHeaderBlock(lines, i + next));
  return SEPARATOR.test(line);
}

/** A sender with a subject or, where it has an address or a time, with a date and a recipient. */
function isHeaderBlock(lines: readonly string[], i: number): boolean {
  const first = lines[i] ?? '';
  const opening = first.length < 400 ? headerKind(first) : undefined;
  if (opening !== 'from' && opening !== 'date' && opening !== 'subject') return false;
  const kinds = new Set<HeaderKind>();
  let block = '';
  let foreign = 0;
  for (let at = i; at < i + HEADER_WINDOW && foreign < 2; at++) {
    const line = lines[at] ?? '';
    const kind = line.length < 2_000 ? headerKind(line) : undefined;
    if (kind === undefined) foreign += 1;
    else {
      kinds.add(kind);
      block += `${line.slice(0, 300)}\n`;
    }
  }
  if (!kinds.has('from') || kinds.size < 3) return false;
  return kinds.has('subject') || ADDRESS.test(block) || (DATE_ONCE.test(block) && TIME.test(block));
}

const DATE_ONCE = new RegExp(DATE.source);

/** Index where a line that holds a whole flattened mail begins to quote; its length where it does not. */
function inlineStart(line: string): number {
  if (!line.includes(':') && !line.includes('----')) return line.length;
  const attribution = WROTE_HINT.test(line) ? (INLINE_ATTRIBUTION.exec(line)?.index ?? line.length) : line.length;
  return Math.min(attribution, inlineHeader(line), inlineSeparator(line));
}

function inlineSeparator(line: string): number {
  const dashes = line.indexOf('----');
  return dashes > 0 && SEPARATOR.test(line.slice(dashes, dashes + 80)) ? dashes : line.length;
}

function inlineHeader(line: string): number {
  // Three fields have three colons, which prose seldom has.
  const second = line.indexOf(': ', line.indexOf(': ') + 1);
  if (second < 0 || line.indexOf(': ', second + 1) < 0) return line.length;
  let start = line.length;
  let end = 0;
  const kinds = new Set<HeaderKind>();
  for (const match of line.matchAll(INLINE_KEY)) {
    const kind = kindOfWord(match[1] as string);
    if (kind === undefined) continue;
    if (kind === 'from' || match.index - end > 300) {
      kinds.clear();
      start = match.index;
    }
    end = match.index;
    kinds.add(kind);
    if (kinds.has('from') && kinds.has('date') && kinds.has('subject')) return start;
  }
  return line.length;
}

function markerLines(lines: readonly string[], i: number): number {
  let count = 1;
  while (count < HEADER_WINDOW + 2 && isHeaderLine(lines[i + count] ?? 'x')) count += 1;
  return count;
}

function isHeaderLine(line: string): boolean {
  return line.trim() === '' || headerKind(line) !== undefined;
}

function nextFilled(lines: readonly string[], from: number): string {
  for (let i = from; i < from + 3; i++) if ((lines[i] ?? '').trim() !== '') return lines[i] as string;
  return '';
}

function isEmpty(kept: readonly string[]): boolean {
  const own = kept.filter((line) => line.trim() !== '');
  return own.length === 0 || (own.length === 1 && POINTER.test((own[0] as string).slice(0, 80)));
}

/** The words of a text that is nothing but quotation. */
function unquoted(lines: readonly string[]): string {
  return lines
    .filter((line) => isQuoted(line))
    .map((line) => line.replace(/^[\s>]+/, ''))
    .join('\n')
    .trim();
}
