import { isCivilTitle, isLeadingPart, isNameLine, isSmallNameLine, isVetoed, kindOf } from './name-line.ts';
import type { PatternRule } from './rule.ts';
import { MARK } from './scan-text.ts';
import { isOfficeLine } from './signature-names.ts';
import { WORD } from './words.ts';

/** The longest line that may belong to a signature, and how many lines may stand below its name. */
const LONGEST = 70;
const TAIL = 5;
const LABEL = '[NAME]';
/** A greeting's words, a comma between them; then what parts it from the letter. */
const OPENING = /^(\s*)((?:[\p{L}'’.[\]-]+,? ){0,8}[\p{L}'’.[\]-]+)( ?[,!:–-]?\s*)$/u;
/** What may stand before the name in its line, the name, and what may follow it. */
const SIGNED =
  /^(\s*(?:[-–—~/*]{1,2} ?)?(?:(?:i\. ?[AV]|ppa|gez|p\. ?[op]|pp)\. |(?:the|il|la|el|der|die) (?=\p{L}{1,5}\.|revd? |prof |dr ))?)([\p{L}["“„(][\p{L}'’.\]"”)]*(?:[ -][\p{L}["“„(][\p{L}'’.\]"”)]*){0,8}?)(\.?(?: x{1,3})?\s*(?:$|[|(·•–/;)].*$|,[^,]{2,40}$| [-–—] .*$))/iu;
const FAREWELL = /^\s*(?:[\p{L}'’[\]/.-]+[,!]? ){0,9}[\p{L}'’[\]/.-]+ ?[,.!…]*[ )]*$/u;
/** A line that only names somebody: what stands right below is an office or a firm. */
const SIGNED_ABOVE = /^[^\p{L}[]*\[NAME\][^\p{L}]*$/u;
/** A last line without capitals that is a farewell, known or not, and a name: "see ya, dev". */
const SMALL_FAREWELL = /^(\s*(?:\p{Ll}[\p{L}'’]* ){0,2}\p{Ll}[\p{L}'’]*, )(\p{Ll}{2,12})( ?x{0,3}\s*)$/u;
const DASHED = /^\s*(?:[~/]|[-–—]{1,2}) ?\S/u;

/** Names given away by where they stand in a letter and by their form alone: what a short first line that ends in a comma ends with, and a line of name's words at the letter's end. */
export const LETTER_SHAPE: PatternRule = {
  name: 'name',
  marks: MARK.line,
  redact: (text) => {
    const lines = text.split('\n');
    const last = lines.findLastIndex((line) => line.trim() !== '');
    const first = lines.findIndex((line) => line.trim() !== '');
    if (last <= first) return text;
    const isElsewhere = smallWords(text);
    const opened = openingLine(lines[first] ?? '', isElsewhere);
    if (opened !== undefined) lines[first] = opened;
    signLines(lines, first, last, isElsewhere);
    lines[last] = smallFarewell(lines[last] ?? '');
    return lines.join('\n');
  },
};

type Elsewhere = (word: string) => boolean;

/** Whether the text has a word in small letters: then it is nobody's name. The words are collected when first asked for. */
function smallWords(text: string): Elsewhere {
  let words: ReadonlySet<string> | undefined;
  return (word) => {
    words ??= new Set(text.match(/(?<![\p{L}'’-])\p{Ll}[\p{L}'’-]*/gu) ?? []);
    return words.has(word.toLowerCase());
  };
}

function openingLine(line: string, isElsewhere: Elsewhere): string | undefined {
  const match = line.length > LONGEST ? null : OPENING.exec(line);
  if (!match) return undefined;
  const [, space = '', greeting = '', mark = ''] = match;
  const words = greeting.split(' ');
  const isGreeting = words.slice(0, 4).some((word) => (kindOf(word.replace(/,$/, '')) & WORD.greeting) !== 0);
  if (!isGreeting && !mark.includes(',')) return undefined;
  const from = nameStart(words, isElsewhere);
  if (from === undefined) return isGreeting ? smallOpening(space, words, mark) : undefined;
  return `${space}${[...words.slice(0, from), LABEL].join(' ')}${mark}`;
}

/** Where the name begins that the words end with: the longest run of its form, without the words of greeting before it. */
function nameStart(words: readonly string[], isElsewhere: Elsewhere): number | undefined {
  const comma = words.findLastIndex((word) => word.endsWith(','));
  for (let from = comma + 1; from < words.length; from++) {
    const word = words[from] ?? '';
    if ((isVetoed(word) && !isLeadingPart(word)) || isCivilTitle(word)) continue;
    const run = words.slice(from);
    if (isNameLine(run, isElsewhere)) return run.join(' ') === LABEL ? undefined : from;
  }
  return undefined;
}

function smallOpening(space: string, words: readonly string[], mark: string): string | undefined {
  if (words.length > 3 || words.length < 2 || !isSmallNameLine(words.slice(-1))) return undefined;
  return `${space}${[...words.slice(0, -1), LABEL].join(' ')}${mark}`;
}

function smallFarewell(line: string): string {
  const match = SMALL_FAREWELL.exec(line);
  const name = match?.[2];
  if (!match || name === undefined || !isSmallNameLine([name])) return line;
  return `${match[1]}${LABEL}${match[3]}`;
}

/** Signs the lines in place, from the first: what a name has become decides on the line below it. */
function signLines(lines: string[], first: number, last: number, isElsewhere: Elsewhere): void {
  for (let i = first + 1; i <= last; i++) {
    const line = lines[i] ?? '';
    if (line.length > LONGEST || line.trim() === '') continue;
    const before = above(lines, i, first);
    const end = endOfLetter(lines, i, last);
    if (before !== undefined && end !== undefined) lines[i] = signedLine(line, before, end, isElsewhere) ?? line;
  }
}

interface Above {
  readonly line: string;
  /** Words of farewell, known or told by a comma. */
  readonly strong: boolean;
  /** A farewell, a sentence's end or an empty line. */
  readonly weak: boolean;
}

/** What stands above a line, an empty line or a dashed one passed over. */
function above(lines: readonly string[], i: number, first: number): Above | undefined {
  let at = i - 1;
  while (at >= first && /^\s*(?:[-_–—]{2,})?\s*$/.test(lines[at] ?? '')) at--;
  const line = lines[at] ?? '';
  if (at < first || i - at > 4) return undefined;
  const trimmed = line.trim();
  // Below a name stands an office or a firm; below a farewell that was taken for a name, the name.
  if (i - at === 1 && SIGNED_ABOVE.test(line) && isBelowName(lines[i] ?? '')) return undefined;
  if (/:$|^[-*•]|^\p{L}[\p{L} ]{1,24}:/u.test(trimmed)) return undefined;
  const isFarewell = line.length <= LONGEST && FAREWELL.test(line);
  const words = trimmed.split(/[^\p{L}'’]+/u).filter((word) => word !== '');
  const known = words.some((word) => (kindOf(word) & (WORD.closing | WORD.parting)) !== 0);
  const strong = isFarewell && words.length <= 9 && (trimmed.endsWith(',') || (known && words.length <= 7));
  const begins = at === first || /^\s*$|[.!?…)]\s*$/.test(lines[at - 1] ?? '');
  return {
    line,
    strong,
    weak: strong || i - at > 1 || /[.!?…)]$/.test(trimmed) || (isFarewell && words.length <= 5 && begins),
  };
}

function isBelowName(line: string): boolean {
  return line.trim().includes(' ') || isOfficeLine(line);
}

/** Whether a letter ends with a line and what may stand below its name: `text` where the text ends, too; undefined where it goes on. */
function endOfLetter(lines: readonly string[], i: number, last: number): 'text' | 'letter' | undefined {
  if (isTail(lines.slice(i + 1, Math.min(last, i + TAIL + 1) + 1)) && last - i <= TAIL) return 'text';
  return /^\s*(?:$|>|[-_–—]{3})/.test(lines[i + 1] ?? '') ? 'letter' : undefined;
}

function isTail(below: readonly string[]): boolean {
  return below.every((line) => line.length <= LONGEST && !/[?!]\s*$|^\s*[-*•] /.test(line));
}

function signedLine(line: string, before: Above, end: 'text' | 'letter', isElsewhere: Elsewhere): string | undefined {
  const match = SIGNED.exec(line);
  if (!match) return undefined;
  const [, lead = '', name = '', rest = ''] = match;
  const words = name.split(' ');
  const civil = words.findIndex((word) => !isCivilTitle(word));
  const own = words.slice(Math.max(0, civil));
  const dashed = end === 'text' && DASHED.test(line);
  const placed = before.strong || dashed || (before.weak && end === 'text');
  if (!placed) return undefined;
  const small = (before.strong || /^\s*[-–~/]\p{Ll}/u.test(line)) && end === 'text' && isSmallNameLine(own);
  return isNameLine(own, isElsewhere) || small ? lead + [...words.slice(0, civil), LABEL].join(' ') + rest : undefined;
}
