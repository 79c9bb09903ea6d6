import { closingName, greetingName, hereName, lastLineName, partingName, selfName, titleName } from './name-forms.ts';
import { type PatternRule, replaceFinds, type WordRule } from './rule.ts';
import { MARK } from './scan-text.ts';
import { WORD } from './words.ts';

/** Names of persons beside the words that give them away: greetings, titles, "my name is", closings. */
export const STATED_NAMES: WordRule = {
  name: 'name',
  marks: WORD.greeting | WORD.closing | WORD.title | WORD.self | WORD.am | WORD.here | WORD.parting,
  findAt: (text, start, end, kind) =>
    ((kind & WORD.title) !== 0 && titleName(text, start, end)) ||
    ((kind & WORD.greeting) !== 0 && greetingName(text, start, end)) ||
    ((kind & WORD.closing) !== 0 && closingName(text, start, end)) ||
    ((kind & WORD.parting) !== 0 && partingName(text, start, end)) ||
    ((kind & WORD.self) !== 0 && selfName(text, start, end)) ||
    ((kind & WORD.am) !== 0 && selfName(text, start, end, true)) ||
    ((kind & WORD.here) !== 0 && hereName(text, start, end)) ||
    undefined,
};

/** A name that is the text's whole last line, after a comma or an empty line, or its end behind a dash: a signature without a word of farewell that is known. */
export const SIGNED_NAMES: PatternRule = {
  name: 'name',
  marks: MARK.line | MARK.dash,
  redact: (text) => {
    const found = lastLineName(text);
    return found ? replaceFinds(text, [found]) : text;
  },
};
