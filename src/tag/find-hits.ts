import type { CauseRule } from '../domain/cause.ts';
import { type CompiledRule, findWord, type Required } from './compile-rules.ts';
import type { ReadField } from './read-fields.ts';
import { TrigramFilter } from './trigram-filter.ts';

/** A rule found in a field. */
export interface Hit {
  readonly compiled: CompiledRule;
  /** Null for a `record` rule. */
  readonly field: ReadField | null;
  /** Index of the sentence in the field. */
  readonly sentence: number;
  /** Half-open range of the match in the field. */
  readonly start: number;
  readonly end: number;
}

/** What the finder needs to know of one ticket. */
export interface TicketText {
  readonly language: string;
  readonly fields: readonly ReadField[];
  readonly record: string;
}

/** Sentences on either side in which a rule's `and` patterns may be found: people promise in one sentence and complain in the next. */
const NEAR = 1;

/** All bits. */
const EVERYWHERE = -1;

const filter = new TrigramFilter();

/**
 * Searches rules in a ticket. Each rule hits at most once, in the customer's words if it can. The customer's words are searched with the rules of their
 * language, notes with those of every language (support writes in the firm's language, not the customer's); language `und` is searched with all.
 * Vetoes are heard only for causes that something speaks for: most tickets name none, and this halves the time.
 * @returns hits in favour in rule order, then vetoes.
 */
export function findHits(text: TicketText, rules: readonly CompiledRule[]): Hit[] {
  filter.clear();
  let place = 0;
  for (const field of text.fields) for (const sentence of field.sentences) filter.add(sentence.folded, place++);
  filter.add(text.record, place);
  const inFavour = search(text, rules, (rule) => rule.weight > 0);
  const alleged = new Set(inFavour.map((hit) => hit.compiled.rule.cause));
  return [...inFavour, ...search(text, rules, (rule) => rule.weight < 0 && alleged.has(rule.cause))];
}

function search(text: TicketText, rules: readonly CompiledRule[], wanted: (rule: CauseRule) => boolean): Hit[] {
  const hits: Hit[] = [];
  for (const compiled of rules) {
    if (!compiled.pattern || !wanted(compiled.rule) || !mayLook(compiled.rule, text.language)) continue;
    const places = compiled.own ? placesOf(compiled.own) : EVERYWHERE;
    if (places === 0 || !compiled.required.every((branches) => placesOf(branches) !== 0)) continue;
    const hit = findRule(compiled, text, places);
    if (hit) hits.push(hit);
  }
  return hits;
}

/** Where all that some branch requires may stand together. A match lies within one sentence, the `and` patterns anywhere. */
function placesOf(branches: Required): number {
  let found = 0;
  for (const sets of branches) {
    let together = EVERYWHERE;
    for (let at = 0; at < sets.length && together !== 0; at++)
      together &= filter.placesOf(sets[at] as Required[number][number]);
    found |= together;
  }
  return found;
}

/**
 * Searches one rule, whatever its weight.
 * @param places sentences to look at, as bits (see `TrigramFilter`), counted over all fields
 * @returns its first hit, in the customer's words if it can be.
 */
export function findRule(compiled: CompiledRule, text: TicketText, places = EVERYWHERE): Hit | undefined {
  return compiled.rule.where === 'record' ? hitInRecord(compiled, text.record) : hitInFields(compiled, text, places);
}

/**
 * Finds every sentence that a rule speaks in, for what to quote.
 * @returns hits in the order of fields and sentences; none for `record` and `grammar` rules.
 */
export function findEverywhere(compiled: CompiledRule, text: TicketText): Hit[] {
  if (compiled.rule.where === 'record' || !compiled.pattern) return [];
  return text.fields
    .filter((field) => looksAt(compiled, field, text.language))
    .flatMap((field) => field.sentences.map((_, index) => hitInSentence(compiled, field, index)))
    .filter((hit) => hit !== undefined);
}

function hitInFields(compiled: CompiledRule, text: TicketText, places: number): Hit | undefined {
  let next = 0;
  for (const field of text.fields) {
    const first = next;
    next += field.sentences.length;
    if (!looksAt(compiled, field, text.language)) continue;
    for (let index = 0; index < field.sentences.length; index++) {
      if ((places & (1 << ((first + index) & 31))) === 0) continue;
      const hit = hitInSentence(compiled, field, index);
      if (hit) return hit;
    }
  }
  return undefined;
}

function looksAt({ rule }: CompiledRule, field: ReadField, language: string): boolean {
  if (field.from === 'note') return rule.where !== 'text';
  return rule.where !== 'note' && speaks(rule, language);
}

/** Whether a rule has anything to look at in tickets of a language. */
function mayLook(rule: CauseRule, language: string): boolean {
  return rule.where !== 'text' || speaks(rule, language);
}

function speaks(rule: CauseRule, language: string): boolean {
  return rule.language === 'any' || language === 'und' || rule.language === language;
}

function hitInSentence(compiled: CompiledRule, field: ReadField, index: number): Hit | undefined {
  const sentence = field.sentences[index] as ReadField['sentences'][number];
  const match = compiled.pattern && findWord(compiled.pattern, sentence.folded);
  if (!match || compiled.unless.some((pattern) => findWord(pattern, sentence.folded))) return undefined;
  if (compiled.and.length > 0) {
    const near = [...field.sentences.slice(Math.max(0, index - NEAR), index + NEAR + 1), ...(field.near ?? [])];
    if (!compiled.and.every((pattern) => near.some(({ folded }) => findWord(pattern, folded)))) return undefined;
  }
  const start = sentence.start + match.index;
  return { compiled, field, sentence: index, start, end: start + match[0].length };
}

function hitInRecord(compiled: CompiledRule, record: string): Hit | undefined {
  return compiled.pattern && findWord(compiled.pattern, record)
    ? { compiled, field: null, sentence: -1, start: 0, end: 0 }
    : undefined;
}
