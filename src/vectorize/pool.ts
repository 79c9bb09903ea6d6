import type { Embedding, TermVector } from '../domain/vector.ts';
import { dot } from '../math/linear-algebra.ts';
import { multiply, type SparseMatrix } from '../math/sparse.ts';

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
  const data = multiply(weighted(vectors, pooling), pooling.projection, dimensions);
  const row = new Float64Array(dimensions);
  for (let from = 0; from < data.length; from += dimensions) {
    row.set(data.subarray(from, from + dimensions));
    remove(row, pooling.common);
    scale(row, 0, secondHalf, 1);
    scale(row, secondHalf, dimensions, SECOND_HALF_WEIGHT);
    scale(row, 0, dimensions, 1);
    data.set(row, from);
  }
  return data;
}

/** A row a ticket, with the damped and weighted count of each of its terms. */
function weighted(vectors: readonly TermVector[], { weights }: Pooling): SparseMatrix {
  const starts = new Int32Array(vectors.length + 1);
  vectors.forEach(({ terms }, row) => {
    starts[row + 1] = (starts[row] as number) + terms.length;
  });
  const columns = new Int32Array(starts[vectors.length] as number);
  const values = new Float32Array(columns.length);
  vectors.forEach(({ terms, counts }, row) => {
    const from = starts[row] as number;
    columns.set(terms, from);
    for (let t = 0; t < terms.length; t++)
      values[from + t] = (1 + Math.log(counts[t] as number)) * (weights[terms[t] as number] as number);
  });
  return { rows: vectors.length, width: weights.length, starts, columns, values };
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
