import { WORDS } from './words.ts';

/** What a look at a text tells before any pattern is tried: bits, each a kind of sign or word that occurs in it. */
export const MARK = {
  at: 1,
  url: 2,
  digit: 4,
  /** Seven digits or more with at most four other signs, none a letter, between them. */
  run: 8,
  /** Six such digits or more. */
  shortRun: 1 << 23,
  /** Twelve such digits or more. */
  longRun: 16,
  /** Thirteen letters, digits, `_` and `-` or more in a row. */
  token: 32,
  /** Two colons in a row, or five colons and dashes at most four signs apart, as machines' addresses have them. */
  pairs: 64,
  /** Three dots with digits on both sides, at most three between two of them. */
  dotted: 1 << 24,
  line: 128,
  /** An opening bracket, in which the word for @ may stand. */
  bracket: 1 << 22,
  /** A dash before a space, as it stands before the name that ends a letter. */
  dash: 1 << 30,
} as const;

/** Every mark at once: with it each rule is tried. */
export const ALL_MARKS = 0x7fffffff;

/** The marks of a text and where its known words stand. */
export interface TextScan {
  /** Bits of MARK and of WORD. */
  readonly marks: number;
  /** Three numbers a known word, in the text's order: start, end (exclusive), its bits of WORD. */
  readonly hits: readonly number[];
}

const LETTER = 1;
const DIGIT = 2;
const [SPACE, DASH, DOT, SLASH, COLON, AT, UNDERSCORE] = [32, 45, 46, 47, 58, 64, 95];
const [EN_DASH, EM_DASH] = [0x2013, 0x2014];
/** Marks by the number of digits in a run so far, up to twelve. */
const RUNS = Int32Array.from({ length: 13 }, (_, digits) => runMarks(digits));
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

function runMarks(digits: number): number {
  return (
    MARK.digit | (digits >= 6 ? MARK.shortRun : 0) | (digits >= 7 ? MARK.run : 0) | (digits >= 12 ? MARK.longRun : 0)
  );
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
  const { length } = text;
  let marks = 0;
  let [digits, gap, token] = [0, 0, 0];
  let [pairs, pairAt, dots, dotAt] = [0, -9, 0, -9];
  for (let i = 0; i < length; i++) {
    let code = text.charCodeAt(i);
    const sign = signs[code];
    if (sign === LETTER) {
      const start = i;
      let [hash, packed] = [0, 0];
      do {
        hash = (Math.imul(hash, 31) + (code | 32)) | 0;
        packed = (packed << 8) | ((code | 32) & 255);
        code = ++i < length ? text.charCodeAt(i) : 32;
      } while (signs[code] === LETTER);
      if (maybe[slot(hash)] === 1 || maybe[slot(packed)] === 1) marks |= addHit(text, start, i, hits);
      token += i - start;
      if (token > 12) marks |= MARK.token;
      digits = 0;
      i -= 1;
      continue;
    }
    if (sign === DIGIT) {
      gap = 0;
      digits += 1;
      marks |= digits < 6 ? MARK.digit : RUNS[Math.min(digits, 12)];
      if (++token > 12) marks |= MARK.token;
      continue;
    }
    if (code === SPACE) {
      token = 0;
      if (++gap > 4) digits = 0;
      continue;
    }
    if (++gap > 4) digits = 0;
    if ((code === DASH || code === EN_DASH || code === EM_DASH) && text.charCodeAt(i + 1) === SPACE) marks |= MARK.dash;
    if (code === DASH || code === UNDERSCORE) {
      if (++token > 12) marks |= MARK.token;
    } else token = 0;
    if (code === DASH || code === COLON) {
      const apart = i - pairAt;
      if (code === COLON && apart === 1) marks |= MARK.pairs;
      pairs = apart > 1 && apart < 6 ? pairs + 1 : 1;
      pairAt = i;
      if (pairs === 5) marks |= MARK.pairs;
      if (code === COLON && text.charCodeAt(i + 1) === SLASH) marks |= MARK.url;
    } else if (code === DOT) {
      if (signs[text.charCodeAt(i + 1)] === DIGIT && signs[text.charCodeAt(i - 1)] === DIGIT) {
        dots = i - dotAt < 5 ? dots + 1 : 1;
        dotAt = i;
        if (dots === 3) marks |= MARK.dotted;
      }
    } else if (code === AT) marks |= MARK.at;
    else if (code === 40 || code === 91 || code === 123 || code === 60) marks |= MARK.bracket;
    else if (code === 10) marks |= MARK.line;
  }
  return { marks, hits };
}

function addHit(text: string, start: number, end: number, hits: number[]): number {
  const word = text.slice(start, end).toLowerCase();
  const bits = (WORDS.get(word) ?? 0) | (word.length > 4 ? (WORDS.get(`-${word.slice(-4)}`) ?? 0) : 0);
  if (bits !== 0) hits.push(start, end, bits);
  return bits;
}
