import type { CountryCode } from 'libphonenumber-js/max';

const LOOK = 2000;
/** Short words that one language has, and the countries where it is spoken. */
const VOTES: readonly (readonly [words: RegExp, countries: readonly CountryCode[]])[] = [
  [/\b(?:the|and|is|of|for|please|my|you|with|call)\b/gi, ['US', 'GB', 'IE', 'CA']],
  [/\b(?:der|die|das|und|ist|nicht|bitte|ich|mit|auf)\b/gi, ['DE', 'AT', 'CH']],
  [/\b(?:le|les|des|est|pour|vous|je|au|une|merci|du)\b/gi, ['FR', 'BE', 'CH']],
  [/\b(?:el|los|las|que|por|una|mi|es|del|con|pedido|gracias)\b/gi, ['ES', 'MX']],
  [/\b(?:il|di|che|per|una|mi|del|non|sono|gli|ordine)\b/gi, ['IT', 'CH']],
  [/\b(?:het|een|van|en|ik|is|niet|voor|met|op|mijn)\b/gi, ['NL', 'BE']],
  [/(?<!\p{L})(?:o|os|que|para|uma|meu|não|do|da|com|em)(?!\p{L})/giu, ['PT', 'BR']],
  [/(?<!\p{L})(?:w|na|się|nie|jest|pod|z|proszę|mój|od|nr)(?!\p{L})/giu, ['PL']],
  [/(?<!\p{L})(?:och|är|det|jag|en|på|av|inte|mig|mitt|för)(?!\p{L})/giu, ['SE', 'FI', 'DK', 'NO']],
];
const EVERYWHERE: readonly CountryCode[] = ['US', 'GB', 'DE', 'FR', 'ES', 'IT', 'NL', 'PT', 'PL', 'SE', 'BR'];

/**
 * Countries whose local numbers a text may hold: those of the language whose short words it has most of.
 * @param wide whether the number's form already speaks for it, so that all countries with such numbers are tried after those.
 */
export function guessCountries(text: string, wide: boolean): readonly CountryCode[] {
  const start = text.slice(0, LOOK);
  let best: readonly CountryCode[] = [];
  let most = 0;
  for (const [words, countries] of VOTES) {
    const count = start.match(words)?.length ?? 0;
    if (count > most) [most, best] = [count, countries];
  }
  return wide ? [...best, ...EVERYWHERE] : best;
}
