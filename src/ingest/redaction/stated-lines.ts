import { LED_NAMES, NAME, TITLES } from './name-grammar.ts';
import { isPerson, isSmallName } from './name-words.ts';
import { type Find, matchAt, type PatternRule, replaceFinds, type WordRule } from './rule.ts';
import { MARK } from './scan-text.ts';
import { WORD } from './words.ts';

/** What may stand before a label in its line ("Imię i"), and between it and its colon ("Contact sur place :"). */
const BEFORE_LABEL =
  /(?:^|\n)[ \t>*•-]{0,4}(?:(?:full|first|last|your|my|main|contact|customer|guest|patient|point|person|of|persona|personne|pessoa|osoba|de|di) ){0,2}$/iu;
const LABELLED = new RegExp(
  String.raw`(?:[ ](?:and|und|et|y|e|i|en|och|sur|on|vor|ter|in|på|du|person|name|nom|nazwisko|apellidos|cognome|prénom|surname|[Vv]orname|place|site|Ort|loco|sitio|plaatse|plats|client|ospite)){0,3}[ ]?:[ ]{0,3}${TITLES}((?:${NAME}, )?${LED_NAMES}|\p{Ll}{2,20}(?:[ -]\p{Ll}{2,20}){0,3}|\p{Lu}{2,20}(?:[ -]\p{Lu}{2,20}){1,3})(?![\p{L}\p{N}]|[ ]?[-/]?\d)`,
  'uy',
);
const WRITER = new RegExp(
  String.raw`(?:[,\d>:]|^)[ ]{0,2}(${LED_NAMES})(?: \[EMAIL\]| <\[EMAIL\]>)?[ ](?:a |ha )?$`,
  'u',
);
const WRITES = new RegExp(String.raw`[ ](${LED_NAMES})[ ]?(?:<\[EMAIL\]>|\[EMAIL\])?(?=[ ]?:)`, 'uy');

/** Names behind the label of a form ("Contact: ") and in the line above a quoted mail ("... Ada Mott wrote:"). */
export const LABELLED_NAMES: WordRule = {
  name: 'name',
  marks: WORD.label | WORD.wrote,
  findAt: (text, start, end, kind) =>
    ((kind & WORD.label) !== 0 ? labelled(text, start, end) : undefined) ??
    ((kind & WORD.wrote) !== 0 ? writer(text, start, end) : undefined),
};

function labelled(text: string, start: number, end: number): Find | undefined {
  if (!BEFORE_LABEL.test(text.slice(Math.max(0, start - 36), start))) return undefined;
  const match = matchAt(LABELLED, text, end);
  return found(match?.[1], match ? end + match[0].length : 0);
}

function writer(text: string, start: number, end: number): Find | undefined {
  const after = matchAt(WRITES, text, end);
  if (after) return found(after[1], end + after[0].search(/(?: ?<?\[EMAIL\]>?)?$/));
  if (!/^\s?:/.test(text.slice(end, end + 2))) return undefined;
  const from = Math.max(0, start - 110);
  const before = WRITER.exec(text.slice(from, start));
  const name = before?.[1];
  if (!before || name === undefined) return undefined;
  return found(name, from + before.index + before[0].indexOf(name) + name.length);
}

/** A line of a chat or log: its time, who speaks, a colon. */
const SPOKEN = new RegExp(
  String.raw`(?:^|\n)[ ]{0,3}[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?[\])]?[ ,–-]{1,4}(${LED_NAMES}|\p{Ll}{2,20})(?=[ ]?:[ ])`,
  'gu',
);
/** Who speaks for a firm; where one does, or somebody with a known name, the lines are a chat and the other speaker is a person. */
const SPEAKER =
  /^(?:agente?|operat(?:or|ore|ör|eur|rice)|bot|chatbot|support|customer|client|cliente|kunde|kundin|klant|klient|kund|visitor|besucher|visiteur|guest|atendente|asistente|assistente?|assistant|medewerker|berater(?:in)?|handläggare|konsultant(?:ka)?|conseill(?:er|ère)|advisor|soporte|suporte|assistenza|servi[cz]e|kundtjänst|system)$/iu;

/** Names of those who speak in a chat: behind each line's time. A device's log has the same form, so somebody known must speak in it. */
export const CHAT_NAMES: PatternRule = {
  name: 'name',
  marks: MARK.digit,
  redact: (text) => {
    const lines = [...text.matchAll(SPOKEN)].map((match) => ({
      name: match[1] ?? '',
      end: (match.index ?? 0) + match[0].length,
    }));
    if (!lines.some(({ name }) => isSpeaker(name) || isKnown(name))) return text;
    const finds = lines.map(({ name, end }) => (SPEAKER.test(name) ? undefined : found(name, end)));
    return replaceFinds(
      text,
      finds.filter((find) => find !== undefined),
    );
  },
};

function isSpeaker(name: string): boolean {
  return SPEAKER.test(name.split(' ')[0] ?? '');
}

function isKnown(name: string): boolean {
  return isSmallName(name.toLowerCase(), false);
}

/** A name that ends at `end`; without capitals, or all in capitals, only where a given name is among its words. */
function found(name: string | undefined, end: number): Find | undefined {
  if (name === undefined || !isPerson(name)) return undefined;
  const isWritten = /\p{Lu}/u.test(name) && /\p{Ll}/u.test(name);
  return isWritten || isKnown(name) ? { start: end - name.length, end, label: '[NAME]' } : undefined;
}
