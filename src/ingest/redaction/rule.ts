/** One kind of personal data: when to look for it and how to take it out. */
export type RedactionRule = PatternRule | WordRule;

interface AnyRule {
  /** Name under which the tickets it changed are counted. */
  readonly name: string;
  /** Marks (see scanText) of which a text has at least one where it holds anything of this kind. */
  readonly marks: number;
}

/** Looks at the whole text. */
export interface PatternRule extends AnyRule {
  /** The text with a label in place of each find. Its time grows with the text, not faster. `marks` are those of the text, or of what it was before other rules. */
  readonly redact: (text: string, marks: number) => string;
}

/** Looks beside the known words of its kinds: the bits of `marks` that are of WORD. */
export interface WordRule extends AnyRule {
  /** Marks of which a text has at least one, too. */
  readonly also?: number;
  readonly findAt: (text: string, start: number, end: number, kind: number) => Find | undefined;
}

/** Where a find stands: from start to end (exclusive), and what stands there instead. */
export interface Find {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** Replaces finds; one that begins inside an earlier one is passed over. @param finds by start. */
export function replaceFinds(text: string, finds: readonly Find[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, label } of finds) {
    if (start < done) continue;
    result += text.slice(done, start) + label;
    done = end;
  }
  return done === 0 ? text : result + text.slice(done);
}

/** Asks a rule at each word of its kinds and replaces what it finds. @param hits the text's known words, as scanText gives them. */
export function replaceAtWords(text: string, hits: readonly number[], { marks, findAt }: WordRule): string {
  const finds: Find[] = [];
  let done = 0;
  for (let i = 0; i < hits.length; i += 3) {
    const [start, end, kind] = [hits[i] as number, hits[i + 1] as number, hits[i + 2] as number];
    if ((kind & marks) === 0 || start < done) continue;
    const found = findAt(text, start, end, kind);
    if (!found) continue;
    finds.push(found);
    done = found.end;
  }
  return replaceFinds(text, finds);
}

/** What a sticky pattern matches at a place of a text. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
