import type { Evidence } from '../domain/tag.ts';
import type { Hit } from './find-hits.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

const LONGEST = 240;
/** A clause shorter than this convinces nobody: the whole sentence is taken. */
const SHORTEST = 24;
/** A sentence up to this long is quoted whole: cutting it makes it harder to read, not easier. */
const WHOLE = 110;

const CLAUSE_BORDER = /[,;:()–—]| - /gu;

/**
 * Picks what to quote for a cause: the strongest hit in the customer's words, else in the note.
 * @param hits hits in favour of the cause.
 * @returns the clause around it (a short sentence whole), at most 240 characters, cut at word borders; undefined when no hit has text.
 */
export function quoteEvidence(hits: readonly Hit[]): Evidence | undefined {
  const withText = hits.filter((hit) => hit.field !== null);
  const customers = withText.filter((hit) => hit.field?.from === 'customer');
  const [best] = [...(customers.length > 0 ? customers : withText)].sort(
    (a, b) => b.compiled.rule.weight - a.compiled.rule.weight,
  );
  return best && quoteHit(best);
}

function quoteHit(hit: Hit): Evidence {
  const field = hit.field as NonNullable<Hit['field']>;
  const sentence = tellingSentence(field, hit.sentence);
  const clause = sentence.end - sentence.start <= WHOLE ? sentence : clauseAround(field.text, sentence, hit);
  const { start, end } = trim(field.text, clip(field.text, clause, hit));
  return {
    from: field.from,
    field: field.field,
    start,
    end,
    message: field.message,
    quote: field.text.slice(start, end),
  };
}

/** A sentence with the one before it, or after it, where it is too short to convince alone. */
function tellingSentence({ text, sentences }: NonNullable<Hit['field']>, index: number): Range {
  const own = trim(text, sentences[index] as Range);
  const other = sentences[index - 1] ?? sentences[index + 1];
  if (own.end - own.start >= SHORTEST || !other) return own;
  const both = trim(text, { start: Math.min(own.start, other.start), end: Math.max(own.end, other.end) });
  return both.end - both.start <= LONGEST ? both : own;
}

/** The part of a sentence between the clause borders on either side of a match. */
function clauseAround(text: string, sentence: Range, match: Range): Range {
  let { start, end } = sentence;
  for (const border of text.slice(sentence.start, sentence.end).matchAll(CLAUSE_BORDER)) {
    const at = sentence.start + border.index;
    if (at + border[0].length <= match.start) start = at + border[0].length;
    else if (at >= match.end) {
      end = at;
      break;
    }
  }
  const clause = trim(text, { start, end });
  return clause.end - clause.start >= SHORTEST ? clause : sentence;
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
