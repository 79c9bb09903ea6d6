import type { Ticket } from '../domain/ticket.ts';
import type { Embedding, TermVector } from '../domain/vector.ts';
import { hashWords, unitsOf } from '../math/hash.ts';
import { type Random, sample, seededRandom } from '../math/random.ts';
import { type Pooling, withoutCommon } from './pool.ts';
import { telling } from './telling.ts';
import { chooseTerms, countTerms, languageOf, languagesOf, type StopWords } from './terms.ts';
import { withoutLanguage } from './without-language.ts';
import { lsaVectors, ppmiVectors, type WordVectors } from './word-vectors.ts';

/** What to learn with. */
export interface FitOptions {
  readonly seed: number;
  readonly stopWords: StopWords;
}

const SAMPLE = 20_000;
const IDF_POWER = 0.4;
const REWEIGHTINGS = 2;
// Tickets of more terms than this gain from latent semantic vectors beside the word vectors; shorter ones lose.
const LONG_TICKET = 10;
const NOTHING: Pooling = {
  weights: new Float32Array(0),
  dimensions: 1,
  projection: new Float32Array(0),
  common: new Float32Array(1),
};

/**
 * Learns an embedding from the tickets themselves: word vectors from shared tickets, latent semantic vectors beside them where tickets are long, and term
 * weights that favour words which tell groups of tickets apart.
 * @returns plain data; the same tickets, options and seed give the same bytes. Without any usable term, an embedding of dimension 1 that places nothing.
 */
export function fit(tickets: readonly Ticket[], options: FitOptions): Embedding {
  const random = seededRandom(options.seed);
  const languages = languagesOf(tickets);
  const language = languages[0] as string;
  const { terms, forms, documentFrequency } = chooseTerms(tickets, languages, options.stopWords);
  const ids = new Map(terms.map((term, id) => [term, id]));
  const chosen = sample(random, tickets, SAMPLE);
  const spoken = new Map(chosen.map((ticket) => [ticket.id, languages.indexOf(languageOf(ticket, language))]));
  const vectors = countTerms(chosen, ids, language).filter(({ terms }) => terms.length > 0);
  const groups = vectors.map(({ ticketId }) => spoken.get(ticketId) as number);
  const idf = Float64Array.from(documentFrequency, (df) => Math.max(0.01, Math.log(tickets.length / (1 + df))));
  const learned = terms.length ? learn(vectors, groups, idf, random) : NOTHING;
  const floats = [learned.weights, learned.projection, learned.common].map((values) => new Uint32Array(values.buffer));
  return {
    ...learned,
    modelId: hashWords([...terms.map(unitsOf), ...floats]),
    vocabulary: terms,
    surface: forms.map((words) => words[0] ?? ''),
    forms,
    language,
  };
}

function learn(
  vectors: readonly TermVector[],
  languages: readonly number[],
  idf: Float64Array,
  random: Random,
): Pooling {
  const rank = vectors.length < 2000 ? 64 : 100;
  const meanTerms = vectors.reduce((sum, { terms }) => sum + terms.length, 0) / vectors.length;
  const words = ppmiVectors(vectors, idf.length, rank, random);
  const latent = meanTerms > LONG_TICKET ? lsaVectors(vectors, idf, rank, random) : undefined;
  const weights = Float32Array.from(idf, (value) => value ** IDF_POWER);
  const raw = { ...beside(words, latent, idf.length), weights };
  let pooling = withoutCommon(vectors, withoutLanguage(vectors, languages, raw));
  for (let round = 0; round < REWEIGHTINGS; round++) {
    const told = { ...raw, weights: telling(vectors, pooling, random) };
    pooling = withoutCommon(vectors, withoutLanguage(vectors, languages, told));
  }
  return pooling;
}

/** Puts the two vectors of each term in one row. */
function beside(first: WordVectors, second: WordVectors | undefined, terms: number) {
  const dimensions = first.dimensions + (second?.dimensions ?? 0);
  const projection = new Float32Array(terms * dimensions);
  for (let term = 0; term < terms; term++) {
    projection.set(rowOf(first, term), term * dimensions);
    if (second) projection.set(rowOf(second, term), term * dimensions + first.dimensions);
  }
  return { dimensions, projection, common: new Float32Array(dimensions), secondHalf: second && first.dimensions };
}

function rowOf(vectors: WordVectors, term: number): Float64Array {
  return vectors.rows.subarray(term * vectors.dimensions, (term + 1) * vectors.dimensions);
}
