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

/** A piece as it stands in texts, with what is worked out for it once. */
interface Piece {
  readonly text: string;
  readonly lower: string;
  readonly number: number;
  /** Whether the next word begins a sentence. */
  readonly ends: boolean;
  readonly isAcronym: boolean;
  readonly isLeading: boolean;
  /** Term id; -1 where it is none, or a name. */
  term: number;
}

interface Word {
  readonly piece: Piece;
  /** Number of the piece that it is spelt as: its own, or that of its small letters. */
  readonly spelt: number;
}

interface Found {
  readonly terms: readonly number[];
  /** Use of each spelling: the number of the piece, or of two pieces in one number. */
  readonly spellings: Map<number, number>;
  readonly tickets: number[];
}

/** All pieces by number, and each ticket as numbers. */
interface Read {
  readonly pieces: readonly Piece[];
  readonly tickets: readonly Int32Array[];
  numberOf(text: string): number;
}

// Two numbers of pieces fit into one of 53 bits.
const PAIR = 2 ** 26;

/**
 * Reads subjects and descriptions for phrases that two tickets or more share. Left out: names (words that mostly follow a salutation, and assignees), and
 * words with a digit unless three parties use them, as an error or a model code is used and an order number is not.
 * @returns phrases in order of first appearance.
 */
export function findPhrases(tickets: readonly Ticket[], embedding: Embedding): Phrase[] {
  const read = readPieces(tickets);
  const ids = termIds(embedding);
  const names = findNames(tickets, read);
  for (const piece of read.pieces) piece.term = names.has(piece.lower) ? -1 : (ids.get(piece.lower) ?? -1);
  const size = embedding.vocabulary.length;
  const found = new Map<number, Found>();
  read.tickets.forEach((numbers, position) => {
    for (const sentence of sentencesOf(numbers, read)) {
      sentence.forEach((word, at) => {
        const { piece, spelt } = word;
        if (!piece.isLeading) note(found, piece.term, [piece.term], spelt, position);
        const next = sentence[at + 1];
        if (!next || next.piece.term === piece.term || next.piece.isLeading) return;
        const terms = [piece.term, next.piece.term];
        note(found, size + piece.term * size + next.piece.term, terms, (spelt + 1) * PAIR + next.spelt, position);
      });
    }
  });
  const shared = [...found.values()].filter((phrase) => phrase.tickets.length > 1);
  return shared
    .map(({ terms, spellings, tickets: held }) => ({ terms, text: mostUsed(spellings, read), tickets: held }))
    .filter(({ text, tickets: held }) => !/\p{N}/u.test(text) || partiesOf(held, tickets) >= 3);
}

/** Reads every ticket once: most pieces come again and again. */
function readPieces(tickets: readonly Ticket[]): Read {
  const numbers = new Map<string, number>();
  const pieces: Piece[] = [];
  const numberOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const number = pieces.length;
    numbers.set(text, number);
    const lower = text.toLowerCase();
    const [ends, isLeading] = [/^[.!?\n]$/.test(text), LEADING.has(lower)];
    pieces.push({ text, lower, number, ends, isAcronym: isAcronym(text), isLeading, term: -1 });
    return number;
  };
  return { pieces, numberOf, tickets: tickets.map((ticket) => Int32Array.from(customerPieces(ticket), numberOf)) };
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
function sentencesOf(numbers: Int32Array, { pieces, numberOf }: Read): Word[][] {
  const sentences: Word[][] = [];
  let open: Word[] = [];
  let first = true;
  for (const number of numbers) {
    const piece = pieces[number] as Piece;
    if (piece.term < 0) {
      if (open.length) sentences.push(open);
      open = [];
    } else open.push({ piece, spelt: first && !piece.isAcronym ? numberOf(piece.lower) : number });
    first = piece.ends;
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

function note(
  found: Map<number, Found>,
  key: number,
  terms: readonly number[],
  spelling: number,
  position: number,
): void {
  const phrase: Found = found.get(key) ?? { terms, spellings: new Map(), tickets: [] };
  if (phrase.tickets.length === 0) found.set(key, phrase);
  phrase.spellings.set(spelling, (phrase.spellings.get(spelling) ?? 0) + 1);
  if (phrase.tickets.at(-1) !== position) phrase.tickets.push(position);
}

function mostUsed(spellings: ReadonlyMap<number, number>, { pieces }: Read): string {
  const textOf = (number: number): string => (pieces[number] as Piece).text;
  const spelt = Array.from(spellings, ([number, count]) => {
    const first = Math.floor(number / PAIR);
    const text = first > 0 ? `${textOf(first - 1)} ${textOf(number % PAIR)}` : textOf(number);
    return [text, count] as const;
  });
  return spelt.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
}

function findNames(tickets: readonly Ticket[], { pieces, tickets: texts }: Read): ReadonlySet<string> {
  const names = new Set<string>();
  for (const ticket of tickets)
    for (const word of ticket.assignee?.match(/\p{Lu}\p{Ll}+/gu) ?? []) names.add(word.toLowerCase());
  const isMark = pieces.map(({ text }) => /^[,.\n]$/.test(text));
  const isSalutation = pieces.map(({ lower }) => SALUTATION.has(lower));
  const isCapital = pieces.map(({ text }) => /^\p{Lu}\p{Ll}/u.test(text));
  const used = new Int32Array(pieces.length);
  const greeted = new Int32Array(pieces.length);
  for (const numbers of texts) {
    let before = -1;
    for (const number of numbers) {
      if (isMark[number]) continue;
      used[number] = (used[number] as number) + 1;
      if (before >= 0 && isSalutation[before] && isCapital[number]) greeted[number] = (greeted[number] as number) + 1;
      before = number;
    }
  }
  const uses = byLower(pieces, used);
  for (const [word, count] of byLower(pieces, greeted))
    if (count > 0 && count >= 0.25 * (uses.get(word) as number)) names.add(word);
  return names;
}

function byLower(pieces: readonly Piece[], counts: Int32Array): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  counts.forEach((count, number) => {
    const { lower } = pieces[number] as Piece;
    sums.set(lower, (sums.get(lower) ?? 0) + count);
  });
  return sums;
}
