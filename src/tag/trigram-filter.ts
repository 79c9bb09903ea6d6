const BITS = 15;
const SIZE = 1 << BITS;

/** Hashes of the trigrams of one literal. */
export type LiteralHashes = readonly number[];

/** Hashes a literal for `TrigramFilter.mayContain`. */
export function hashLiteral(literal: string): LiteralHashes {
  const hashes: number[] = [];
  for (let at = 0; at + 3 <= literal.length; at++) hashes.push(hashAt(literal, at));
  return hashes;
}

/**
 * Remembers which trigrams texts hold, to answer in a few steps whether a literal may occur in them: never a false no.
 * Searching only the rules that pass makes tagging about ten times as fast.
 */
export class TrigramFilter {
  private readonly seenIn = new Uint32Array(SIZE);
  private generation = 0;

  /** Forgets all texts. */
  clear(): void {
    this.generation++;
  }

  /** Adds a folded text. */
  add(folded: string): void {
    for (let at = 0; at + 3 <= folded.length; at++) this.seenIn[hashAt(folded, at)] = this.generation;
  }

  /** Whether any of the literals may occur in the texts added since the last `clear`. */
  mayContain(literals: readonly LiteralHashes[]): boolean {
    return literals.some((hashes) => hashes.every((hash) => this.seenIn[hash] === this.generation));
  }
}

function hashAt(text: string, at: number): number {
  const mixed =
    Math.imul(text.charCodeAt(at), 0x9e3b) ^ Math.imul(text.charCodeAt(at + 1), 0x85eb) ^ text.charCodeAt(at + 2);
  return (Math.imul(mixed, 0x2c1b3c6d) >>> (32 - BITS)) & (SIZE - 1);
}
