import { NAMES } from './name-grammar.ts';
import { isPerson } from './name-words.ts';
import { type Find, matchAt, type PatternRule, replaceFinds } from './rule.ts';
import { MARK } from './scan-text.ts';

/** How far before an address its owner's name may begin. */
const REACH = 90;
const SHOWN = new RegExp(
  String.raw`(?<![\p{L}\p{N}])((?:\p{Lu}[\p{L}'’-]{1,30}, )?${NAMES})["'”’]?[ ]?[<(\[](?:mailto:)?$`,
  'u',
);
const SIGNED_FOR = new RegExp(String.raw`\n?[ ]*(?:i\.[ ]?[AV]\.|ppa\.)[ ](?:Dr\.[ ])?(${NAMES})(?![\p{L}])`, 'uy');
const NAME_LINE = new RegExp(
  String.raw`\n[ ]*(${NAMES})[ ]*(?=\n(?:[^\n\d]{2,50}\n)?[^\n]{0,24}\[(?:PHONE|EMAIL)\])`,
  'uy',
);

/** Names that the form of a letter gives away: the display name before a mail address, a name for which somebody signs, a line above phone or mail. */
export const LETTER_NAMES: PatternRule = {
  name: 'name',
  marks: MARK.bracket | MARK.line,
  redact: (text, marks) => {
    const finds = (marks & MARK.bracket) === 0 ? [] : shownNames(text);
    if ((marks & MARK.line) !== 0) finds.push(...lineNames(text));
    return replaceFinds(
      text,
      finds.sort((a, b) => a.start - b.start),
    );
  },
};

/** `Mott, Ada <[EMAIL]>` as mail headers have it; a single word may be a firm's. */
function shownNames(text: string): Find[] {
  const finds: Find[] = [];
  for (let at = text.indexOf('[EMAIL]'); at >= 0; at = text.indexOf('[EMAIL]', at + 1)) {
    const match = SHOWN.exec(text.slice(Math.max(0, at - REACH), at));
    const name = match?.[1];
    if (!match || name === undefined || !name.includes(' ') || !isPerson(name)) continue;
    const start = at - match[0].length;
    finds.push({ start, end: start + name.length, label: '[NAME]' });
  }
  return finds;
}

function lineNames(text: string): Find[] {
  const finds: Find[] = [];
  const contact = text.includes('[PHONE]') || text.includes('[EMAIL]');
  for (
    let at = text.startsWith('i') || text.startsWith('p') ? 0 : text.indexOf('\n');
    at >= 0;
    at = text.indexOf('\n', at + 1)
  ) {
    const match = matchAt(SIGNED_FOR, text, at) ?? (contact ? matchAt(NAME_LINE, text, at) : null);
    const name = match?.[1];
    if (!match || name === undefined || !name.includes(' ') || !isPerson(name)) continue;
    const start = at + match[0].indexOf(name);
    finds.push({ start, end: start + name.length, label: '[NAME]' });
  }
  return finds;
}
