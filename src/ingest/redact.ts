import type { RedactedText } from '../domain/ticket.ts';
import { maskKept, restoreKept } from './redaction/kept.ts';
import { type RedactionRule, replaceAtWords } from './redaction/rule.ts';
import { REDACTION_RULES } from './redaction/rules.ts';
import { ALL_MARKS, scanText } from './redaction/scan-text.ts';

const MAX_PATTERNS = 5000;
/** The same agents come back in row after row, and a pattern costs more to make than to use. */
const patterns = new Map<string, RegExp>();
const forms = new Map<string, readonly string[]>();
/** Words of display names that are roles or firms rather than persons. */
const ROLE =
  /^(?:system|administrator|admin|user|users|support|service|services|help|desk|helpdesk|customer|client|guest|agent|team|sales|office|info|contact|account|accounts|none|null|unknown|test|the|and|group|company|gmbh|inc|ltd|corp|queue|bot|robot)$/i;

/** Names to remove: those of a row's own persons as `[NAME]`, the firm's sellers as `[SELLER]`. */
export interface KnownNames {
  readonly pattern: RegExp | undefined;
  readonly placeholder: '[NAME]' | '[SELLER]';
}

/**
 * Removes personal data from plain text.
 * @param changed collects the names of the rules that changed the text.
 * @param known names that are known from elsewhere, each list with what stands in its place; they are removed wherever they stand.
 * @param keep values that stay wherever they stand alone (see keepPattern): the row's own serials, lots, order numbers.
 */
export function redact(
  text: string,
  changed: Set<string>,
  known: readonly KnownNames[] = [],
  keep: readonly string[] = [],
): RedactedText {
  const { text: masked, values } = maskKept(text, keep);
  let result = masked;
  for (const { pattern, placeholder } of known) if (pattern) result = result.replace(pattern, placeholder);
  if (result !== masked) changed.add('name');
  return restoreKept(applyRules(result, changed, REDACTION_RULES), values) as RedactedText;
}

/** Applies rules one after the other, each only where the text has its marks. @param every tries each rule on every text; for tests. */
export function applyRules(text: string, changed: Set<string>, rules: readonly RedactionRule[], every = false): string {
  let result = text;
  const scan = scanText(text);
  // A label brings no mark, so a text has none that it had not before.
  const marks = every ? ALL_MARKS : scan.marks;
  let { hits } = scan;
  let scanned = text;
  for (const rule of rules) {
    if ((marks & rule.marks) === 0) continue;
    // A match may end within the next one (the last of many cards in a row), which only another look finds.
    for (;;) {
      if ('findAt' in rule && scanned !== result) {
        hits = scanText(result).hits;
        scanned = result;
      }
      const after = applyRule(rule, result, marks, hits);
      if (after === result) break;
      changed.add(rule.name);
      result = after;
    }
  }
  return result;
}

function applyRule(rule: RedactionRule, text: string, marks: number, hits: readonly number[]): string {
  if (!('findAt' in rule)) return rule.redact(text, marks);
  return (marks & (rule.also ?? marks)) === 0 ? text : replaceAtWords(text, hits, rule);
}

/**
 * A pattern for the persons whose display names (or addresses made of their names, `jane.doe@...`) a row gives: the whole name either way round, and each part of
 * four letters or more where it is capitalised. Undefined where no cell holds a name of two words.
 */
export function peoplePattern(cells: readonly string[]): RegExp | undefined {
  const names = new Set(cells.flatMap(nameForms));
  if (names.size === 0) return undefined;
  const key = [...names].join('|');
  const known = patterns.get(key);
  if (known) return known;
  const longestFirst = [...names].sort((a, b) => b.length - a.length).map((name) => name.replaceAll('.', '\\.'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  if (patterns.size >= MAX_PATTERNS) patterns.clear();
  patterns.set(key, pattern);
  return pattern;
}

/** How a text may write the name that a cell holds; none where it holds no name of two words. */
function nameForms(cell: string): readonly string[] {
  const known = forms.get(cell);
  if (known) return known;
  const parts = nameParts(cell);
  const isPerson = parts.length >= 2 && parts.length <= 4 && parts.every((part) => /^\p{L}[\p{L}'’.-]*$/u.test(part));
  if (!isPerson || parts.some((part) => ROLE.test(part))) return [];
  const whole = [parts.join(' '), [...parts].reverse().join(' ')];
  const made = [
    ...whole.flatMap((name) => [name, name.toUpperCase(), name.toLowerCase()]),
    ...parts.filter((part) => part.length >= 4).map((part) => (part[0] ?? '').toUpperCase() + part.slice(1)),
  ];
  if (forms.size >= MAX_PATTERNS) forms.clear();
  forms.set(cell, made);
  return made;
}

function nameParts(cell: string): string[] {
  if (cell === '' || cell.length > 60) return [];
  const at = cell.indexOf('@');
  if (at < 0) return cell.includes(' ') ? cell.split(/[\s,]+/).filter((part) => part !== '') : [];
  const local = cell.slice(0, at);
  return /[._-]/.test(local) ? local.split(/[._-]/).map((part) => (part[0]?.toUpperCase() ?? '') + part.slice(1)) : [];
}

const HONORIFIC =
  '(?:Mr|Mrs|Ms|Miss|Mx|Dr|[Hh]errn?|[Ff]rau|[Mm]onsieur|[Mm]adame|Mme|Mlle|M|[Ss]eñora?|[Ss]ra?)\\.?\\s+';

/**
 * A pattern for people of whom tickets speak but who wrote none: the whole name, an initial with the family name, or the family name behind Mr, Frau, Mme and the
 * like. A bare family name is left alone, for customers have it too. Undefined where there are no names of two words.
 */
export function sellersPattern(names: readonly string[]): RegExp | undefined {
  const forms = [...new Set(names)].flatMap((name) => {
    const parts = name.split(/\s+/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const [given, family] = [parts[0], parts.at(-1)];
    return parts.length < 2
      ? []
      : [parts.join('\\s+'), `${given?.[0]}\\.?\\s+${family}`, `${HONORIFIC}(?:${given}\\s+)?${family}`];
  });
  const longestFirst = forms.sort((a, b) => b.length - a.length);
  return forms.length > 0
    ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
    : undefined;
}
