import type { Evidence } from '../domain/tag.ts';
import type { Hit } from './find-hits.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

const LONGEST = 240;
/** A quote shorter than this convinces nobody: the sentence before it, or after it, is taken with it. */
const SHORTEST = 24;
/** Log-odds that a longer quote must add a character: a sentence with no vote of its own is not worth its length. */
const COST = 0.004;

/** Sentences `[first, last]` of a field, and what speaks for the cause in them. */
interface Passage {
  readonly field: NonNullable<Hit['field']>;
  readonly first: number;
  readonly last: number;
  readonly strongest: Hit;
  readonly worth: number;
}

/**
 * Picks what to quote for a cause: the passage of one sentence or more that most speaks for it, in the customer's words, else in the note.
 * @param hits hits in favour of the cause; a rule may be found in several sentences.
 * @returns at most 240 characters, cut at word borders; undefined when no hit has text.
 */
export function quoteEvidence(hits: readonly Hit[]): Evidence | undefined {
  const withText = hits.filter((hit) => hit.field !== null);
  const customers = withText.filter((hit) => hit.field?.from === 'customer');
  const heard = customers.length > 0 ? customers : withText;
  const fields = [...new Set(heard.map(({ field }) => field as NonNullable<Hit['field']>))];
  const passages = fields.flatMap((field) =>
    passagesOf(
      field,
      heard.filter((hit) => hit.field === field),
    ),
  );
  const [best] = passages.sort((a, b) => b.worth - a.worth);
  return best && quotePassage(best);
}

/** Every run of sentences that begins and ends with a hit and fits into a quote; a sentence alone even where it does not. */
function passagesOf({ sentences }: NonNullable<Hit['field']>, hits: readonly Hit[]): Passage[] {
  const places = [...new Set(hits.map(({ sentence }) => sentence))].sort((a, b) => a - b);
  return places.flatMap((first) => {
    const start = sentences[first]?.start ?? 0;
    const lasts = places.filter((at) => at >= first && (at === first || (sentences[at]?.end ?? 0) - start <= LONGEST));
    return lasts.map((last) => passageOf(first, last, hits));
  });
}

function passageOf(first: number, last: number, hits: readonly Hit[]): Passage {
  const inside = hits.filter(({ sentence }) => sentence >= first && sentence <= last);
  const [strongest] = [...inside].sort((a, b) => b.compiled.rule.weight - a.compiled.rule.weight) as [Hit];
  const field = strongest.field as NonNullable<Hit['field']>;
  const rules = new Set(inside.map(({ compiled }) => compiled.rule));
  const votes = [...rules].reduce((sum, { weight }) => sum + weight, 0);
  const length = (field.sentences[last]?.end ?? 0) - (field.sentences[first]?.start ?? 0);
  return { field, first, last, strongest, worth: votes - COST * Math.min(LONGEST, length) };
}

function quotePassage({ field, first, last, strongest }: Passage): Evidence {
  const passage = tellingRange(field, first, last);
  const { start, end } = trim(field.text, clip(field.text, passage, strongest));
  return {
    from: field.from,
    field: field.field,
    start,
    end,
    message: field.message,
    quote: field.text.slice(start, end),
  };
}

/** A passage with the sentence before it, or after it, where it is too short to convince alone. */
function tellingRange({ text, sentences }: NonNullable<Hit['field']>, first: number, last: number): Range {
  const own = trim(text, { start: sentences[first]?.start ?? 0, end: sentences[last]?.end ?? 0 });
  const other = sentences[first - 1] ?? sentences[last + 1];
  if (own.end - own.start >= SHORTEST || !other) return own;
  const both = trim(text, { start: Math.min(own.start, other.start), end: Math.max(own.end, other.end) });
  return both.end - both.start <= LONGEST ? both : own;
}

/** At most 240 characters that hold as much of the match as fits, cut at word borders. */
function clip(text: string, range: Range, match: Range): Range {
  if (range.end - range.start <= LONGEST) return range;
  const spare = Math.max(0, LONGEST - (match.end - match.start));
  const start = Math.max(range.start, match.start - Math.floor(spare / 2));
  const end = Math.min(range.end, start + LONGEST);
  return {
    start: start === range.start ? start : wordStart(text, start, match.start),
    end: end === range.end ? end : wordEnd(text, end, start),
  };
}

function wordStart(text: string, at: number, latest: number): number {
  const space = text.slice(at - 1, latest).search(/\s/u);
  return space < 0 ? latest : at + space;
}

function wordEnd(text: string, at: number, earliest: number): number {
  const space = Math.max(text.lastIndexOf(' ', at), text.lastIndexOf('\n', at));
  return space > earliest ? space : safeCut(text, at);
}

/** Never between the two halves of a character beyond the basic plane. */
function safeCut(text: string, at: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at;
}

function trim(text: string, { start, end }: Range): Range {
  let [from, to] = [start, end];
  while (from < to && /[\s,;:]/u.test(text.charAt(from))) from++;
  while (to > from && /[\s,;:]/u.test(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}
