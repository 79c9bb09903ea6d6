import { type CountryCode, isValidPhoneNumber } from 'libphonenumber-js/max';
import { EVERYWHERE, guessCountries } from './guess-countries.ts';
import { namesThing } from './names-thing.ts';
import { type Find, matchAt, type PatternRule, replaceFinds } from './rule.ts';
import { MARK } from './scan-text.ts';

const RUN = /[+(]?\d(?:[ ()./\u00a0\u202f-]{0,4}\d){6,40}/g;
const CALLED =
  /(?<![\p{L}\p{N}])(?:tel|telefon|telephone|t[ée]l[ée]phone|t[ée]l|tel[ée]fono|telefone|phone|call|mobile|mobil|m[óo]vil|cell|cel|celular|cellulare|handy|fax|fon|rufnummer|whatsapp|portable|telem[óo]vel|mobiel|telefoon|kom[óo]rka|kom|ring|reach|bel|dzwoni[ćc]|ligar|llamar|chiamare|text|fijo|(?:my|our|mein[e]?|mon|mi|mio|mijn|mój|mitt|min|meu|direct)[ ](?:direct[ ])?(?:number|nummer|numéro|número|numero|numer|line))(?:[. -]{1,2}(?:number|no|nr|n[°º]|nummer|numer|me|us|at|on|is|ist|est|es|è|é|to|är|unter|im|au|al|op|pod|fijo)){0,3}[\s.:#]{1,4}$/iu;
const EXTENSION =
  /[ ,]{0,2}(?:ext\.?|extension|x|durchwahl|dw|poste|int\.?|wew\.?|anknytning|ramal|toestel)[ .:]{0,2}\d{1,6}\b/iy;
const DAY = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2})(?!\d)/;
/** Group forms that are phone numbers without a trunk zero: North America, Iberia, Poland, Brazil. */
const LOCAL =
  /^(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}$|^\(?[2-9]\d{1,2}\)?[ .-]\d{2,3}([ .-])\d{2,3}(?:\1\d{2})?$|^[2-9]\d{2}[ -]\d{3} ?\d{3}$|^[2-9]\d [2-9]\d{2} \d{4}$|^\(?[1-9]\d\)? \d{3} \d{2} \d{2}$|^\(?\d{2}\)? 9?\d{4}-\d{4}$|^3\d{2}[ .-]\d{6,7}$/;
const TRUNK = /^\(?0(?:\d{1,5}|(?: \d{2}){1,2}(?= ?\/))\)?[ ./-]{1,3}\d{2,8}(?:[ ./-]{1,3}\d{1,8}){0,4}$/;
/** What joins a number to the one before it: "... or 0612448190". */
const JOINED =
  /^[ ,;/]{0,3}(?:(?:or|and|oder|und|ou|et|o|y|e|of|en|lub|albo|i|eller|och|bzw\.?)[ ])?(?:\p{Ll}{1,6}[ ]){0,3}$/u;
/** A UUID may begin with digits alone. */
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\p{L}\p{N}])/iuy;
const LIBRARY_CALLS = 500;
/** Countries whose numbers have a zero before the area code when they are written in full. */
const WITH_TRUNK_ZERO: ReadonlySet<CountryCode> = new Set(['GB', 'IE', 'DE', 'AT', 'CH', 'FR', 'BE', 'NL', 'SE', 'FI']);

interface Search {
  readonly text: string;
  /** Calls of the library left for this text: beyond them a number's form decides alone, so that a table of digits costs no more than prose. */
  calls: number;
  /** Where the last number that was found ends; a bare one joined to it is one, too. */
  last: number;
  /** Countries of the text's language, once they were asked for. */
  countries?: readonly CountryCode[];
}

/** Phone numbers: international ones, and local ones of the countries whose language the text is in. */
export const PHONES: PatternRule = {
  name: 'phone',
  marks: MARK.run,
  redact: (text) => {
    const search: Search = { text, calls: LIBRARY_CALLS, last: -1 };
    const finds: Find[] = [];
    RUN.lastIndex = 0;
    for (let match = RUN.exec(text); match; match = RUN.exec(text)) findIn(match[0], match.index, search, finds);
    return replaceFinds(text, finds);
  },
};

