import type { TopicEvidence } from '../domain/topic.ts';
import type { TermVector } from '../domain/vector.ts';
import { multiply, type SparseMatrix } from '../math/sparse.ts';

// Picked between values tried in a prototype on banking77, clinc150 and 20 newsgroups; 5 itself was not among them (0, 10 and 20 were).
const PSEUDO_COUNT = 0.02;
const ROUNDS = 3;
const COSINE_WEIGHT = 5;
const LEAST_COUNT = 0.05;

/** Tickets as terms, and how near each is to each topic. */
export interface Placing {
  readonly terms: readonly TermVector[];
  /** n x topics cosines, row-major. */
  readonly cosines: Float32Array;
}

/**
 * Learns which terms speak for each topic by a mixture of word distributions (naive Bayes by expectation maximisation), started at given groups. The score of
 * a ticket in topic c is ln(size + 1) + sum over its terms of ln(p(t | c) / p(t)) + 5 cosine, p(t | c) = (N_tc + a V p(t)) / (N_c + a V) with a = .02.
 * The vectors find the groups; the words then move tickets that share telling words with another group.
 * @param size number of terms of the vocabulary.
 * @param labels group of each ticket, -1 for none.
 * @see Nigam, McCallum, Thrun, Mitchell 2000: Text classification from labeled and unlabeled documents using EM, equations 5 to 7.
 */
export function fitWordModel(placing: Placing, size: number, labels: Int32Array, k: number): TopicEvidence[] {
  const held = labels.map((label, row) => (label < 0 ? -1 : row)).filter((row) => row >= 0);
  const totals = new Float64Array(size);
  for (const row of held) for (const term of termsOf(placing, row)) totals[term] = (totals[term] as number) + 1;
  const all = totals.reduce((a, b) => a + b, 0);
  const shares = new Float64Array(placing.terms.length * k);
  for (const row of held) shares[row * k + (labels[row] as number)] = 1;
  let found = evidenceOf(placing, held, shares, totals, all, k);
  for (let round = 1; round < ROUNDS; round++) {
    const scores = scoresOf(placing, found);
    for (const row of held) softMax(shares, row * k, scores.subarray(row * k, (row + 1) * k));
    found = evidenceOf(placing, held, shares, totals, all, k);
  }
  return found;
}

/** Topic of highest score of each row, the first one on a tie. */
export function placeByWords(placing: Placing, evidence: readonly TopicEvidence[]): Int32Array {
  const k = evidence.length;
  const scores = scoresOf(placing, evidence);
  return Int32Array.from(placing.terms, (_, row) => {
    let best = row * k;
    for (let at = best + 1; at < (row + 1) * k; at++) if ((scores[at] as number) > (scores[best] as number)) best = at;
    return best - row * k;
  });
}

function termsOf({ terms }: Placing, row: number): Int32Array {
  return (terms[row] as TermVector).terms;
}

/** n x topics, row-major: one sparse product, for looking up each term in each topic took longer than all else on the way to topics. */
function scoresOf({ terms, cosines }: Placing, evidence: readonly TopicEvidence[]): Float32Array {
  const k = evidence.length;
  const held = holding(terms);
  const scores = multiply(held, weightTable(evidence, held.width), k);
  for (let at = 0; at < scores.length; at++) {
    const { prior } = evidence[at % k] as TopicEvidence;
    scores[at] = (scores[at] as number) + prior + COSINE_WEIGHT * (cosines[at] as number);
  }
  return scores;
}

/** A row a ticket, 1 for each of its terms. */
function holding(terms: readonly TermVector[]): SparseMatrix {
  const starts = new Int32Array(terms.length + 1);
  terms.forEach((vector, row) => {
    starts[row + 1] = (starts[row] as number) + vector.terms.length;
  });
  const columns = new Int32Array(starts[terms.length] as number);
  terms.forEach((vector, row) => {
    columns.set(vector.terms, starts[row]);
  });
  const width = columns.reduce((most, term) => Math.max(most, term + 1), 0);
  return { rows: terms.length, width, starts, columns, values: new Float32Array(columns.length).fill(1) };
}

/** What each term says of each topic; size x topics. */
function weightTable(evidence: readonly TopicEvidence[], size: number): Float32Array {
  const k = evidence.length;
  const table = new Float32Array(size * k);
  evidence.forEach(({ terms, weights, unseen }, topic) => {
    for (let at = topic; at < table.length; at += k) table[at] = unseen;
    terms.forEach((term, at) => {
      if (term < size) table[term * k + topic] = weights[at] as number;
    });
  });
  return table;
}

function softMax(shares: Float64Array, from: number, scores: Float32Array): void {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const raised = Float64Array.from(scores, (score) => Math.exp(score - most));
  const sum = raised.reduce((a, b) => a + b, 0);
  for (let topic = 0; topic < raised.length; topic++) shares[from + topic] = (raised[topic] as number) / sum;
}

function evidenceOf(
  placing: Placing,
  rows: Int32Array,
  shares: Float64Array,
  totals: Float64Array,
  all: number,
  k: number,
): TopicEvidence[] {
  const counts = new Float64Array(k * totals.length);
  const sizes = new Float64Array(k);
  for (const row of rows) {
    for (let topic = 0; topic < k; topic++) {
      const share = shares[row * k + topic] as number;
      if (share < 1e-4) continue;
      sizes[topic] = (sizes[topic] as number) + share;
      const to = topic * totals.length;
      for (const term of termsOf(placing, row)) counts[to + term] = (counts[to + term] as number) + share;
    }
  }
  const pseudo = PSEUDO_COUNT * totals.length;
  return Array.from(sizes, (size, topic) => {
    const own = counts.subarray(topic * totals.length, (topic + 1) * totals.length);
    const length = Math.log(own.reduce((a, b) => a + b, 0) + pseudo);
    const terms = Int32Array.from(own.keys()).filter((term) => (own[term] as number) > LEAST_COUNT);
    const weights = Float32Array.from(
      terms,
      (term) => Math.log(((own[term] as number) * all) / (totals[term] as number) + pseudo) - length,
    );
    return { terms, weights, unseen: Math.log(pseudo) - length, prior: Math.log(size + 1) };
  });
}
