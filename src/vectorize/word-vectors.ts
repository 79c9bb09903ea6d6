import type { TermVector } from '../domain/vector.ts';
import { normalizeRows } from '../math/linear-algebra.ts';
import type { Random } from '../math/random.ts';
import type { SparseMatrix } from '../math/sparse.ts';
import { truncatedSvd } from '../math/svd.ts';

/** One vector a term. */
export interface WordVectors {
  readonly dimensions: number;
  /** terms x dimensions, row-major. */
  readonly rows: Float64Array;
}

const MAX_CONTEXTS = 4000;
const SMOOTHING = 0.75;
// A second power iteration costs a third more and moved no measured agreement beyond the third digit.
const PASSES = 1;

/**
 * Learns unit vectors from which words share tickets: positive pointwise mutual information, then its strongest directions, U S^(1/2).
 * @param vectors the tickets; ids are in descending order of frequency.
 * @see Levy, Goldberg, Dagan 2015 (contexts smoothed by the power .75).
 */
export function ppmiVectors(vectors: readonly TermVector[], size: number, rank: number, random: Random): WordVectors {
  const svd = truncatedSvd(ppmi(vectors, size), rank, 'left', random, PASSES);
  const rows = svd.vectors.map((value, i) => value * Math.sqrt(svd.values[i % svd.rank] as number));
  normalizeRows(rows, svd.rank || 1);
  return { dimensions: svd.rank, rows };
}

/**
 * Learns latent semantic vectors: each ticket's tf-idf row scaled to length 1, then the strongest directions of the terms, times the term's idf.
 * @see Deerwester et al. 1990.
 */
export function lsaVectors(
  vectors: readonly TermVector[],
  idf: Float64Array,
  rank: number,
  random: Random,
): WordVectors {
  const svd = truncatedSvd(tfIdf(vectors, idf), rank, 'right', random, PASSES);
  const rows = svd.vectors.map((value, i) => value * (idf[Math.floor(i / svd.rank)] as number));
  return { dimensions: svd.rank, rows };
}

function ppmi(vectors: readonly TermVector[], size: number): SparseMatrix {
  const width = Math.min(size, MAX_CONTEXTS);
  const counts = countPairs(vectors, size, width);
  const rowSums = new Float64Array(size);
  const columnSums = new Float64Array(width);
  for (let row = 0, at = 0; row < size; row++) {
    for (let column = 0; column < width; column++, at++) {
      const count = counts[at] as number;
      rowSums[row] = (rowSums[row] as number) + count;
      columnSums[column] = (columnSums[column] as number) + count;
    }
  }
  const smoothed = columnSums.map((sum) => sum ** SMOOTHING);
  const total = Math.log(smoothed.reduce((a, b) => a + b, 0));
  const rowLogs = rowSums.map(Math.log);
  const columnLogs = smoothed.map(Math.log);
  const score = (row: number, column: number, count: number): number =>
    count > 0 ? Math.log(count) - (rowLogs[row] as number) + total - (columnLogs[column] as number) : 0;
  return pack(counts, size, width, score);
}

// Half of all pairs are asked for twice; a dense table of 16-bit counts (96 MB at the largest) is far faster than any map.
function countPairs(vectors: readonly TermVector[], size: number, width: number): Uint16Array {
  const counts = new Uint16Array(size * width);
  for (const { terms } of vectors) {
    let contexts = terms.length;
    while (contexts > 0 && (terms[contexts - 1] as number) >= width) contexts--;
    for (let i = 0; i < terms.length; i++) {
      const row = (terms[i] as number) * width;
      for (let j = 0; j < contexts; j++) {
        if (i === j) continue;
        const at = row + (terms[j] as number);
        counts[at] = (counts[at] as number) + 1;
      }
    }
  }
  return counts;
}

function pack(
  counts: Uint16Array,
  rows: number,
  width: number,
  score: (row: number, column: number, count: number) => number,
): SparseMatrix {
  const starts = new Int32Array(rows + 1);
  let filled = 0;
  for (const count of counts) if (count > 0) filled++;
  const columns = new Int32Array(filled);
  const values = new Float32Array(filled);
  let to = 0;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < width; column++, at++) {
      if (counts[at] === 0) continue;
      const value = score(row, column, counts[at] as number);
      if (value <= 0) continue;
      columns[to] = column;
      values[to++] = value;
    }
    starts[row + 1] = to;
  }
  return { rows, width, starts, columns: columns.subarray(0, to), values: values.subarray(0, to) };
}

function tfIdf(vectors: readonly TermVector[], idf: Float64Array): SparseMatrix {
  const starts = new Int32Array(vectors.length + 1);
  vectors.forEach(({ terms }, row) => {
    starts[row + 1] = (starts[row] as number) + terms.length;
  });
  const columns = new Int32Array(starts[vectors.length] as number);
  const values = new Float32Array(columns.length);
  vectors.forEach(({ terms, counts }, row) => {
    const from = starts[row] as number;
    const weights = Array.from(terms, (term, i) => (1 + Math.log(counts[i] as number)) * (idf[term] as number));
    const length = Math.hypot(...weights) || 1;
    columns.set(terms, from);
    values.set(
      weights.map((weight) => weight / length),
      from,
    );
  });
  return { rows: vectors.length, width: idf.length, starts, columns, values };
}
