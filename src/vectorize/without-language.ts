import type { TermVector } from '../domain/vector.ts';
import { dot, orthonormalize } from '../math/linear-algebra.ts';
import { type Pooling, pool } from './pool.ts';

/**
 * Takes out of every term's vector the directions that part the languages, so that tickets meet by what they are about: the differences between the mean
 * ticket of each language and that of the main one, in each half of the space.
 * @param languages number of each ticket's language, 0 for the main one, -1 for one too rare to have a mean.
 */
export function withoutLanguage(
  vectors: readonly TermVector[],
  languages: readonly number[],
  pooling: Pooling,
): Pooling {
  const count = languages.reduce((most, language) => Math.max(most, language + 1), 0);
  if (count < 2) return pooling;
  const { dimensions, secondHalf = dimensions } = pooling;
  const differences = languageDifferences(pool(vectors, pooling), dimensions, languages, count);
  const projection = Float32Array.from(pooling.projection);
  for (const [from, to] of [[0, secondHalf] as const, [secondHalf, dimensions] as const]) {
    const directions = differences.map((value, i) => (i % dimensions >= from && i % dimensions < to ? value : 0));
    orthonormalize(directions, count - 1, dimensions);
    for (let row = 0; row < projection.length; row += dimensions) removeAll(projection, row, dimensions, directions);
  }
  return { ...pooling, projection };
}

function languageDifferences(data: Float32Array, width: number, languages: readonly number[], count: number) {
  const sizes = new Float64Array(count);
  const sums = new Float64Array(count * width);
  languages.forEach((language, row) => {
    if (language < 0) return;
    sizes[language] = (sizes[language] as number) + 1;
    for (let i = 0; i < width; i++) {
      const at = language * width + i;
      sums[at] = (sums[at] as number) + (data[row * width + i] as number);
    }
  });
  const means = sums.map((sum, at) => sum / (sizes[Math.floor(at / width)] || 1));
  return means.subarray(width).map((mean, at) => mean - (means[at % width] as number));
}

function removeAll(projection: Float32Array, from: number, width: number, directions: Float64Array): void {
  const row = Float64Array.from(projection.subarray(from, from + width));
  for (let direction = 0; direction < directions.length; direction += width) {
    const share = dot(row, 0, directions, direction, width);
    for (let i = 0; i < width; i++) row[i] = (row[i] as number) - share * (directions[direction + i] as number);
  }
  projection.set(row, from);
}
