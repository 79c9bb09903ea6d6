import type { TicketTokens } from './ticket-tokens.ts';
import { countWords, tokenOf } from './tokenize.ts';

/** What is counted of the words of all tickets. */
export interface Tally {
  readonly stops: ReadonlySet<string>;
  readonly nameless: ReadonlySet<string>;
  /** Each term's place in the lists below. */
  readonly terms: Map<string, number>;
  /** Of each term: the tickets that hold it, and the last of them, numbered from 1. */
  readonly tickets: number[];
  readonly last: number[];
  /** Of each word: its term's place, -1 for a stop word, `UNMET` for one that was not met yet; and its use. */
  readonly places: Int32Array;
  readonly uses: Float64Array;
  read: number;
}

const UNMET = -2;

/**
 * Begins to count, when all tickets have been read.
 * @param stops words that are no terms
 * @param nameless words that may be terms, and stand in no label
 */
export function startTally(stops: ReadonlySet<string>, nameless: ReadonlySet<string>): Tally {
  const places = new Int32Array(countWords()).fill(UNMET);
  return {
    stops,
    nameless,
    terms: new Map(),
    tickets: [],
    last: [],
    places,
    uses: new Float64Array(places.length),
    read: 0,
  };
}

/** Counts a ticket. @returns its different terms */
export function tally({ numbers, note }: TicketTokens, held: Tally): number {
  const { places, tickets, last, uses } = held;
  held.read += 1;
  let different = 0;
  numbers.forEach((number, at) => {
    const met = places[number] as number;
    const place = met === UNMET ? placeOf(number, held) : met;
    if (place < 0) return;
    // Labels are shown to customers' departments, so a word form that customers use outweighs any number of uses in agents' notes.
    uses[number] = (uses[number] as number) + (at < note ? 1 : 1e-6);
    if (last[place] === held.read) return;
    last[place] = held.read;
    tickets[place] = (tickets[place] as number) + 1;
    different += 1;
  });
  return different;
}

function placeOf(number: number, { stops, terms, tickets, last, places }: Tally): number {
  const { word, term } = tokenOf(number);
  const isStop = stops.has(word) || stops.has(term);
  const place = isStop ? -1 : (terms.get(term) ?? tickets.length);
  places[number] = place;
  if (place === tickets.length) {
    terms.set(term, place);
    tickets.push(0);
    last.push(0);
  }
  return place;
}

/** The words of each term that may stand in a label, with their use. */
export function formsOf({ places, uses, nameless }: Tally): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const forms = new Map<string, Map<string, number>>();
  places.forEach((place, number) => {
    if (place < 0) return;
    const { word, term } = tokenOf(number);
    if (nameless.has(word)) return;
    const words = forms.get(term) ?? new Map<string, number>();
    forms.set(term, words.set(word, uses[number] as number));
  });
  return forms;
}
