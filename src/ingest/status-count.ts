import { redact } from './redact.ts';

const MAX_WORDS = 40;
const WORD_LENGTH = 40;

/** Counts the words of a status column; a column with many different or long ones holds no statuses, and its cells must not be told. */
export function startStatusCount(): { add(cell: string): void; counts(): Readonly<Record<string, number>> } {
  const counts = new Map<string, number>();
  let isText = false;
  return {
    add: (cell) => {
      const word = cell.trim();
      if (isText || word === '') return;
      const before = counts.get(word);
      counts.set(word, (before ?? 0) + 1);
      if (before !== undefined) return;
      isText = counts.size > MAX_WORDS || word.length > WORD_LENGTH || redact(word, new Set()) !== word;
    },
    counts: () => (isText ? {} : Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))),
  };
}
