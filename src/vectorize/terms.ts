import type { Ticket } from '../domain/ticket.ts';
import type { TermVector } from '../domain/vector.ts';
import { beginReading, readTokens, type TicketTokens } from './ticket-tokens.ts';
import { countWords, tokenOf } from './tokenize.ts';
import { formsOf, startTally, tally } from './word-tally.ts';

/**
 * Words parted by spaces (`data/stop-words.json`). Under an ISO 639-1 code: those that name no topic, so they stand in no label. Under the code and `-light`:
 * the function words among them, which are not learned from either; default all.
 */
export type StopWords = Readonly<Record<string, string>>;

/** What was chosen from the tickets' words. Terms are in descending order of document frequency, so the first ids are the most frequent. */
export interface Vocabulary {
  readonly terms: readonly string[];
  /** Real words of each term that a label may hold, most frequent first; none for a term of words that name no topic. */
  readonly forms: readonly (readonly string[])[];
  /** Number of tickets that hold each term. */
  readonly documentFrequency: Int32Array;
}

const MAX_TERMS = 12_000;
const MAX_SHARE = 0.5;
const MAX_FORMS = 8;
// From this many tickets on there is enough to learn which of the commoner words tell: of 400, banking77 loses .015 by them and cfpb-loans too.
const LIGHT_FROM = 2000;
const LANGUAGE_SHARE = 0.02;
const LONG_TICKET = 30;
/** A word that was not looked up yet. */
const UNMET = -2;

/** The languages that at least one ticket in fifty is in, most frequent first; English where none is known. The first is what `und` is read as. */
export function languagesOf(tickets: readonly Ticket[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { language } of tickets) if (language !== 'und') counts.set(language, (counts.get(language) ?? 0) + 1);
  const used = [...counts].filter(([, count]) => count >= LANGUAGE_SHARE * tickets.length);
  used.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return used.length ? used.map(([language]) => language) : ['en'];
}

/**
 * Chooses the terms that enough tickets (2 to 10, by their number and length) and at most half of them hold. The stop words of every language in use are left
 * out everywhere: customers quote, and mix languages. The light list learns, the full one names: "how do I get" tells an intent that no label should hold, and
 * is worth .02 of NMI on short requests.
 */
export function chooseTerms(
  tickets: readonly Ticket[],
  languages: readonly string[],
  stopWords: StopWords,
): Vocabulary {
  const main = languages[0] as string;
  const nameless = wordsOf(languages, (language) => stopWords[language]);
  const light = wordsOf(languages, (language) => stopWords[`${language}-light`] ?? stopWords[language]);
  const stops = tickets.length < LIGHT_FROM ? nameless : light;
  beginReading();
  const texts = tickets.map((ticket) => readTokens(ticket, languageOf(ticket, main)));
  const held = startTally(stops, nameless);
  const kept = texts.reduce((sum, tokens) => sum + tally(tokens, held), 0);
  const least = leastTickets(tickets.length, kept / (tickets.length || 1));
  const most = Math.max(least, tickets.length * MAX_SHARE);
  const chosen = [...held.terms].map(([term, at]) => [term, held.tickets[at] as number] as const);
  const forms = formsOf(held);
  const used = chosen.filter(([, count]) => count >= least && count <= most);
  used.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).splice(MAX_TERMS);
  return {
    terms: used.map(([term]) => term),
    forms: used.map(([term]) => byCount(forms.get(term)).slice(0, MAX_FORMS)),
    documentFrequency: Int32Array.from(used, ([, count]) => count),
  };
}

function wordsOf(languages: readonly string[], listOf: (language: string) => string | undefined): ReadonlySet<string> {
  return new Set(languages.flatMap((language) => listOf(language)?.split(' ') ?? []));
}

// Long tickets bring more rare words than can be learned from: 10 at 1,400 is three times as fast as 3 and no worse.
function leastTickets(tickets: number, meanTerms: number): number {
  if (tickets < 600) return 2;
  return meanTerms > LONG_TICKET ? Math.min(10, Math.max(3, Math.round(tickets / 140))) : 3;
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
  beginReading();
  const texts = tickets.map((ticket) => readTokens(ticket, languageOf(ticket, language)));
  const known = new Int32Array(countWords()).fill(UNMET);
  const counts = new Float32Array(ids.size);
  return tickets.map((ticket, at) => {
    const met: number[] = [];
    for (const number of (texts[at] as TicketTokens).numbers) {
      if (known[number] === UNMET) known[number] = ids.get(tokenOf(number).term) ?? -1;
      const id = known[number] as number;
      if (id < 0) continue;
      if (counts[id] === 0) met.push(id);
      counts[id] = (counts[id] as number) + 1;
    }
    const terms = Int32Array.from(met).sort();
    const vector = { ticketId: ticket.id, terms, counts: Float32Array.from(terms, (id) => counts[id] as number) };
    for (const id of met) counts[id] = 0;
    return vector;
  });
}

/** The language that a ticket is read in. */
export function languageOf(ticket: Ticket, language: string): string {
  return ticket.language === 'und' ? language : ticket.language;
}

function byCount(words: ReadonlyMap<string, number> = new Map()): string[] {
  return [...words].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
}