function findIn(run: string, at: number, search: Search, finds: Find[]): void {
  const { text } = search;
  if (/[\p{L}\p{N}_/.#+-]/u.test(text[at - 1] ?? '')) {
    skipGlued(run, at, search, finds);
    return;
  }
  const day = DAY.exec(run)?.[0].length ?? matchAt(UUID, text, at)?.[0].length ?? 0;
  const skipped = day + (/^[ ./-]*/.exec(run.slice(day))?.[0].length ?? 0);
  if (day > 0) {
    if (run.length - skipped >= 7) findIn(run.slice(skipped), at + skipped, search, finds);
    return;
  }
  if (namesThing(text, at) || /[$€£]\s?$/.test(text.slice(Math.max(0, at - 2), at))) return;
  const end = phoneEnd(run, at, search);
  if (end === 0) return;
  const extension = matchExtension(text, at + end);
  finds.push({ start: at, end: at + end + extension, label: '[PHONE]' });
  search.last = at + end + extension;
  const left = run.slice(end).replace(/^[ ./-]+/, '');
  if (left.replace(/\D/g, '').length >= 7) findIn(left, at + run.length - left.length, search, finds);
}

// The first group belongs to the word before it ("GW-40 0171 39200118"): what follows a space may still be a number.
function skipGlued(run: string, at: number, search: Search, finds: Find[]): void {
  const space = run.indexOf(' ');
  const left = space < 0 ? '' : run.slice(space + 1);
  if (left.replace(/\D/g, '').length >= 7 && /^[+(]?0?\d/.test(left)) findIn(left, at + space + 1, search, finds);
}

/** How much of a run is a phone number, from its start, the longest stretch of whole groups first; 0 where none is. */
function phoneEnd(run: string, at: number, search: Search): number {
  const { text } = search;
  for (let end = run.length; end >= 7; end = run.slice(0, end).search(/[ ./-]+[^ ./-]*$/)) {
    const number = run.slice(0, end);
    const digits = number.replace(/\D/g, '').length;
    if (digits < 7) return 0;
    if (digits > 15) continue;
    if (end === run.length && /^(?:[\p{L}\p{N}_]|[-.,:/]\d)/u.test(text.slice(at + end, at + end + 2))) continue;
    if (isPhone(number, digits, at, search)) return end;
  }
  return 0;
}

function isPhone(number: string, digits: number, at: number, search: Search): boolean {
  const { text } = search;
  if (number.startsWith('+')) return true;
  if (number.startsWith('00'))
    return digits >= 10 && (/[ ./-]/.test(number) || isValid(`+${number.slice(2)}`, [undefined], search));
  if (TRUNK.test(number) && digits >= 8) return true;
  if (CALLED.test(text.slice(Math.max(0, at - 40), at))) return true;
  if (number.startsWith('0') && digits > 8 && digits < 13 && isJoined(at, search)) return true;
  if (/^(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}$/.test(number)) return true;
  if (LOCAL.test(number)) return isValid(number, [...countriesOf(search), ...EVERYWHERE], search);
  if (digits < 9 || !/^\d+$/.test(number)) return false;
  const isLong = number.startsWith('0');
  const countries = countriesOf(search).filter((country) => isLong || !WITH_TRUNK_ZERO.has(country));
  return isValid(number, countries, search);
}

function isJoined(at: number, { text, last }: Search): boolean {
  return last >= 0 && at - last < 24 && JOINED.test(text.slice(last, at));
}

function countriesOf(search: Search): readonly CountryCode[] {
  search.countries ??= guessCountries(search.text);
  return search.countries;
}

function isValid(number: string, countries: readonly (CountryCode | undefined)[], search: Search): boolean {
  return countries.some((country) => {
    if (search.calls <= 0) return true;
    search.calls -= 1;
    return isValidPhoneNumber(number, country);
  });
}

function matchExtension(text: string, at: number): number {
  EXTENSION.lastIndex = at;
  return EXTENSION.exec(text)?.[0].length ?? 0;
}
