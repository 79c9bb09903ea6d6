import { WORDS } from './words.ts';

/** What a look at a text tells before any pattern is tried: bits, each a kind of sign or word that occurs in it. */
export const MARK = {
  at: 1,
  url: 2,
  digit: 4,
  /** Seven digits or more with at most four other signs, none a letter, between them. */
  run: 8,
  /** Twelve such digits or more. */
  longRun: 16,
  /** Thirteen letters, digits, `_` and `-` or more in a row. */
  token: 32,
  /** A colon or a hexadecimal pair's dash, as machines' addresses have them. */
  colon: 64,
  line: 128,
  /** An opening bracket, in which the word for @ may stand. */
  bracket: 1 << 22,
} as const;

const ALWAYS = 1 << 30;
/** Every mark at once: with it each rule is tried. */
export const ALL_MARKS = 0x7fffffff;
/** The mark of rules that are cheap enough to try on every text. */
export const ANY_TEXT: number = ALWAYS;

/** The marks of a text and where its known words stand. */
export interface TextScan {
  /** Bits of MARK, of WORD, and ANY_TEXT. */
  readonly marks: number;
  /** Three numbers a known word, in the text's order: start, end (exclusive), its bits of WORD. */
  readonly hits: readonly number[];
}

const LETTER = 1;
const DIGIT = 2;
const TABLE = 1 << 16;
/** What each UTF-16 unit is to the patterns; half a sign of the further planes ends a word, which tries a rule once too often and never too seldom. */
const signs = new Uint8Array(1 << 16);
for (let code = 0; code < 0xd800; code++) if (/\p{L}/u.test(String.fromCharCode(code))) signs[code] = LETTER;
for (let code = 48; code < 58; code++) signs[code] = DIGIT;

/** One byte a hash: whether a known word, or the last four letters of one, may have it. A look here spares a string for nearly every word. */
const maybe = new Uint8Array(TABLE);
for (const word of WORDS.keys()) {
  const small = word.replace(/^-/, '');
  const ending = word.startsWith('-');
  for (const form of [small, small.toUpperCase(), small.slice(0, 1).toUpperCase() + small.slice(1)])
    maybe[slot(ending ? lastFour(form) : hashOf(form))] = 1;
}

function hashOf(word: string): number {
  let hash = 0;
  for (let i = 0; i < word.length; i++) hash = (Math.imul(hash, 31) + (word.charCodeAt(i) | 32)) | 0;
  return hash;
}

function lastFour(word: string): number {
  let packed = 0;
  for (let i = 0; i < word.length; i++) packed = (packed << 8) | ((word.charCodeAt(i) | 32) & 255);
  return packed;
}

function slot(hash: number): number {
  return (hash ^ (hash >>> 15)) & (TABLE - 1);
}

/** Looks once over a text. Its time is one step a sign. */
export function scanText(text: string): TextScan {
  const hits: number[] = [];
  let marks: number = ALWAYS;
  let [start, hash, packed] = [-1, 0, 0];
  let [digits, gap, token] = [0, 0, 0];
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32;
    const sign = signs[code];
    if (sign === LETTER) {
      if (start < 0) start = i;
      hash = (Math.imul(hash, 31) + (code | 32)) | 0;
      packed = (packed << 8) | ((code | 32) & 255);
      digits = 0;
      if (++token === 13) marks |= MARK.token;
      continue;
    }
    if (start >= 0) {
      if (maybe[slot(hash)] === 1 || maybe[slot(packed)] === 1) marks |= addHit(text, start, i, hits);
      start = -1;
      hash = 0;
      packed = 0;
    }
    if (sign === DIGIT) {
      marks |= MARK.digit;
      gap = 0;
      if (++digits === 7) marks |= MARK.run;
      else if (digits === 12) marks |= MARK.longRun;
      if (++token === 13) marks |= MARK.token;
      continue;
    }
    if (++gap > 4) digits = 0;
    if (code === 45 || code === 95) {
      if (++token === 13) marks |= MARK.token;
      marks |= MARK.colon;
    } else token = 0;
    if (code === 64) marks |= MARK.at;
    else if (code === 40 || code === 91 || code === 123 || code === 60) marks |= MARK.bracket;
    else if (code === 10) marks |= MARK.line;
    else if (code === 58) marks |= text.charCodeAt(i + 1) === 47 ? MARK.colon | MARK.url : MARK.colon;
  }
  return { marks, hits };
}

function addHit(text: string, start: number, end: number, hits: number[]): number {
  const word = text.slice(start, end).toLowerCase();
  const bits = (WORDS.get(word) ?? 0) | (word.length > 4 ? (WORDS.get(`-${word.slice(-4)}`) ?? 0) : 0);
  if (bits !== 0) hits.push(start, end, bits);
  return bits;
}
