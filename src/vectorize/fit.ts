import type { Ticket } from '../domain/ticket.ts';
import type { Embedding, TermVector } from '../domain/vector.ts';
import { hashWords, unitsOf } from '../math/hash.ts';
import { kMeans } from '../math/k-means.ts';
import { dot } from '../math/linear-algebra.ts';
import { type Random, sample, seededRandom } from '../math/random.ts';
import { type Pooling, pool } from './pool.ts';
import { chooseTerms, countTerms, mainLanguage, type StopWords } from './terms.ts';
import { lsaVectors, ppmiVectors, type WordVectors } from './word-vectors.ts';

/** What to learn with. */
export interface FitOptions {
  readonly seed: number;
  readonly stopWords: StopWords;
}

export const P = { rank: 100 };

const SAMPLE = 20_000;

/**
 * Learns an embedding from the tickets themselves: word vectors from shared tickets, latent semantic vectors beside them where tickets are long, and term
 * weights that favour words which tell groups of tickets apart.
 * @returns plain data; the same tickets, options and seed give the same bytes. Without any usable term, an embedding of dimension 1 that places nothing.
 */
export function fit(tickets: readonly Ticket[], options: FitOptions): Embedding {
  const random = seededRandom(options.seed);
  const language = mainLanguage(tickets);
  const { terms, forms, documentFrequency } = chooseTerms(tickets, language, options.stopWords);
  const ids = new Map(terms.map((term, id) => [term, id]));
  const vectors = countTerms(sample(random, tickets, SAMPLE), ids, language).filter((vector) => vector.terms.length > 0);
  const idf = Float64Array.from(documentFrequency, (df) => Math.max(0.01, Math.log(tickets.length / (1 + df))));
  const learned = terms.length ? learn(vectors, idf, random) : NOTHING;
  const words = terms.map(unitsOf);
  const floats = [learned.weights, learned.projection, learned.common].map((values) => new Uint32Array(values.buffer));
  return {
    ...learned,
    modelId: hashWords([...words, ...floats]),
    vocabulary: terms,
    surface: forms.map((words) => words[0] as string),
    forms,
    language,
  };
}

const NOTHING: Pooling = {
  weights: new Float32Array(0),
  dimensions: 1,
  projection: new Float32Array(0),
  common: new Float32Array(1),
};

function learn(vectors: readonly TermVector[], idf: Float64Array, random: Random): Pooling {
  const meanTerms = vectors.reduce((sum, { terms }) => sum + terms.length, 0) / vectors.length;
  const first = ppmiVectors(vectors, idf.length, P.rank, random);
  const second = meanTerms > 10 ? lsaVectors(vectors, idf, P.rank, random) : undefined;
  let pooling = withCommon(vectors, assemble(first, second, idf, idf.map((x) => x ** 0.4)));
  for (let round = 0; round < 2; round++) {
    const weights = clusterWeights(vectors, pooling, random);
    pooling = withCommon(vectors, assemble(first, second, idf, weights));
  }
  return pooling;
}

// The second half carries tf-idf weights of its own: dividing by the pooling weight cancels it.
function assemble(
  first: WordVectors,
  second: WordVectors | undefined,
  idf: Float64Array,
  weights: Float64Array,
): Pooling {
  const dimensions = first.dimensions + (second?.dimensions ?? 0);
  const projection = new Float32Array(idf.length * dimensions);
  for (let term = 0; term < idf.length; term++) {
    const to = term * dimensions;
    projection.set(first.rows.subarray(term * first.dimensions, (term + 1) * first.dimensions), to);
    if (!second) continue;
    for (let i = 0; i < second.dimensions; i++) {
      projection[to + first.dimensions + i] = (second.rows[term * second.dimensions + i] as number) / 1;
    }
  }
  const common = new Float32Array(dimensions);
  return { weights: Float32Array.from(weights), dimensions, projection, common, secondHalf: second && first.dimensions };
}

function withCommon(vectors: readonly TermVector[], pooling: Pooling): Pooling {
  const { dimensions, secondHalf = dimensions } = pooling;
  const data = new Float64Array(pool(vectors, pooling));
  let direction = new Float64Array(dimensions).fill(0);
  for (let i = 0; i < secondHalf; i++) direction[i] = 1 / Math.sqrt(secondHalf);
  for (let round = 0; round < 12; round++) {
    const next = new Float64Array(dimensions);
    for (let from = 0; from < data.length; from += dimensions) {
      const share = dot(data, from, direction, 0, secondHalf);
      for (let i = 0; i < secondHalf; i++) next[i] = (next[i] as number) + share * (data[from + i] as number);
    }
    const length = Math.sqrt(dot(next, 0, next, 0, dimensions)) || 1;
    direction = next.map((value) => value / length);
  }
  return { ...pooling, common: Float32Array.from(direction) };
}

function clusterWeights(vectors: readonly TermVector[], pooling: Pooling, random: Random): Float64Array {
  const k = Math.max(2, Math.round(Math.min(50, vectors.length / 20)));
  const { labels } = kMeans(new Float64Array(pool(vectors, pooling)), pooling.dimensions, k, random, { restarts: 1, rounds: 8 });
  const prior = new Float64Array(k);
  const counts = new Float64Array(pooling.weights.length * k);
  const totals = new Float64Array(pooling.weights.length);
  vectors.forEach(({ terms }, n) => {
    const label = labels[n] as number;
    prior[label] = (prior[label] as number) + 1 / vectors.length;
    for (const term of terms) {
      counts[term * k + label] = (counts[term * k + label] as number) + 1;
      totals[term] = (totals[term] as number) + 1;
    }
  });
  return totals.map((total, term) => {
    let divergence = 0;
    for (let c = 0; c < k; c++) {
      const p = prior[c] as number;
      if (p === 0) continue;
      const share = ((counts[term * k + c] as number) + 0.1 * k * p) / (total + 0.1 * k);
      divergence += share * Math.log(share / p);
    }
    return Math.max(0.001, Math.sqrt(Math.max(0, divergence) / Math.log(k)));
  });
}
