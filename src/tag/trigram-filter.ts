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
 * Remembers which trigrams texts hold and where, to answer in a few steps whether and where a literal may occur in them: never a false no.
 * Searching only the rules that pass makes tagging about ten times as fast, searching them only in the sentences that pass three times more.
 */
export class TrigramFilter {
  private readonly seenIn = new Uint32Array(SIZE);
  /** A bit a place, of 32; further places share them. */
  private readonly places = new Int32Array(SIZE);
  private generation = 0;

  /** Forgets all texts. */
  clear(): void {
    this.generation++;
  }

  /** Adds a folded text. @param place its number, from 0 */
  add(folded: string, place: number): void {
    const bit = 1 << (place & 31);
    for (let at = 0; at + 3 <= folded.length; at++) {
      const hash = hashAt(folded, at);
      this.places[hash] = this.seenIn[hash] === this.generation ? (this.places[hash] as number) | bit : bit;
      this.seenIn[hash] = this.generation;
    }
  }

  /** Places, as bits, of the texts added since the last `clear` in which any of the literals may occur. */
  placesOf(literals: readonly LiteralHashes[]): number {
    let found = 0;
    for (const hashes of literals) found |= this.placesOfAll(hashes);
    return found;
  }

  private placesOfAll(hashes: LiteralHashes): number {
    let found = -1;
    for (let at = 0; at < hashes.length && found !== 0; at++) {
      const hash = hashes[at] as number;
      found &= this.seenIn[hash] === this.generation ? (this.places[hash] as number) : 0;
    }
    return found;
  }
}

function hashAt(text: string, at: number): number {
  const mixed =
    Math.imul(text.charCodeAt(at), 0x9e3b) ^ Math.imul(text.charCodeAt(at + 1), 0x85eb) ^ text.charCodeAt(at + 2);
  return (Math.imul(mixed, 0x2c1b3c6d) >>> (32 - BITS)) & (SIZE - 1);
}
