/** A sparse matrix by rows (CSR): row r holds the entries `starts[r] .. starts[r + 1]` of `columns` and `values`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly width: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** Product of a sparse matrix with a dense one (`width` x `size`, row-major), as `rows` x `size`. */
export function multiply(matrix: SparseMatrix, dense: Float64Array, size: number): Float64Array {
  const { rows, starts, columns, values } = matrix;
  const product = new Float64Array(rows * size);
  for (let row = 0; row < rows; row++) {
    const to = row * size;
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      addScaled(product, to, dense, (columns[at] as number) * size, values[at] as number, size);
    }
  }
  return product;
}

/** Product of a sparse matrix's transpose with a dense one (`rows` x `size`, row-major), as `width` x `size`. */
export function multiplyTransposed(matrix: SparseMatrix, dense: Float64Array, size: number): Float64Array {
  const { rows, width, starts, columns, values } = matrix;
  const product = new Float64Array(width * size);
  for (let row = 0; row < rows; row++) {
    const from = row * size;
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      addScaled(product, (columns[at] as number) * size, dense, from, values[at] as number, size);
    }
  }
  return product;
}

function addScaled(
  target: Float64Array,
  to: number,
  source: Float64Array,
  from: number,
  scale: number,
  size: number,
): void {
  let at = to;
  let of = from;
  for (const end = to + size - 3; at < end; at += 4, of += 4) {
    target[at] = (target[at] as number) + scale * (source[of] as number);
    target[at + 1] = (target[at + 1] as number) + scale * (source[of + 1] as number);
    target[at + 2] = (target[at + 2] as number) + scale * (source[of + 2] as number);
    target[at + 3] = (target[at + 3] as number) + scale * (source[of + 3] as number);
  }
  for (; at < to + size; at++, of++) target[at] = (target[at] as number) + scale * (source[of] as number);
}
