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

/** Frequent words that one of these languages has and the others have not: two of them and none of another's spare the detector, which takes forty times as long. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'the and have has with this that my you your are they when which please not does is it from was been to for at we met men till of per do on would could will can how why what there if',
  de: 'will der das und ist nicht wir ich sie mit ein eine auf für den dem haben bitte wird wurde auch bei seit noch kein keine',
  fr: 'on le les est nous vous je pas une dans pour avec sur nos votre notre cette depuis mais qui bonjour merci avons ne des du au',
  es: 'el los las que está una con por para pero desde hemos nos sin buenos gracias muy esta como hace cuando ya',
  it: 'il che di non una con per abbiamo sono della del nel alla gli è questo buongiorno grazie dopo ci più',
  nl: 'of we het een van is niet wij we met voor maar zijn deze naar ook hebben kunt u bij wordt mijn onze graag sinds',
  pt: 'do por não uma com você vocês para os do da em foi são está nossa nosso obrigado obrigada depois mas já muito',
  pl: 'do nie się jest na to że jak proszę mamy dla czy od po przy już nam oraz ale który',
  sv: 'och är inte att det vi jag har som på en ett för med till från men när efter',
  da: 'og er ikke at det vi jeg har som på en et for med til fra men når efter af',
};
const LANGUAGES_OF: ReadonlyMap<string, readonly string[]> = languagesOf();

function languagesOf(): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, string[]>();
  for (const [language, words] of Object.entries(WORDS))
    for (const word of words.split(' ')) all.set(word, [...(all.get(word) ?? []), language]);
  return all;
}
const SURE = 2;
const LETTERS = new RegExp(`(?:[A-Za-z\\u00c0-\\uffff][^A-Za-z\\u00c0-\\uffff]*){${MIN_LETTERS}}`);
const PLACEHOLDER = /\[[A-Z]+\]/g;

/** The language of a text as an ISO 639-1 code, or `und` where it is too short or the guess is unsure. */
export function guessLanguage(text: string): string {
  const start = text.slice(0, MAX_CHARACTERS);
  const sample = start.includes('[') ? start.replace(PLACEHOLDER, ' ') : start;
  if (!LETTERS.test(sample)) return 'und';
  const sure = byWords(text.slice(0, 2 * MAX_CHARACTERS));
  if (sure !== undefined) return sure;
  const guess = eld.detect(sample);
  return guess.language !== '' && guess.isReliable() ? guess.language : 'und';
}

/** The language whose words stand in a text three times more often than those of any other; words of two languages count for none. */
function byWords(sample: string): string | undefined {
  const counts = new Map<string, number>();
  for (const word of sample.toLowerCase().split(/[\s,.;:!?()"]+/)) {
    const languages = LANGUAGES_OF.get(word);
    if (languages?.length === 1) counts.set(languages[0] as string, (counts.get(languages[0] as string) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  return first && first[1] >= SURE + 2 * (second?.[1] ?? 0) ? first[0] : undefined;
}
