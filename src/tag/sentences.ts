/** A sentence of a field, by its place there, with its text folded for matching. */
export interface Sentence {
  /** Half-open range `[start, end)` in the field. */
  readonly start: number;
  readonly end: number;
  /** Lower case, plain quotes and spaces; as long as the range. */
  readonly folded: string;
}

/** Longest piece that rules see at once: bounds their cost on text without punctuation. */
const LONGEST = 400;

const BORDER = /[.!?…]+["')\]]*(?=\s|$)|;(?=\s)|\n\s*\n|\n(?=\s*[-*•]\s)/gu;

/**
 * Folds text for matching without moving any character: lower case, straight quotes, every white space a space.
 * @returns a string of the same length.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  // A few letters (İ) grow when lowered; then only the letters that keep their length are lowered.
  const same = lower.length === text.length ? lower : Array.from(text, lowerKeepingLength).join('');
  return same
    .replace(/[‘’ʼ´`]/gu, "'")
    .replace(/[“”„«»]/gu, '"')
    .replace(/\s/gu, ' ');
}

function lowerKeepingLength(letter: string): string {
  const lower = letter.toLowerCase();
  return lower.length === letter.length ? lower : letter;
}

/** Splits a field into sentences of at most 400 characters, in order; blank ones are left out. */
export function splitSentences(text: string): Sentence[] {
  const folded = foldText(text);
  const sentences: Sentence[] = [];
  let start = 0;
  for (const border of text.matchAll(BORDER)) {
    const end = border.index + border[0].length;
    addPieces(sentences, folded, start, end);
    start = end;
  }
  addPieces(sentences, folded, start, text.length);
  return sentences;
}

function addPieces(sentences: Sentence[], folded: string, from: number, to: number): void {
  let start = from;
  while (start < to) {
    let end = to;
    if (to - start > LONGEST) {
      const space = folded.lastIndexOf(' ', start + LONGEST);
      end = space > start ? space : start + LONGEST;
    }
    const piece = folded.slice(start, end);
    if (piece.trim() !== '') sentences.push({ start, end, folded: piece });
    start = end;
  }
}
