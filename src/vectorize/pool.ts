import type { Embedding, TermVector } from '../domain/vector.ts';
import { dot } from '../math/linear-algebra.ts';

/** What pooling needs of an embedding. */
export type Pooling = Pick<Embedding, 'weights' | 'dimensions' | 'projection' | 'common' | 'secondHalf'>;

const SECOND_HALF_WEIGHT = 0.7;
const POWER_ROUNDS = 12;

/**
 * Turns term counts into unit vectors: the weighted sum of the terms' vectors with damped counts (1 + log count), without the direction that all tickets share.
 * @returns n x dimensions, row-major; zero rows for tickets without a known term.
 * @see Arora, Liang, Ma 2017 (SIF).
 */
export function pool(vectors: readonly TermVector[], pooling: Pooling): Float32Array {
  const { dimensions, secondHalf = dimensions } = pooling;
  const data = new Float32Array(vectors.length * dimensions);
  const row = new Float64Array(dimensions);
  vectors.forEach((vector, n) => {
    sumTerms(row, vector, pooling);
    remove(row, pooling.common);
    scale(row, 0, secondHalf, 1);
    scale(row, secondHalf, dimensions, SECOND_HALF_WEIGHT);
    scale(row, 0, dimensions, 1);
    data.set(row, n * dimensions);
  });
  return data;
}

function sumTerms(row: Float64Array, { terms, counts }: TermVector, pooling: Pooling): void {
  const { weights, dimensions, projection } = pooling;
  row.fill(0);
  for (let t = 0; t < terms.length; t++) {
    const term = terms[t] as number;
    const weight = (1 + Math.log(counts[t] as number)) * (weights[term] as number);
    const from = term * dimensions;
    for (let i = 0; i < dimensions; i++) row[i] = (row[i] as number) + weight * (projection[from + i] as number);
  }
}

function remove(row: Float64Array, direction: Float32Array): void {
  let share = 0;
  for (let i = 0; i < row.length; i++) share += (row[i] as number) * (direction[i] as number);
  for (let i = 0; i < row.length; i++) row[i] = (row[i] as number) - share * (direction[i] as number);
}

function scale(row: Float64Array, from: number, to: number, length: number): void {
  const current = Math.sqrt(dot(row, from, row, from, to - from));
  if (current > 1e-12) for (let i = from; i < to; i++) row[i] = ((row[i] as number) * length) / current;
}

/** The pooling with `common` set to the first principal direction of the tickets' vectors, by power iteration; the second half keeps all of its own. */
export function withoutCommon(vectors: readonly TermVector[], pooling: Pooling): Pooling {
  const { dimensions, secondHalf = dimensions } = pooling;
  const data = new Float64Array(pool(vectors, { ...pooling, common: new Float32Array(dimensions) }));
  let direction = new Float64Array(dimensions).fill(1, 0, secondHalf);
  for (let round = 0; round < POWER_ROUNDS; round++) {
    const next = new Float64Array(dimensions);
    for (let from = 0; from < data.length; from += dimensions) {
      const share = dot(data, from, direction, 0, secondHalf);
      for (let i = 0; i < secondHalf; i++) next[i] = (next[i] as number) + share * (data[from + i] as number);
    }
    scale(next, 0, dimensions, 1);
    direction = next;
  }
  return { ...pooling, common: Float32Array.from(direction) };
}
