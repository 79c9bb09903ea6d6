import { COMMON_WORDS } from './common-words.ts';
import { GIVEN_NAMES } from './given-names.ts';
import { SMALL } from './name-grammar.ts';
import { isCommonWord, isFirmWord, isNoName } from './name-words.ts';
import { WORD, WORDS } from './words.ts';

/** Words of a name, an initial and a title included; more are a sentence. */
const MOST_WORDS = 8;
const LABEL = '[NAME]';
const CAPITAL = /^(?:[dDlL]['’])?\p{Lu}[\p{L}’']*\p{L}(?:-\p{L}[\p{L}’']*){0,3}$/u;
const ALL_CAPITALS = /^\p{Lu}[\p{Lu}'’-]+$/u;
const INITIALS = /^(?:\p{Lu}\.?-?){1,3}$/u;
/** Titles and degrees as any language shortens them: "dr", "inż.", "dott.ssa", "Civ.ing.", and "jun." behind the name. */
const SHORTENED = /^(?:\p{L}{1,6}\.){1,3}\p{L}{0,4}[.:]?$/u;
const SMALL_PART = new RegExp(String.raw`^(?:${SMALL}|de['’]|tot|auf|ze|z|à)$`, 'u');
/** Small words of names that some write with a capital: "El Amrani", "Lo Presti". */
const LEADING_PART = /^(?:El|Al|La|Le|Lo|De[lrn]?|Di|D[ao]s?|Du|Van|Von|Ter|Ten|Mac|Saint|San|St)$/u;
const CIVIL =
  /^(?:mrs?|ms|miss|mx|herrn?|frau|monsieur|madame|mademoiselle|mme|mlle|m|señor(?:a|ita)?|sra?|sig(?:ra)?|signor[ae]?|do[nñ]a?|heer|mevr(?:ouw)?|meneer|mijnheer|dhr|senhora?|pan|panie?|panią|fru|fröken)\.?$/iu;
const NICKNAME = /^["“„(]\p{L}[\p{L}.-]{0,14}["”)]$/u;

/** Whether words, parted by single spaces, have the form of a person's name with what titles may stand around it: at least one capitalised word that is nobody's but a person's. @param isElsewhere whether the text has a word in small letters too. */
export function isNameLine(words: readonly string[], isElsewhere: (word: string) => boolean): boolean {
  if (words.length === 0 || words.length > MOST_WORDS || !words.every(isPart)) return false;
  const own = words.filter((word, i) => isOwn(word) && !(i < words.length - 1 && LEADING_PART.test(word)));
  const last = words.at(-1) ?? '';
  if (own.length === 0 || own.length > 5 || SMALL_PART.test(last)) return false;
  if (own.every((word) => word === LABEL)) return true;
  if (words.length === 1 && ALL_CAPITALS.test(last)) return false;
  return own.some(isGiven) ? !own.every(isVetoed) : !own.some((word) => isVetoed(word) || isElsewhere(word));
}

/** Whether a word only says Mr or Mrs: it tells nothing of a person and stays. */
export function isCivilTitle(word: string): boolean {
  return CIVIL.test(word);
}

/** Whether a word is a small one of names written with a capital, which a name may begin with. */
export function isLeadingPart(word: string): boolean {
  return LEADING_PART.test(word);
}

/** The bits of WORD that a word has. */
export function kindOf(word: string): number {
  return WORDS.get(word.toLowerCase()) ?? 0;
}

function isPart(word: string): boolean {
  return (
    isOwn(word) ||
    isTitle(word) ||
    SMALL_PART.test(word) ||
    SHORTENED.test(word) ||
    NICKNAME.test(word) ||
    INITIALS.test(word)
  );
}

function isTitle(word: string): boolean {
  return (kindOf(word.replace(/\.$/, '')) & WORD.title) !== 0;
}

function isOwn(word: string): boolean {
  return word === LABEL || (CAPITAL.test(word) && !INITIALS.test(word) && !isTitle(word));
}

function isGiven(word: string): boolean {
  return (
    word === LABEL ||
    word
      .toLowerCase()
      .split('-')
      .some((part) => GIVEN_NAMES.has(part))
  );
}

/** Whether a capitalised word is known to be no name of a person. */
export function isVetoed(word: string): boolean {
  if (word === LABEL) return false;
  const small = word.toLowerCase();
  const kind = WORDS.get(small) ?? 0;
  return (
    isNoName(word) ||
    isFirmWord(word) ||
    COMMON_WORDS.has(small) ||
    (kind & (WORD.greeting | WORD.closing | WORD.parting | WORD.role)) !== 0
  );
}

/** Whether words without capitals, one or two with an initial, may be a name: none is known as anything else. */
export function isSmallNameLine(words: readonly string[]): boolean {
  if (words.length === 0 || words.length > 3) return false;
  const own = words.filter((word) => /^\p{Ll}{2}[\p{Ll}'’-]{0,18}$/u.test(word) && !SMALL_PART.test(word));
  if (own.length === 0 || own.length > 2 || !areSmall(words)) return false;
  return !own.some((word) => isVetoed(word) || isCommonWord(word));
}

function areSmall(words: readonly string[]): boolean {
  return words.every((word, i) => /^\p{Ll}[\p{Ll}'’-]{1,19}$/u.test(word) || (i > 0 && /^\p{L}\.?$/u.test(word)));
}
