import type { Ticket } from '../domain/ticket.ts';
import { partyOf } from '../domain/ticket.ts';
import type { Embedding } from '../domain/vector.ts';

/** A word or a pair of neighbouring words that customers wrote, whatever its endings. */
export interface Phrase {
  /** Term ids of its words. */
  readonly terms: readonly number[];
  /** Most frequent spelling. */
  readonly text: string;
  /** Positions, in the list that was read, of the tickets that hold it. */
  readonly tickets: readonly number[];
}

// A bracketed placeholder, a code such as E-41, a word, or what ends a phrase.
const PIECES = /\[\p{Lu}[\p{Lu}\p{N}_ -]*\]|\p{L}{1,4}-\d[\p{L}\p{N}]*|[\p{L}\p{M}\p{N}]+|[.,;:!?()\n]/gu;
const SALUTATION = new Set(
  'hi hello hey dear mr mrs ms dr regards sincerely thanks herr frau hallo liebe lieber gruß grüße bonjour monsieur madame cordialement hola señor señora saludos'.split(
    ' ',
  ),
);
// They turn a neighbour's meaning (not working, how long) and say nothing alone.
const LEADING = new Set(
  'not no never why how when where which nicht kein keine nie wie warum wann wo pas jamais comment pourquoi quand no nunca cómo cuándo dónde'.split(
    ' ',
  ),
);
const MAX_CHARACTERS = 20_000;

interface Word {
  readonly text: string;
  readonly term: number;
}

interface Found {
  readonly terms: readonly number[];
  readonly spellings: Map<string, number>;
  readonly tickets: number[];
}

/**
 * Reads subjects and descriptions for phrases that two tickets or more share. Left out: names (words that mostly follow a salutation, and assignees), and
 * words with a digit unless three parties use them, as an error or a model code is used and an order number is not.
 * @returns phrases in order of first appearance.
 */
export function findPhrases(tickets: readonly Ticket[], embedding: Embedding): Phrase[] {
  const ids = termIds(embedding);
  const names = findNames(tickets);
  const found = new Map<string, Found>();
  tickets.forEach((ticket, position) => {
    for (const sentence of sentencesOf(ticket, ids, names)) {
      sentence.forEach((word, at) => {
        if (!LEADING.has(word.text.toLowerCase())) note(found, [word], position);
        const next = sentence[at + 1];
        if (next && next.term !== word.term && !LEADING.has(next.text.toLowerCase()))
          note(found, [word, next], position);
      });
    }
  });
  const shared = [...found.values()].filter((phrase) => phrase.tickets.length > 1);
  return shared
    .map(({ terms, spellings, tickets: held }) => ({ terms, text: mostUsed(spellings), tickets: held }))
    .filter(({ text, tickets: held }) => !/\p{N}/u.test(text) || partiesOf(held, tickets) >= 3);
}

function partiesOf(positions: readonly number[], tickets: readonly Ticket[]): number {
  return new Set(positions.map((position) => partyOf(tickets[position] as Ticket))).size;
}

function termIds(embedding: Embedding): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  embedding.forms?.forEach((words, term) => {
    for (const word of words) if (!ids.has(word)) ids.set(word, term);
  });
  embedding.surface.forEach((word, term) => {
    if (!ids.has(word)) ids.set(word, term);
  });
  return ids;
}

// A stop word, a placeholder or a mark breaks a phrase: words on both sides of it are no pair.
function sentencesOf(ticket: Ticket, ids: ReadonlyMap<string, number>, names: ReadonlySet<string>): Word[][] {
  const sentences: Word[][] = [];
  let open: Word[] = [];
  let first = true;
  for (const piece of customerPieces(ticket)) {
    const lower = piece.toLowerCase();
    const term = names.has(lower) ? undefined : ids.get(lower);
    if (term === undefined) {
      if (open.length) sentences.push(open);
      open = [];
    } else open.push({ text: first && !isAcronym(piece) ? lower : piece, term });
    first = /^[.!?\n]$/.test(piece);
  }
  return open.length ? [...sentences, open] : sentences;
}

function customerPieces(ticket: Ticket): readonly string[] {
  const text = `${ticket.subject}\n${ticket.description}`.slice(0, MAX_CHARACTERS);
  return text.normalize('NFC').match(PIECES) ?? [];
}

function isAcronym(word: string): boolean {
  return /^[\p{Lu}\p{N}-]{2,5}$/u.test(word);
}

function note(found: Map<string, Found>, words: readonly Word[], position: number): void {
  const key = words.map((word) => word.term).join(' ');
  const phrase: Found = found.get(key) ?? { terms: words.map((word) => word.term), spellings: new Map(), tickets: [] };
  found.set(key, phrase);
  const spelling = words.map((word) => word.text).join(' ');
  phrase.spellings.set(spelling, (phrase.spellings.get(spelling) ?? 0) + 1);
  if (phrase.tickets.at(-1) !== position) phrase.tickets.push(position);
}

function mostUsed(spellings: ReadonlyMap<string, number>): string {
  return [...spellings].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
}

function findNames(tickets: readonly Ticket[]): ReadonlySet<string> {
  const greeted = new Map<string, number>();
  const used = new Map<string, number>();
  const names = new Set<string>();
  for (const ticket of tickets) {
    for (const word of ticket.assignee?.match(/\p{Lu}\p{Ll}+/gu) ?? []) names.add(word.toLowerCase());
    let before = '';
    for (const piece of customerPieces(ticket)) {
      const lower = piece.toLowerCase();
      if (/^[,.\n]$/.test(piece)) continue;
      used.set(lower, (used.get(lower) ?? 0) + 1);
      if (SALUTATION.has(before) && /^\p{Lu}\p{Ll}/u.test(piece)) greeted.set(lower, (greeted.get(lower) ?? 0) + 1);
      before = lower;
    }
  }
  for (const [word, count] of greeted) if (count >= 0.25 * (used.get(word) as number)) names.add(word);
  return names;
}
