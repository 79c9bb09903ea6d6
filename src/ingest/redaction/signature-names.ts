import { GIVEN_NAMES } from './given-names.ts';
import { NAMES, TITLES } from './name-grammar.ts';
import { isPerson } from './name-words.ts';
import { type Find, type PatternRule, replaceFinds } from './rule.ts';
import { MARK } from './scan-text.ts';

/** Lines below a name that may still be its signature, and the longest such line. */
const TAIL = 5;
const LONGEST = 70;
const NAME_LINE = new RegExp(
  String.raw`^[ ]{0,3}(?:[–—~/*-]{1,2}[ ]?)?(?:\p{Lu}\p{Ll}{1,4}\. \p{Ll}{4,14} )?${TITLES}(${NAMES}|\p{Lu}{2,20}(?: \p{Lu}{2,20}){1,2})(?:,? (?:BDS|DDS|DMD|MD|RN|PhD|MBA|MSc|BSc|PE|CPA)\.?)?[ ]*(?:$|[|,(·•–/]|- )`,
  'u',
);
/** A line that says what a person does or for whom: offices and trades in ten languages, forms of firms, houses that have a front desk. */
const OFFICE =
  /(?<!\p{L})(?:manag|direct|direk|dyrekt|diret|engineer|officer|assist|asist|co-?ordinat|koordinat|head |technic|supervis|foreman|advis|secretar|secrét|sekret|recep|rezep|principal|owner|chief|captain|capit|kapit|treasurer|bursar|buyer|clerk|president|founder|partner|operator|consult|konsult|representative|accountant|groundsman|estates|leiter|leitung|\p{L}+leiter|\p{L}*meister|geschäftsf|verwalt|inhaber|einkauf|abteilung|disposition|buchhalt|vertrieb|hauswart|hausmeister|schulleit|respons|chef|gérant|comptab|gouvernante|accueil|service|jefe|jefa|encargad|gerente|dep(?:artment|artamento|to|t)|dpto|administr|odont|titolare|ufficio|segreteria|tecnic|técnic|impiegat|hoofd|medewerk|beheer|eigenaar|tandarts|magazijn|afdeling|verkoop|inkoop|kierown|specjalist|gabinet|serwis|właśc|księg|ansvarig|föreståndare|\p{L}*skötare|tandläk|ekonomi|\p{L}*chef|secretaria|sócio|oficina|taller|officina|workshop|werkstatt|atelier|garage|hotel|hôtel|clinic|klini|praxis|practice|school|schule|scuola|école|collège|escola|colegio|college|university|church|parish|vicarage|farm|shop|store|marina|harbou?r|port |ltd|llc|inc|gmbh|ag$|kg$|sarl|sas$|s\.?l\.?u?\.?$|s\.?r\.?l|s\.?p\.?a|b\.?v\.?$|n\.?v\.?$|ab$|sp\. z|lda|ltda)|\[(?:PHONE|EMAIL|ADDRESS|URL)\]/iu;

/** A name that is a line of its own above a person's office, firm, telephone or address: a signature, whatever words close the letter. */
export const SIGNATURE_NAMES: PatternRule = {
  name: 'name',
  marks: MARK.line,
  redact: (text) => {
    const lines = text.split('\n');
    const finds: Find[] = [];
    for (let i = 1, at = (lines[0] ?? '').length + 1; i < lines.length; at += (lines[i] ?? '').length + 1, i++) {
      const found = signed(lines, i);
      if (found) finds.push({ start: at + found.start, end: at + found.end, label: found.label });
    }
    return replaceFinds(text, finds);
  },
};

function signed(lines: readonly string[], i: number): Find | undefined {
  const line = lines[i] ?? '';
  if (line.length > LONGEST || !endsLetter(lines[i - 1] ?? '')) return undefined;
  const match = NAME_LINE.exec(line);
  const name = match?.[1];
  if (!match || name === undefined || !isPerson(name) || OFFICE.test(name)) return undefined;
  const words = name.toLowerCase().split(/[ -]/);
  const isGiven = words.some((word) => GIVEN_NAMES.has(word));
  const rest = line.slice(line.indexOf(name) + name.length);
  const isSigned = isGiven ? isShort(tailOf(lines, i)) : words.length > 1 && isOffice([rest, ...tailOf(lines, i)]);
  const start = line.indexOf(name);
  return isSigned ? { start, end: start + name.length, label: '[NAME]' } : undefined;
}

/** A line that the signature may follow: empty, or the end of a sentence or greeting; or the same person's short name. */
function endsLetter(line: string): boolean {
  return /^\s*$|[,.!)]\s*$|[,.!] \[NAME\]\s*$/.test(line);
}

function tailOf(lines: readonly string[], i: number): readonly string[] {
  const below = lines.slice(i + 1, i + 1 + TAIL);
  const empty = below.findIndex((line) => line.trim() === '');
  return empty < 0 ? below : below.slice(0, empty);
}

function isShort(tail: readonly string[]): boolean {
  return tail.every((line) => line.length <= LONGEST && !/[?!]\s*$/.test(line));
}

/** Whether a line says what a person does or for whom. */
export function isOfficeLine(line: string): boolean {
  return OFFICE.test(line);
}

function isOffice(tail: readonly string[]): boolean {
  return isShort(tail) && tail.some((line) => OFFICE.test(line));
}
