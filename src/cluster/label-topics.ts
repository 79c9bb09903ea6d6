import type { Ticket, TicketId } from '../domain/ticket.ts';
import type { Embedding } from '../domain/vector.ts';
import { findPhrases, type Phrase } from './phrases.ts';

/** A topic's name and its most telling words. */
export interface TopicWords {
  /** Words and pairs of words parted by ", "; at most 60 characters; empty where no word of customers tells the topic apart. */
  readonly label: string;
  /** At most eight single words, strongest first. */
  readonly keywords: readonly string[];
}

interface Candidate {
  readonly phrase: Phrase;
  /** Tickets of the topic that hold it. */
  readonly tickets: number;
  readonly score: number;
}

const MAX_LABEL = 60;
const MAX_PARTS = 3;
const MAX_KEYWORDS = 8;
// A part must stand in every tenth ticket, and tell at least a third of what the best one tells.
const LEAST_SHARE = 0.1;
const LEAST_SCORE = 0.33;
const PRIOR = 2;

/**
 * Names topics by what their customers write and the others do not. A topic keeps its earlier label while all of it still tells; then the larger ones choose
 * first. No two labels are alike.
 * @param topicOf group of each ticket, numbered from 0.
 * @param earlier last label of each group, undefined for a new one.
 * @returns one entry a group, in order.
 */
export function labelTopics(
  tickets: readonly Ticket[],
  embedding: Embedding,
  topicOf: ReadonlyMap<TicketId, number>,
  earlier: readonly (string | undefined)[],
): TopicWords[] {
  const sizes = new Array<number>(earlier.length).fill(0);
  for (const group of topicOf.values()) sizes[group] = (sizes[group] as number) + 1;
  const candidates = rank(findPhrases(tickets, embedding), tickets, topicOf, sizes);
  const taken = new Set<string>();
  const labels = candidates.map((ranked, group) => {
    const label = earlier[group];
    if (label === undefined || taken.has(label) || !stillTells(label, ranked)) return '';
    taken.add(label);
    return label;
  });
  const bySize = sizes.map((_, group) => group).sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
  for (const group of bySize) labels[group] ||= chooseLabel(candidates[group] as Candidate[], taken);
  return candidates.map((ranked, group) => ({ label: labels[group] as string, keywords: chooseKeywords(ranked) }));
}

/** Candidates of each group, most telling first. */
function rank(
  phrases: readonly Phrase[],
  tickets: readonly Ticket[],
  topicOf: ReadonlyMap<TicketId, number>,
  sizes: readonly number[],
): Candidate[][] {
  const candidates: Candidate[][] = sizes.map(() => []);
  const groups = Int32Array.from(tickets, ({ id }) => topicOf.get(id) ?? -1);
  for (const phrase of phrases) {
    const counts = new Int32Array(sizes.length);
    for (const position of phrase.tickets) {
      const group = groups[position] as number;
      if (group >= 0) counts[group] = (counts[group] as number) + 1;
    }
    for (let group = 0; group < counts.length; group++) {
      const [count, size] = [counts[group] as number, sizes[group] as number];
      if (count < Math.max(2, LEAST_SHARE * size)) continue;
      const score = contrast(count, size, phrase.tickets.length, tickets.length);
      if (score > 0) candidates[group]?.push({ phrase, tickets: count, score });
    }
  }
  for (const ranked of candidates) ranked.sort((a, b) => b.score - a.score || (a.phrase.text < b.phrase.text ? -1 : 1));
  return candidates;
}

/**
 * How surely a phrase is more usual inside a topic than outside: log-odds ratio under a Dirichlet prior, in standard deviations.
 * @see Monroe, Colaresi, Quinn 2008: Fightin' Words, equations 16, 19 and 22.
 */
function contrast(inside: number, size: number, held: number, all: number): number {
  const prior = (PRIOR * held) / all;
  const outside = held - inside;
  const odds = (count: number, total: number): number => Math.log((count + prior) / (total - count + PRIOR - prior));
  const difference = odds(inside, size) - odds(outside, all - size);
  return difference / Math.sqrt(1 / (inside + prior) + 1 / (outside + prior));
}

function stillTells(label: string, ranked: readonly Candidate[]): boolean {
  return label.split(', ').every((part) => ranked.some(({ phrase }) => phrase.text === part));
}

function chooseLabel(ranked: readonly Candidate[], taken: Set<string>): string {
  const parts: Candidate[] = [];
  for (const candidate of ranked) {
    if (parts.length >= MAX_PARTS && !taken.has(textOf(parts))) break;
    if (parts.length > 0 && candidate.score < LEAST_SCORE * (ranked[0] as Candidate).score && !taken.has(textOf(parts)))
      break;
    const part = widen(candidate, ranked);
    if (overlaps(part, parts) || textOf([...parts, part]).length > MAX_LABEL) continue;
    parts.push(part);
  }
  const label = distinct(textOf(parts), taken);
  taken.add(label);
  return label;
}

// A pair says more than a word where two of five of the word's tickets have it.
function widen(candidate: Candidate, ranked: readonly Candidate[]): Candidate {
  if (candidate.phrase.terms.length > 1) return candidate;
  const [term] = candidate.phrase.terms;
  const pair = ranked.find(
    ({ phrase, tickets }) =>
      phrase.terms.length > 1 && phrase.terms.includes(term as number) && tickets >= 0.4 * candidate.tickets,
  );
  return pair ?? candidate;
}

function overlaps(part: Candidate, parts: readonly Candidate[]): boolean {
  const used = new Set(parts.flatMap(({ phrase }) => phrase.terms));
  return part.phrase.terms.some((term) => used.has(term));
}

function textOf(parts: readonly Candidate[]): string {
  return parts.map(({ phrase }) => phrase.text).join(', ');
}

function distinct(label: string, taken: ReadonlySet<string>): string {
  if (label === '' || !taken.has(label)) return label;
  for (let number = 2; ; number++) {
    const tried = `${label.slice(0, MAX_LABEL - 4)} ${number}`;
    if (!taken.has(tried)) return tried;
  }
}

function chooseKeywords(ranked: readonly Candidate[]): string[] {
  const single = ranked.filter(({ phrase }) => phrase.terms.length === 1);
  return single.slice(0, MAX_KEYWORDS).map(({ phrase }) => phrase.text);
}
