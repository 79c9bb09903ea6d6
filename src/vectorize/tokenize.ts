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
const stemmers = new Map<string, Stem>();

/**
 * Splits text into words with stems. Placeholders, numbers, single letters, masks (xxxx) and words of more than 30 characters are left out; "n't" becomes
 * "not"; other apostrophes part a word.
 * @param language ISO 639-1 code that chooses the stemmer.
 * @returns tokens in reading order; stop words are still among them.
 */
export function tokenize(text: string, language: string): Token[] {
  const stem = stemmers.get(language) ?? stemmerFor(language);
  stemmers.set(language, stem);
  const tokens: Token[] = [];
  for (const piece of text.slice(0, MAX_CHARACTERS).normalize('NFC').match(PIECES) ?? []) {
    if (piece.startsWith('[')) continue;
    for (const word of wordsOf(piece.toLowerCase())) {
      if (isWord(word)) tokens.push({ word, term: stem(word.replace('-', '')) });
    }
  }
  return tokens;
}

function wordsOf(piece: string): readonly string[] {
  if (!/['’]/.test(piece)) return [piece];
  if (/n['’]t$/.test(piece)) return ['not'];
  return piece.split(/['’]/);
}

function isWord(word: string): boolean {
  return word.length > 1 && word.length <= 30 && !/^\p{N}+$|^x+$/u.test(word);
}
