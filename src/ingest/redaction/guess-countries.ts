import type { CountryCode } from 'libphonenumber-js/max';

/** Where a number that is of the right form may come from, whatever the text's language. */
export const EVERYWHERE: readonly CountryCode[] = ['US', 'GB', 'DE', 'FR', 'ES', 'IT', 'NL', 'PT', 'PL', 'SE', 'BR'];

const LOOK = 2000;
/** Short words of a language, and the countries where it is spoken; Canada is numbered as the United States are. */
const VOTES: readonly (readonly [words: string, countries: readonly CountryCode[]])[] = [
  ['the and is of for please my you with call', ['US', 'GB', 'IE']],
  ['der die das und ist nicht bitte ich mit auf', ['DE', 'AT', 'CH']],
  ['le les des est pour vous je au une merci du', ['FR', 'BE', 'CH']],
  ['el los las que por una mi es del con pedido gracias', ['ES', 'MX']],
  ['il di che per una mi del non sono gli ordine', ['IT', 'CH']],
  ['het een van en ik is niet voor met op mijn', ['NL', 'BE']],
  ['o os que para uma meu não do da com em', ['PT', 'BR']],
  ['w na się nie jest pod z proszę mój od nr', ['PL']],
  ['och är det jag en på av inte mig mitt för', ['SE', 'FI', 'DK', 'NO']],
];
const WORD = /[\s,.;:!?()"'’/-]+/;

/** Positions in VOTES of the languages that have a word. */
const LANGUAGES: ReadonlyMap<string, readonly number[]> = languagesByWord();

function languagesByWord(): ReadonlyMap<string, readonly number[]> {
  const all = new Map<string, number[]>();
  VOTES.forEach(([words], language) => {
    for (const word of words.split(' ')) all.set(word, [...(all.get(word) ?? []), language]);
  });
  return all;
}

/** The countries of the language whose short words a text has most of; none where it has none. */
export function guessCountries(text: string): readonly CountryCode[] {
  const counts = VOTES.map(() => 0);
  for (const word of text.slice(0, LOOK).toLowerCase().split(WORD))
    for (const language of LANGUAGES.get(word) ?? []) counts[language] = (counts[language] ?? 0) + 1;
  const most = Math.max(...counts);
  return most === 0 ? [] : (VOTES[counts.indexOf(most)]?.[1] ?? []);
}
