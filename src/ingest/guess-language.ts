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
  en: 'the and have has with this that my you your are they when which please not does is it from was been to for at we met men till of per do on would could will can how why what there if after again any because before being but change customer did down during every failed following found get getting got had happened help into issue issues keep know last like longer look make more need needed needs never next now only our out received request same see sent should show shows since some started still stopped take than thank thanks their them then these through today try trying unable up us use used using very went were while who working works yesterday work company',
  de: 'will der das und ist nicht wir ich sie mit ein eine auf für den dem haben bitte wird wurde auch bei seit noch kein keine aber aus beim bereits bis damit dann dass diese dieser doch durch einem einen einer eines erhalten fehler funktioniert geht gibt guten habe heute ihnen ihr ihre immer jetzt kann kunde kunden leider mehr mein meine mir mich möchte nach nur oder ohne schon sehr sind sowie über uns unser unsere vom von vor weil wenn werden wieder wurden zu zum zur zwei',
  fr: 'on le les est nous vous je pas une dans pour avec sur nos votre notre cette depuis mais qui bonjour merci avons ne des du au aucun aussi autre avant avez avoir car cela ces cet chez deux donc déjà encore elle été être fait faire fois fonctionne ils jour leur même moi mois ont où par pouvez produit puis quand reçu sans sont sous suis toujours tous tout toute très trop un veuillez vers',
  es: 'el los las que está una con por para pero desde hemos nos sin buenos gracias muy esta como hace cuando ya ahora aquí así cuenta donde entonces eso esto estoy fue fueron hasta hay mientras mucho necesito nosotros nuestra nuestro nueva otra otro puede pueden puedo quiero según también tengo tenemos tiene usted ustedes veces',
  it: 'il che di non una con per abbiamo sono della del nel alla gli è questo buongiorno grazie dopo ci più',
  nl: 'of we het een van is niet wij we met voor maar zijn deze naar ook hebben kunt u bij wordt mijn onze graag sinds',
  pt: 'do por não uma com você vocês para os do da em foi são está nossa nosso obrigado obrigada depois mas já muito',
  pl: 'do nie się jest na to że jak proszę mamy dla czy od po przy już nam oraz ale który',
  sv: 'och är inte att det vi jag har som på en ett för med till från men när efter',
  da: 'og er ikke at det vi jeg har som på en et for med til fra men når efter af',
};
const SURE = 2;
/** So many words of one language and none of another's decide before the text is read to its end. */
const ENOUGH = 4;
const CODES = Object.keys(WORDS);
/** Position in CODES by word; words of two languages are left out. */
const LANGUAGE_OF = languageOfWord();
const WORD = /[a-z\u00df-\uffff]{1,40}/g;
const LETTERS = new RegExp(`(?:[A-Za-z\\u00c0-\\uffff][^A-Za-z\\u00c0-\\uffff]*){${MIN_LETTERS}}`);
const PLACEHOLDER = /\[[A-Z]+\]/g;

/** The language of a text as an ISO 639-1 code, or `und` where it is too short or the guess is unsure. */
export function guessLanguage(text: string): string {
  const start = text.slice(0, MAX_CHARACTERS);
  const sample = start.includes('[') ? start.replace(PLACEHOLDER, ' ') : start;
  if (!LETTERS.test(sample)) return 'und';
  const sure = byWords(text.slice(0, 2 * MAX_CHARACTERS).toLowerCase());
  if (sure !== undefined) return sure;
  const guess = eld.detect(sample);
  return guess.language !== '' && guess.isReliable() ? guess.language : 'und';
}

/** The language whose words stand in a text three times more often than those of any other; words of two languages count for none. */
function byWords(sample: string): string | undefined {
  const counts = new Uint16Array(CODES.length);
  let [first, second, leader] = [0, 0, 0];
  WORD.lastIndex = 0;
  for (let word = WORD.exec(sample); word !== null && (second > 0 || first < ENOUGH); word = WORD.exec(sample)) {
    const language = LANGUAGE_OF.get(word[0]);
    if (language === undefined) continue;
    counts[language] = (counts[language] ?? 0) + 1;
    leader = counts[language] > first ? language : leader;
    first = counts[leader] ?? 0;
    second = counts.reduce((most, count, i) => (i === leader ? most : Math.max(most, count)), 0);
  }
  return first >= SURE + 2 * second ? CODES[leader] : undefined;
}

function languageOfWord(): ReadonlyMap<string, number> {
  const owners = new Map<string, number[]>();
  CODES.forEach((code, language) => {
    for (const word of WORDS[code]?.split(' ') ?? []) owners.set(word, [...(owners.get(word) ?? []), language]);
  });
  const own = [...owners].flatMap(([word, [language, other]]) =>
    language !== undefined && other === undefined ? [[word, language] as const] : [],
  );
  return new Map(own);
}
