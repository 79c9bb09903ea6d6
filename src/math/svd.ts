import { dot, eigenSymmetric, orthonormalize, transpose } from './linear-algebra.ts';
import { normal, type Random } from './random.ts';
import { multiply, multiplyTransposed, type SparseMatrix } from './sparse.ts';

/** A truncated singular value decomposition A ≈ U diag(S) V'. */
export interface Svd {
  readonly rank: number;
  /** rows x rank, row-major; orthonormal columns. */
  readonly left: Float64Array;
  /** Largest first. */
  readonly values: Float64Array;
  /** width x rank, row-major; orthonormal columns. */
  readonly right: Float64Array;
}

/**
 * Finds the strongest `rank` singular directions of a sparse matrix by randomised subspace iteration.
 * @param rank lowered to what the matrix's shape allows.
 * @param passes power iterations; each reads the matrix twice.
 * @see Halko, Martinsson, Tropp 2011, algorithms 4.4 and 5.1, with 16 extra columns.
 */
export function truncatedSvd(matrix: SparseMatrix, rank: number, random: Random, passes = 2): Svd {
  const size = Math.min(rank + 16, matrix.rows, matrix.width);
  const start = Float64Array.from({ length: matrix.width * size }, () => normal(random));
  let basis = multiply(matrix, start, size);
  for (let pass = 0; pass < passes; pass++) {
    basis = multiply(matrix, multiplyTransposed(matrix, orthonormalColumns(basis, matrix.rows, size), size), size);
  }
  basis = orthonormalColumns(basis, matrix.rows, size);
  return decompose(basis, multiplyTransposed(matrix, basis, size), matrix, size, Math.min(rank, size));
}

function orthonormalColumns(data: Float64Array, rows: number, size: number): Float64Array {
  const turned = transpose(data, rows, size);
  orthonormalize(turned, size, rows);
  return transpose(turned, size, rows);
}

function decompose(basis: Float64Array, image: Float64Array, matrix: SparseMatrix, size: number, rank: number): Svd {
  const columns = transpose(image, matrix.width, size);
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      const product = dot(columns, i * matrix.width, columns, j * matrix.width, matrix.width);
      gram[i * size + j] = product;
      gram[j * size + i] = product;
    }
  }
  const { values, vectors } = eigenSymmetric(gram, size);
  const singular = Float64Array.from({ length: rank }, (_, i) => Math.sqrt(Math.max(0, values[i] as number)));
  const left = project(basis, matrix.rows, size, vectors, rank);
  const right = project(image, matrix.width, size, vectors, rank);
  for (let i = 0; i < right.length; i++) {
    const value = singular[i % rank] as number;
    right[i] = value > 1e-9 * (singular[0] as number) ? (right[i] as number) / value : 0;
  }
  return { rank, left, values: singular, right };
}

function project(data: Float64Array, rows: number, size: number, vectors: Float64Array, rank: number): Float64Array {
  const projected = new Float64Array(rows * rank);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < rank; i++) projected[row * rank + i] = dot(data, row * size, vectors, i * size, size);
  }
  return projected;
}
