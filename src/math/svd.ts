import { dot, eigenSymmetric, orthonormalize, transpose } from './linear-algebra.ts';
import { normal, type Random } from './random.ts';
import { multiply, multiplyTransposed, type SparseMatrix } from './sparse.ts';

/** One side of a truncated singular value decomposition A ≈ U diag(S) V'. */
export interface Svd {
  readonly rank: number;
  /** Largest first. */
  readonly values: Float64Array;
  /** The rows of U (`left`: rows x rank) or of V (`right`: width x rank), row-major; columns are orthonormal, or zero where the value is. */
  readonly vectors: Float64Array;
}

/**
 * Finds the strongest `rank` singular directions of a sparse matrix by randomised subspace iteration.
 * @param rank lowered to what the matrix's shape allows.
 * @param side which vectors to give.
 * @param passes power iterations; each reads the matrix twice. Two give six digits of a fast-falling spectrum.
 * @see Halko, Martinsson, Tropp 2011, algorithms 4.4 and 5.1, with 16 extra columns.
 */
export function truncatedSvd(
  matrix: SparseMatrix,
  rank: number,
  side: 'left' | 'right',
  random: Random,
  passes = 2,
): Svd {
  const size = Math.min(rank + 16, matrix.rows, matrix.width);
  const start = new Float64Array(matrix.width * size).map(() => normal(random));
  let basis = multiply(matrix, start, size);
  for (let pass = 0; pass < passes; pass++) {
    basis = multiply(matrix, multiplyTransposed(matrix, orthonormalColumns(basis, matrix.rows, size), size), size);
  }
  basis = orthonormalColumns(basis, matrix.rows, size);
  const image = multiplyTransposed(matrix, basis, size);
  const eigen = eigenSymmetric(gramOf(transpose(image, matrix.width, size), size, matrix.width), size);
  const kept = Math.min(rank, size);
  const values = eigen.values.slice(0, kept).map((value) => Math.sqrt(Math.max(0, value)));
  if (side === 'left')
    return { rank: kept, values, vectors: project(Float64Array.from(basis), matrix.rows, size, eigen.vectors, kept) };
  const scaled = project(Float64Array.from(image), matrix.width, size, eigen.vectors, kept);
  const least = 1e-9 * (values[0] ?? 0);
  const vectors = scaled.map((x, i) => ((values[i % kept] as number) > least ? x / (values[i % kept] as number) : 0));
  return { rank: kept, values, vectors };
}

function orthonormalColumns(data: Float32Array, rows: number, size: number): Float32Array {
  const turned = transpose(data, rows, size);
  orthonormalize(turned, size, rows);
  return Float32Array.from(transpose(turned, size, rows));
}

/** Products of all pairs of the `size` rows. */
function gramOf(rows: Float64Array, size: number, width: number): Float64Array {
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      const product = dot(rows, i * width, rows, j * width, width);
      gram[i * size + j] = product;
      gram[j * size + i] = product;
    }
  }
  return gram;
}

function project(data: Float64Array, rows: number, size: number, vectors: Float64Array, rank: number): Float64Array {
  const projected = new Float64Array(rows * rank);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < rank; i++) projected[row * rank + i] = dot(data, row * size, vectors, i * size, size);
  }
  return projected;
}
