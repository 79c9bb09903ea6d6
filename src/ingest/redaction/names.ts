import { closingName, greetingName, hereName, lastLineName, selfName, titleName } from './name-forms.ts';
import { type RedactionRule, replaceAtWords, replaceFinds } from './rule.ts';
import { MARK } from './scan-text.ts';
import { WORD } from './words.ts';

const KINDS = WORD.greeting | WORD.closing | WORD.title | WORD.self | WORD.am | WORD.here;

/** Names of persons beside the words that give them away: greetings, titles, "my name is", closings. */
export const STATED_NAMES: RedactionRule = {
  name: 'name',
  marks: KINDS,
  redact: (text, scan) =>
    replaceAtWords(text, scan, KINDS, (start, end, kind) => {
      const found =
        ((kind & WORD.title) !== 0 && titleName(text, start, end)) ||
        ((kind & WORD.greeting) !== 0 && greetingName(text, start, end)) ||
        ((kind & WORD.closing) !== 0 && closingName(text, end)) ||
        ((kind & WORD.self) !== 0 && selfName(text, start, end)) ||
        ((kind & WORD.am) !== 0 && selfName(text, start, end, true)) ||
        ((kind & WORD.here) !== 0 && hereName(text, start, end));
      return found || undefined;
    }),
};

/** A name that is the text's whole last line, after a comma or an empty line: a signature without a word of farewell that is known. */
export const SIGNED_NAMES: RedactionRule = {
  name: 'name',
  marks: MARK.line,
  redact: (text) => {
    const found = lastLineName(text);
    return found ? replaceFinds(text, [found]) : text;
  },
};
