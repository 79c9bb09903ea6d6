import { NAME, NAMES } from './name-grammar.ts';
import { isPerson } from './name-words.ts';
import { type Find, matchAt, type WordRule } from './rule.ts';
import { WORD } from './words.ts';

/** Firms and offices that begin with a given name. */
const FIRM =
  /^(?:Deere|Zeiss|Bosch|Storz|Gavazzi|Morris|Cook|Brown|Lewis|Walters?|Grohe|Siemens|Electric|Electronics?|Controls?|Industries|Systems?|Group|Works|GmbH|AG|Ltd|Inc|Werk|Street|Road|Avenue|Lane|Hotel|Hospital|School|Hall|House|Park|Center|Centre|Day|Plugs?|Connectors?)$/u;
/** What follows a role and is no name: "technician Level 2". */
const AFTER_ROLE = new RegExp(String.raw`,?[ ](${NAMES})(?![\p{L}\p{N}]|[ ]?\d|-\d)`, 'uy');
/** Half of a double name before the one that is known. */
const HALF = /(?<![\p{L}\p{N}])\p{Lu}\p{Ll}{1,12}-$/u;
/** Places are named after saints. */
const SAINT = /(?:San|Santa|Santo|São|Saint|Sainte|Sankt|St\.?)[ -]$/u;
const FAMILY = new RegExp(
  String.raw`[ ](?:(?:van|von|de|der|den|del|la|le|da|do|dos|ten|ter|af|zu)[ ]){0,2}(?:\p{Lu}\.[ ])?(${NAME}(?:[ ]${NAME}(?=,))?)(?![\p{L}\p{N}]|-\d)`,
  'uy',
);
const ARTICLE =
  /(?:^|[\s(])(?:the|our|my|your|their|a|der|die|den|dem|des|vom|beim|unser\p{L}{0,2}|ihr\p{L}{0,2}|mein\p{L}{0,2}|le|la|notre|votre|mon|el|mi|nuestr[oa]|su|il|lo|nostr[oa]|mi[oa]|de|onze|uw|mijn|o|a|nosso|nossa|meu|minha)\s$/iu;
/** Roles of languages that write nouns with a capital or none: an article must stand before them. */
const NEEDS_ARTICLE =
  /^(?:techniker\p{L}{0,2}|monteur|kolleg\p{L}{1,3}|mitarbeiter\p{L}{0,2}|ansprechpartner\p{L}{0,2}|vertreter\p{L}{0,2}|berater\p{L}{0,2}|commercial|comercial|commerciale|responsable|tech|rep)$/iu;

/** Bare names within a sentence: behind a role ("our technician Ada Mott"), or a known given name with what may be the family's behind it. */
export const PROSE_NAMES: WordRule = {
  name: 'name',
  marks: WORD.role | WORD.given,
  findAt: (text, start, end, kind) =>
    ((kind & WORD.role) !== 0 ? behindRole(text, start, end) : undefined) ??
    ((kind & WORD.given) !== 0 ? givenName(text, start, end) : undefined),
};

function behindRole(text: string, start: number, end: number): Find | undefined {
  const before = text.slice(Math.max(0, start - 10), start);
  const begins = start === 0 || /[.!?\n]\s?$/.test(before);
  const capital = /^\p{Lu}/u.test(text.slice(start, start + 1));
  const isRole = ARTICLE.test(before) || (!NEEDS_ARTICLE.test(text.slice(start, end)) && (begins || !capital));
  const match = isRole ? matchAt(AFTER_ROLE, text, end) : null;
  return match?.[1] === undefined ? undefined : person(match[1], end + match[0].length);
}

function givenName(text: string, start: number, end: number): Find | undefined {
  if (!/^\p{Lu}\p{Ll}/u.test(text.slice(start, start + 2))) return undefined;
  const before = text.slice(Math.max(0, start - 15), start);
  const half = HALF.exec(before)?.[0].length ?? 0;
  if (SAINT.test(before) || (half === 0 && /[\p{N}_./@#&-]$/u.test(before))) return undefined;
  if (/^(?:[\p{N}_/@&]|[.-][\p{L}\p{N}])/u.test(text.slice(end, end + 2))) return undefined;
  const family = matchAt(FAMILY, text, end);
  if (family?.[1] !== undefined && FIRM.test(family[1])) return undefined;
  const both = family?.[1] !== undefined && person(family[1], end + family[0].length) !== undefined;
  return { start: start - half, end: both ? end + (family?.[0].length ?? 0) : end, label: '[NAME]' };
}

function person(words: string, end: number): Find | undefined {
  return isPerson(words) ? { start: end - words.length, end, label: '[NAME]' } : undefined;
}
