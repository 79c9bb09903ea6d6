import { eld } from 'eld/small';

/** Fewer letters than this say too little. */
const MIN_LETTERS = 24;
/** A longer sample costs time in proportion (0.14 ms for 600) and hardly changes the guess. */
const MAX_CHARACTERS = 150;

const NAMES: Readonly<Record<string, string>> = {
  english: 'en',
  englisch: 'en',
  anglais: 'en',
  ingles: 'en',
  german: 'de',
  deutsch: 'de',
  allemand: 'de',
  aleman: 'de',
  french: 'fr',
  francais: 'fr',
  franzosisch: 'fr',
  frances: 'fr',
  spanish: 'es',
  espanol: 'es',
  spanisch: 'es',
  espagnol: 'es',
  italian: 'it',
  italiano: 'it',
  dutch: 'nl',
  nederlands: 'nl',
  portuguese: 'pt',
  portugues: 'pt',
  polish: 'pl',
  polski: 'pl',
  japanese: 'ja',
  chinese: 'zh',
};

/** A language cell (`en`, `en-US`, `German`) as an ISO 639-1 code; undefined where it is none. */
export function readLanguage(cell: string): string | undefined {
  const plain = cell.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const code = /^([a-z]{2})(?:[-_][a-z0-9]{2,4})?$/.exec(plain)?.[1];
  return code ?? NAMES[plain.replace(/\s*\(.*$/, '')];
}

/** Words that English and no neighbour of it uses: three of them in a sample spare the detector, which takes a quarter of all ingest time. */
const ENGLISH = /\b(?:the|and|have|has|with|this|that|my|you|your|are|they|when|which|please)\b/g;

/** The language of a text as an ISO 639-1 code, or `und` where it is too short or the guess is unsure. */
export function guessLanguage(text: string): string {
  const sample = text.slice(0, MAX_CHARACTERS).replace(/\[[A-Z]+\]/g, ' ');
  if (sample.replace(/\P{L}+/gu, '').length < MIN_LETTERS) return 'und';
  if ((sample.toLowerCase().match(ENGLISH)?.length ?? 0) >= 3) return 'en';
  const guess = eld.detect(sample);
  return guess.language !== '' && guess.isReliable() ? guess.language : 'und';
}
