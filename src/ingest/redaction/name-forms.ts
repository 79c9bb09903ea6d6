import { GIVEN_NAMES } from './given-names.ts';
import { LED_NAMES, NAME, NAMES, SMALL, TITLES } from './name-grammar.ts';
import { isSmallNameLine, kindOf } from './name-line.ts';
import { isPerson, isSmallName, namedWords } from './name-words.ts';
import { type Find, matchAt } from './rule.ts';
import { WORD } from './words.ts';

const LOWER_TITLES =
  /^(?:monsieur|madame|mademoiselle|se[ñn]or|se[ñn]ora|signore?|signora|mevrouw|meneer|mijnheer|heer|pan|pani|panie|panem|panią|pana|dottore|dottoressa|senhor|senhora|sra|sr|fru|herr|don|doña|dona|dr)$/;
const AFTER_GREETING = String.raw`(?=\s*(?:[,!.:;–—-]|\n|$)|\s(?:I|we|my|our|please|ich|wir|je|nous|mi|thank|and|und|et|y|e|en|och)(?![\p{L}]))`;

const GREETED = new RegExp(String.raw`,?[ ]${TITLES}(${NAMES})${AFTER_GREETING}`, 'uy');
/** Written without capitals; only at the start of a line and before a comma or the line's end, or any word could be a name. */
const GREETED_SMALL = /[ ](\p{Ll}{2,20})(?=[ ]?(?:[,!]|\n))/uy;
/** The rest of a closing line, and the name that is the next line. */
const CLOSED_LINE = new RegExp(
  String.raw`(?:[ ,]{1,2}[\p{L}'’]{1,16}){0,6}(?:[ ]?[,.!:]?[ ]{0,2}\n{1,3}[ ]{0,3}(?:[–-]{1,2} ?)?|,[ ](?=[^\n,]{0,40}(?:\n|$)))(?:\p{Lu}\p{Ll}{1,4}\. \p{Ll}{4,14} )?${TITLES}(${NAMES})(?=[ ]*(?:\n|$|[|(·•/]|[–-][ ])|[ ]*,[^\n]{0,40}(?:\n|$))`,
  'uy',
);
const CLOSED = new RegExp(
  String.raw`(?:(?:[ ]\p{Ll}[\p{L}'’]{0,15}){1,3}[ ]\p{Lu}\p{L}{1,20}(?=[,.!]?\n)|(?:[ ]\p{Ll}[\p{L}'’]{0,15}){1,4}(?=[ ]?[,.!:–\n-])|[ ](?:von|from|de|di|van|od|från)(?=[ ]))?[,.!:]?(?:[ ]?[/–-])?\s{1,4}(?:[–-] ?)?${TITLES}(${NAMES})(?=\s*$|[ ]*\n|[ ]*[.!;]|[ ]*,[^\n]{0,40}(?:\n|$)|[ ](?:[(|·•]|[-–—][ ]))`,
  'uy',
);
const SMALL_WORDS = String.raw`(?:\p{L}\.?[ ])?\p{Ll}[\p{Ll}'’-]{2,20}(?:[ ](?:${SMALL}[ ]){0,2}\p{Ll}[\p{Ll}'’-]{2,20})?`;
const SMALL_LINE = new RegExp(
  String.raw`(?:[ ]\p{Ll}{1,12}){0,2}[,.!]?[ ]{0,2}\n{1,3}${TITLES}(${SMALL_WORDS})(?=[ ]{0,3}(?:x{1,3} ?)?(?:\n|$))`,
  'uy',
);
const SMALL_END = new RegExp(String.raw`[.,]?[ ](${SMALL_WORDS})(?=[ ]?x{0,3}\s*$)`, 'uy');
const LENGTHENED =
  /^(?:[ ,.!]{1,2}(?:(?:a|de|por|d['’]|in|i|e|y|et|and|och|und) )?(?:so|very|much|muchly|heaps|loads|lot|lots|ton|tons|bunch|million|again|advance|all|everyone|mate|you|ya|bcp|beaucoup|bien|tous|vous|avance|mille|grazie|ancora|tutti|anticipo|sehr|schön|vielmals|dir|euch|voraus|gracias|todos|antemano|alvast|veel|bardzo|góry|mycket|hjälpen|på förhand|muito|muita|desde já|todas)){0,4}[ ,.!]{1,3}(\p{Ll}{2,20}(?:[ ](?:\p{Ll}{2,20}|\p{L}\.?))?)[ ]?x{0,3}\s*$/u;
/** Behind these without a capital a small word leads to a place: "el señor de Burgos". */
const NO_PLACE = /^(?:se[ñn]or|signor|senhor|pan|don|dottor)/u;
const TITLED_PLAIN = new RegExp(String.raw`\.?[ ]${TITLES}(${NAMES})`, 'uy');
const TITLED = new RegExp(String.raw`\.?(?:ra|ssa)?\.?[ ]${TITLES}(${LED_NAMES})`, 'uy');
const SELF = new RegExp(
  String.raw`(?:['’]s|[ ](?:is|ist|es|è|é|är|to|of|von|się|with|w\/|con|com|z|mit|met|med|a|à|for|por|di|nach|naar|efter|o|Sie|:)|:|-me){0,2}[ ](?:a[ ])?${TITLES}(${NAMES})`,
  'uy',
);
/** Words of asking name a person only with their small word: "ask for Ada", "vraag naar Ada". */
const ASK = /^(?:ask|asked|fragen|frag|pregunt\p{L}{1,3}|chied\p{L}{1,3}|vraag|vragen|fråga|fale|falar|speak|talk)$/u;
const ASKED = /^ (?:Sie )?(?:for|nach|por|di|naar|efter|com|with) /;
const AM = new RegExp(
  String.raw`(?:[ ](?:is|met|é|ist))?[ ](?:[oa][ ])?(?:(${NAME}[ ](?:${SMALL}[ ]){0,3}(?:\p{Lu}\.[ ])?${NAME})(?=\s*(?:[,.(–-]|$|\n)|\s(?:und|von|aus|from|and|y|e|et|de|at|here|och|i|en|on|with|bei)\s)|(${NAMES}|\p{Ll}{3,14})(?=\s(?:from|at|with|over at|von|vom|bei|aus|du|des?|del|dell[ao]|dal|di|d[oae]s?|van|bij|z|ze|från|på|hos)\s))`,
  'uy',
);
const OWN = /(?:my|mein|mon|mi|mio|mijn|meu|mitt|moje|na|am|the)\s$/i;
const AM_BEFORE: Readonly<Record<string, RegExp>> = {
  am: /\bI\s$/i,
  m: /\bI['’]$/i,
  bin: /\bich\s$/i,
  suis: /\bje\s$/i,
  ben: /\bik\s$/i,
  är: /(?:jag|här)\s$/i,
  est: /\bc['’]$/i,
  s: /\bit['’]$/i,
  its: /(?:^|[\n.,]\s?|\bh(?:i|ello|ey|iya)\s)$/i,
  met: /(?:^|[\n.,]\s?|\b(?:hoi|hallo|hi|dag|u spreekt)\s)$/i,
  tu: /(?:^|[\n.])\s?$/,
  hier: /(?:^|[\n.,])\s?$/,
  aqui: /(?:^|[\n.,])\s?$/,
  this: /(?:^|[\n.,!])\s?$/,
};
/** A name, and from where its bearer calls, before "here". */
const HERE = new RegExp(
  String.raw`(?:^|[\n.!?,]\s?)(${NAMES})(?:[ ](?:from|at|in|with|vom|von|aus|van|uit|bij|från|på|i|hos|de|del|du|da|do|z|ze)(?:[ ]\p{L}{1,20}){1,3})?[ ]$`,
  'u',
);
const LAST_LINE = new RegExp(
  String.raw`(?:(?:[,!]|\n)[ ]?\n\s{0,3}(?:[–-] ?)?|\n[ ]?[/~][ ]?|[.!?)][ ]?[—–-]{1,2}[ ]|[ ]--[ ]|[ ][—–][ ])(${NAMES})\s*$`,
  'u',
);

/** The name that ends a match, without what only looks like one from some word on; undefined where nothing is left. */
function named(match: RegExpExecArray | null, end: number): Find | undefined {
  const name = match?.[1];
  if (!match || name === undefined) return undefined;
  const words = name.split(' ');
  const found = words.slice(0, namedWords(words)).join(' ');
  return found === '' || (words.length > 3 && !isPerson(found))
    ? undefined
    : { start: end - name.length, end: end - name.length + found.length, label: '[NAME]' };
}

function namedAt(pattern: RegExp, text: string, at: number): Find | undefined {
  const match = matchAt(pattern, text, at);
  return match ? named(match, at + match[0].length) : undefined;
}

/** The name behind a greeting that stands from `start` to `end`. */
export function greetingName(text: string, start: number, end: number): Find | undefined {
  const found = namedAt(GREETED, text, end);
  if (found) return found;
  const first = start === 0 || text[start - 1] === '\n';
  const small = first ? matchAt(GREETED_SMALL, text, end) : null;
  return small?.[1] !== undefined && isSmallNameLine([small[1]]) ? named(small, end + small[0].length) : undefined;
}

/** Short forms that are a farewell only where a sentence could begin. */
const AT_START = /^(?:gr|bw|att|abs|bjs|kus)$/i;

/** The name behind a word of farewell or thanks that ends at `end`. */
export function closingName(text: string, start: number, end: number): Find | undefined {
  if (
    end - start < 4 &&
    AT_START.test(text.slice(start, end)) &&
    !/(?:^|[\n,.!?])\s?$/.test(text.slice(Math.max(0, start - 2), start))
  )
    return undefined;
  return namedAt(CLOSED, text, end) ?? namedAt(CLOSED_LINE, text, end) ?? smallName(text, start, end);
}

/** The name that is the line behind a word with which a letter may end but a sentence may go on: "speak soon". */
export function partingName(text: string, start: number, end: number): Find | undefined {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (line.length > 40 || !/^(?:[\p{L}'’]+[ ,.]{1,2}){0,5}$/u.test(line)) return undefined;
  return namedAt(CLOSED_LINE, text, end) ?? smallName(text, start, end);
}

/** Farewells of letters, behind which any word without a capital may be a name; behind thanks a line of its own must begin. */
const FAREWELL =
  /^(?:regards|rgds|sincerely|respectfully|cheers|lg|mfg|vg|gr(?:uß|üße|üßen|uss|üsse|üssen|usse)|cordialement|cdlt|salutations|saludos?|atentamente|atte|saluti|groet(?:en|jes)?|mvg|gr|att|atenciosamente|cumprimentos|abs|abraços?|pozdr|pozdrawiam|poważaniem|hälsning(?:ar)?|mvh)$/i;

function isLetterEnd(word: string, line: string): boolean {
  return /[,.!]\s*\n/.test(line) || FAREWELL.test(word);
}

/** A name without capitals: behind a farewell, where it is a line of its own or the text ends with it. */
function smallName(text: string, start: number, end: number): Find | undefined {
  const line = matchAt(SMALL_LINE, text, end) ?? matchAt(SMALL_END, text, end);
  const name = line?.[1];
  if (!line || name === undefined) return lastWords(text, start, end);
  const free = isLetterEnd(text.slice(start, end), line[0]) && text.length - end - line[0].length < 90;
  if (!isSmallName(name, free)) return lastWords(text, start, end);
  const to = end + line[0].length;
  return { start: to - name.length, end: to, label: '[NAME]' };
}

/** A text's last word or two behind thanks or farewell and words that only lengthen it: "merci bcp, karim". */
function lastWords(text: string, start: number, end: number): Find | undefined {
  const match = text.length - end > 60 ? null : LENGTHENED.exec(text.slice(end));
  const name = match?.[1];
  if (!match || name === undefined || !isSmallNameLine(name.split(' '))) return undefined;
  const before = text.slice(Math.max(0, start - 2), start);
  // "Later" and "night" end more sentences than letters: only as a line's first word do they part.
  if ((kindOf(text.slice(start, end)) & WORD.closing) === 0) {
    if (!/(?:^|\n)$/.test(before)) return undefined;
  } else if (!/(?:^|[\n,.!?)] ?)$/.test(before) && !match[0].startsWith(',') && !FAREWELL.test(text.slice(start, end)))
    return undefined;
  const at = end + match[0].lastIndexOf(name);
  return { start: at, end: at + name.length, label: '[NAME]' };
}

/** The name behind Mr, Frau, Mme and the like. */
export function titleName(text: string, start: number, end: number): Find | undefined {
  const word = text.slice(start, end);
  if (/^\p{Ll}/u.test(word) && !LOWER_TITLES.test(word)) return undefined;
  if (/^(?:M|MM|Ra)$/.test(word) && text[end] !== '.') return undefined;
  return namedAt(NO_PLACE.test(word) ? TITLED_PLAIN : TITLED, text, end);
}

/** The name behind "my name is", "spoke with" and the like. @param whole where only a given and a family name count. */
export function selfName(text: string, start: number, end: number, whole = false): Find | undefined {
  const word = text.slice(start, end).toLowerCase();
  const before = text.slice(Math.max(0, start - 12), start);
  if (whole) return isSelf(word, before) ? selfNamed(text, end) : undefined;
  if (/^(?:name|nom|nombre|nome|naam|namn|imię)$/.test(word) && !OWN.test(before)) return undefined;
  if (ASK.test(word) && !ASKED.test(text.slice(end, end + 12))) return undefined;
  return namedAt(SELF, text, end);
}

/** Behind "I am": a whole name; or a given one before the place that its bearer calls from. */
function selfNamed(text: string, end: number): Find | undefined {
  const match = matchAt(AM, text, end);
  const one = match?.[2];
  if (one !== undefined && /^\p{Ll}/u.test(one) && !GIVEN_NAMES.has(one)) return undefined;
  if (match && one !== undefined) match[1] = one;
  return match ? named(match, end + match[0].length) : undefined;
}

function isSelf(word: string, before: string): boolean {
  return AM_BEFORE[word]?.test(before) ?? true;
}

/** The name in front of "here" at the start of a sentence. */
export function hereName(text: string, start: number, end: number): Find | undefined {
  if (!/^(?:[,.]| from | at | again)/.test(text.slice(end, end + 6))) return undefined;
  const from = Math.max(0, start - 90);
  const match = HERE.exec(text.slice(from, start));
  return match?.[1] === undefined
    ? undefined
    : named(match, from + match.index + match[0].indexOf(match[1]) + match[1].length);
}

/** The name that is a text's last line. */
export function lastLineName(text: string): Find | undefined {
  const from = Math.max(0, text.length - 100);
  const match = LAST_LINE.exec(text.slice(from));
  return match ? named(match, from + match.index + match[0].trimEnd().length) : undefined;
}
