import type { Ticket } from '../domain/ticket.ts';
import type { TermVector } from '../domain/vector.ts';
import { tokenize } from './tokenize.ts';

/** Words too common to tell topics apart, by ISO 639-1 code, parted by spaces (`data/stop-words.json`). */
export type StopWords = Readonly<Record<string, string>>;

/** What was chosen from the tickets' words. Terms are in descending order of document frequency, so the first ids are the most frequent. */
export interface Vocabulary {
  readonly terms: readonly string[];
  /** Real words of each term, most frequent first. */
  readonly forms: readonly (readonly string[])[];
  /** Number of tickets that hold each term. */
  readonly documentFrequency: Int32Array;
}

const MAX_TERMS = 12_000;
const MAX_SHARE = 0.5;
const MAX_FORMS = 8;

/** The language that most tickets with a known one are in, else English: what a ticket of unknown language is read as. */
export function mainLanguage(tickets: readonly Ticket[]): string {
  const counts = new Map<string, number>();
  for (const { language } of tickets) if (language !== 'und') counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? 'en';
}

/** Chooses the terms that at least two tickets (three from 1,500 tickets on, ten where those are long) and at most half of them hold. */
export function chooseTerms(tickets: readonly Ticket[], language: string, stopWords: StopWords): Vocabulary {
  const frequency = new Map<string, number>();
  const forms = new Map<string, Map<string, number>>();
  let kept = 0;
  for (const ticket of tickets) {
    const seen = new Set<string>();
    const stops = stopSet(stopWords, ticket.language === 'und' ? language : ticket.language);
    for (const [text, weight] of textsOf(ticket)) {
      for (const { word, term } of tokenize(text, languageOf(ticket, language))) {
        if (stops.has(word)) continue;
        seen.add(term);
        const words = forms.get(term) ?? new Map<string, number>();
        forms.set(term, words.set(word, (words.get(word) ?? 0) + weight));
      }
    }
    kept += seen.size;
    for (const term of seen) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  const least = tickets.length < 600 ? 2 : kept / tickets.length > 30 ? 10 : 3;
  const most = Math.max(least, tickets.length * MAX_SHARE);
  const chosen = [...frequency].filter(([, count]) => count >= least && count <= most);
  chosen.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).splice(MAX_TERMS);
  return {
    terms: chosen.map(([term]) => term),
    forms: chosen.map(([term]) => byCount(forms.get(term)).slice(0, MAX_FORMS)),
    documentFrequency: Int32Array.from(chosen, ([, count]) => count),
  };
}

/**
 * Counts each ticket's known terms in subject, description and closing note.
 * @param ids id of each term.
 * @returns n vectors, in input order.
 */
export function countTerms(
  tickets: readonly Ticket[],
  ids: ReadonlyMap<string, number>,
  language: string,
): TermVector[] {
  return tickets.map((ticket) => {
    const counts = new Map<number, number>();
    for (const [text] of textsOf(ticket)) {
      for (const { term } of tokenize(text, languageOf(ticket, language))) {
        const id = ids.get(term);
        if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
    const terms = Int32Array.from(counts.keys()).sort();
    return { ticketId: ticket.id, terms, counts: Float32Array.from(terms, (id) => counts.get(id) as number) };
  });
}

// Labels are shown to customers' departments, so a word form that customers use outweighs any number of uses in agents' notes.
function textsOf(ticket: Ticket): readonly (readonly [text: string, weight: number])[] {
  return [
    [ticket.subject, 1],
    [ticket.description, 1],
    [ticket.note, 1e-6],
  ];
}

function languageOf(ticket: Ticket, language: string): string {
  return ticket.language === 'und' ? language : ticket.language;
}

const stopSets = new WeakMap<StopWords, Map<string, ReadonlySet<string>>>();

function stopSet(stopWords: StopWords, language: string): ReadonlySet<string> {
  const sets = stopSets.get(stopWords) ?? new Map<string, ReadonlySet<string>>();
  stopSets.set(stopWords, sets);
  const set = sets.get(language) ?? new Set((stopWords[language] ?? '').split(' '));
  sets.set(language, set);
  return set;
}

function byCount(words: ReadonlyMap<string, number> = new Map()): string[] {
  return [...words].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
}
