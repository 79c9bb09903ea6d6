import type { TopicEvidence } from '../domain/topic.ts';
import type { TermVector } from '../domain/vector.ts';
import { multiply, multiplyTransposed, type SparseMatrix } from '../math/sparse.ts';

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

/** What vectors and words say of tickets. */
export interface Heard {
  /** Topic of highest score of each row, the first one on a tie. */
  readonly labels: Int32Array;
  /** Natural logarithm of how much likelier each row is as a ticket of any of the topics, in their proportions, than as words drawn from all tickets. */
  readonly support: Float32Array;
}

/**
 * Learns which terms speak for each topic by a mixture of word distributions (naive Bayes by expectation maximisation), started at given groups. The score of
 * a ticket in topic c is ln(size + 1) + sum over its terms of ln(p(t | c) / p(t)) + 5 cosine, p(t | c) = (N_tc + a V p(t)) / (N_c + a V) with a = .02.
 * The vectors find the groups; the words then move tickets that share telling words with another group.
 * @param size number of terms of the vocabulary.
 * @param labels group of each ticket, in [0, k).
 * @see Nigam, McCallum, Thrun, Mitchell 2000: Text classification from labeled and unlabeled documents using EM, equations 5 to 7.
 */
export function fitWordModel(placing: Placing, size: number, labels: Int32Array, k: number): TopicEvidence[] {
  const held = holding(placing.terms, size);
  const shares = new Float32Array(labels.length * k);
  labels.forEach((label, row) => {
    shares[row * k + label] = 1;
  });
  let found = evidenceOf(held, shares, k);
  for (let round = 1; round < ROUNDS; round++) {
    const scores = scoresOf(placing, found);
    labels.forEach((_, row) => {
      softMax(scores.subarray(row * k, (row + 1) * k), shares.subarray(row * k, (row + 1) * k));
    });
    found = evidenceOf(held, shares, k);
  }
  return found;
}

/** Hears tickets on topics; each row by itself, whatever stands beside it. */
export function hear(placing: Placing, evidence: readonly TopicEvidence[]): Heard {
  const k = evidence.length;
  const scores = scoresOf(placing, evidence);
  const tickets = Math.log(evidence.reduce((sum, { prior }) => sum + Math.exp(prior), 0));
  const labels = new Int32Array(placing.terms.length);
  const support = new Float32Array(labels.length);
  labels.forEach((_, row) => {
    const own = scores.subarray(row * k, (row + 1) * k);
    const most = largest(own);
    labels[row] = own.indexOf(most);
    support[row] = most + Math.log(own.reduce((sum, score) => sum + Math.exp(score - most), 0)) - tickets;
  });
  return { labels, support };
}

/** What the cosine of a ticket in no topic adds to its support, when `cosine` is what such tickets have. */
export function supportOfNone(cosine: number): number {
  return COSINE_WEIGHT * cosine;
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
function holding(terms: readonly TermVector[], size?: number): SparseMatrix {
  const starts = new Int32Array(terms.length + 1);
  terms.forEach((vector, row) => {
    starts[row + 1] = (starts[row] as number) + vector.terms.length;
  });
  const columns = new Int32Array(starts[terms.length] as number);
  terms.forEach((vector, row) => {
    columns.set(vector.terms, starts[row]);
  });
  const width = size ?? columns.reduce((most, term) => Math.max(most, term + 1), 0);
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

function softMax(scores: Float32Array, shares: Float32Array): void {
  const most = largest(scores);
  let sum = 0;
  scores.forEach((score, topic) => {
    shares[topic] = Math.exp(score - most);
    sum += shares[topic] as number;
  });
  for (let topic = 0; topic < shares.length; topic++) shares[topic] = (shares[topic] as number) / sum;
}

function largest(values: Float32Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > most) most = value;
  return most;
}

function evidenceOf(held: SparseMatrix, shares: Float32Array, k: number): TopicEvidence[] {
  const counts = multiplyTransposed(held, shares, k);
  const totals = new Float64Array(held.width);
  for (const term of held.columns) totals[term] = (totals[term] as number) + 1;
  const sizes = new Float64Array(k);
  shares.forEach((share, at) => {
    sizes[at % k] = (sizes[at % k] as number) + share;
  });
  return Array.from(sizes, (size, topic) => {
    const own = totals.map((_, term) => counts[term * k + topic] as number);
    return { ...weigh(own, totals, held.columns.length), prior: Math.log(size + 1) };
  });
}

function weigh(own: Float64Array, totals: Float64Array, all: number): Omit<TopicEvidence, 'prior'> {
  const pseudo = PSEUDO_COUNT * totals.length;
  const length = Math.log(own.reduce((a, b) => a + b, 0) + pseudo);
  const terms = Int32Array.from(own.keys()).filter((term) => (own[term] as number) > LEAST_COUNT);
  const weights = Float32Array.from(
    terms,
    (term) => Math.log(((own[term] as number) * all) / (totals[term] as number) + pseudo) - length,
  );
  return { terms, weights, unseen: Math.log(pseudo) - length };
}
