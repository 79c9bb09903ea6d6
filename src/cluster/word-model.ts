import type { TopicEvidence } from '../domain/topic.ts';
import type { TermVector } from '../domain/vector.ts';

// Picked between values tried in a prototype on banking77, clinc150 and 20 newsgroups; 5 itself was not among them (0, 10 and 20 were).
const PSEUDO_COUNT = 0.02;
const ROUNDS = 3;
const COSINE_WEIGHT = 5;
const LEAST_COUNT = 0.05;

/** Tickets as terms, and how near each is to each topic. */
export interface Placing {
  readonly terms: readonly TermVector[];
  /** n x topics cosines, row-major. */
  readonly cosines: Float64Array;
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
    for (const row of held) softMax(shares, row * k, scoresOf(placing, row, found));
    found = evidenceOf(placing, held, shares, totals, all, k);
  }
  return found;
}

/** Topic of highest score of each row, the first one on a tie. */
export function placeByWords(placing: Placing, evidence: readonly TopicEvidence[]): Int32Array {
  const tables = evidence.map(tableOf);
  return Int32Array.from(placing.terms, (_, row) => {
    const scores = scoresOf(placing, row, evidence, tables);
    return scores.reduce((best, score, at) => (score > (scores[best] as number) ? at : best), 0);
  });
}

type Table = ReadonlyMap<number, number>;
const tables = new WeakMap<TopicEvidence, Table>();

function tableOf(evidence: TopicEvidence): Table {
  const known = tables.get(evidence);
  if (known) return known;
  const made = new Map(Array.from(evidence.terms, (term, at) => [term, evidence.weights[at] as number]));
  tables.set(evidence, made);
  return made;
}

function termsOf({ terms }: Placing, row: number): Int32Array {
  return (terms[row] as TermVector).terms;
}

function scoresOf(placing: Placing, row: number, evidence: readonly TopicEvidence[], known = evidence.map(tableOf)) {
  const terms = termsOf(placing, row);
  const from = row * evidence.length;
  return Float64Array.from(evidence, ({ prior, unseen }, topic) => {
    const table = known[topic] as Table;
    let score = prior + COSINE_WEIGHT * (placing.cosines[from + topic] as number);
    for (const term of terms) score += table.get(term) ?? unseen;
    return score;
  });
}

function softMax(shares: Float64Array, from: number, scores: Float64Array): void {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const raised = scores.map((score) => Math.exp(score - most));
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
