/**
 * Hashes 32-bit words to 32 hexadecimal digits: four FNV-1a lanes with different starts, each finished as MurmurHash3 finishes.
 * Good against accidents, not against an attacker.
 */
export function hashWords(parts: readonly ArrayLike<number>[]): string {
  const lanes = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  return lanes
    .map((start) => {
      let hash = start;
      for (const words of parts) {
        hash = Math.imul(hash ^ words.length, 0x01000193);
        for (let i = 0; i < words.length; i++) {
          hash = Math.imul(hash ^ (words[i] as number), 0x01000193);
          hash = (hash << 13) | (hash >>> 19);
        }
      }
      return finish(hash).toString(16).padStart(8, '0');
    })
    .join('');
}

/** The UTF-16 units of a text, to be hashed. */
export function unitsOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

function finish(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
