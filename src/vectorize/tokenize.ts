import { type Stem, stemmerFor } from './stem.ts';

/** A word as it stands in the text (lower case), with its stem. */
export interface Token {
  readonly word: string;
  readonly term: string;
}

// Longer texts are logs or pasted mail chains; what a ticket is about stands at its beginning.
const MAX_CHARACTERS = 20_000;
// A bracketed placeholder of the redactor, a code such as E-41, or a word.
const PIECES = /\[\p{Lu}[\p{Lu}\p{N}_ -]*\]|\p{L}{1,4}-\d[\p{L}\p{N}]*|[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)*/gu;
const MOST_WORDS = 500_000;

/** All words that were read, each once; a token's number is its place here. Most words come again: what is worked out for one is worked out once. */
const words: Token[] = [];
const numbers = new Map<string, number>();
const languages = new Map<string, { readonly stem: Stem; readonly pieces: Map<string, readonly number[]> }>();

/**
 * Splits text into words with stems. Placeholders, numbers, single letters, masks (xxxx) and words of more than 30 characters are left out; "n't" becomes
 * "not"; other apostrophes part a word.
 * @param language ISO 639-1 code that chooses the stemmer.
 * @returns tokens in reading order; stop words are still among them.
 */
export function tokenize(text: string, language: string): Token[] {
  const found: number[] = [];
  addTokens(text, language, found);
  return found.map(tokenOf);
}

/** Adds to `found` the number of each token of a text. Numbers hold until `forgetWords`. */
export function addTokens(text: string, language: string, found: number[]): void {
  const { stem, pieces } = memoryOf(language);
  for (const piece of text.slice(0, MAX_CHARACTERS).normalize('NFC').match(PIECES) ?? []) {
    const known = pieces.get(piece) ?? keep(piece, stem, pieces);
    for (let at = 0; at < known.length; at++) found.push(known[at] as number);
  }
}

/** The token of a number. */
export function tokenOf(number: number): Token {
  return words[number] as Token;
}

/** How many tokens there are: all numbers are below. */
export function countWords(): number {
  return words.length;
}

/** Empties the memory of words where it has grown beyond what is worth its place. @returns whether all numbers have lost their meaning */
export function forgetWords(): boolean {
  if (words.length <= MOST_WORDS) return false;
  words.length = 0;
  numbers.clear();
  languages.clear();
  return true;
}

function memoryOf(language: string) {
  const known = languages.get(language) ?? { stem: stemmerFor(language), pieces: new Map<string, readonly number[]>() };
  languages.set(language, known);
  return known;
}

function keep(piece: string, stem: Stem, pieces: Map<string, readonly number[]>): readonly number[] {
  // A copy: a part of a long text, kept as it is, keeps the text.
  const own = [...piece].join('');
  const found = own.startsWith('[') ? [] : wordsOf(own.toLowerCase()).filter(isWord);
  const kept = found.map((word) => numberOf(word, stem(word.replace('-', ''))));
  pieces.set(own, kept);
  return kept;
}

function numberOf(word: string, term: string): number {
  const key = `${word} ${term}`;
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, words.length);
  return words.push({ word, term }) - 1;
}

function wordsOf(piece: string): readonly string[] {
  if (!/['’]/.test(piece)) return [piece];
  if (/n['’]t$/.test(piece)) return ['not'];
  return piece.split(/['’]/);
}

function isWord(word: string): boolean {
  return word.length > 1 && word.length <= 30 && !/^\p{N}+$|^x+$/u.test(word);
}
