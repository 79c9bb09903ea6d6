/** The form in which headers are compared: no case, no accents, `_` and runs of spaces as one space, no trailing ` [list]` mark. */
export function headerKey(header: string): string {
  const plain = header.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  // Spaces first: a broken header may be thousands of them.
  const spaced = plain.replace(/[\s_]+/g, ' ').trim();
  return spaced.replace(/ ?\[[a-z]{3,4}\]$/, '').trim();
}

/** The candidate most like a word, or undefined where none is near (more than a third of its letters differ). */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(headerKey(word), headerKey(candidate));
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
