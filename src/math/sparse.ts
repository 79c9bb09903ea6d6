import { floatsAt, intsAt, kernel, lay } from './kernel/kernel.ts';

/** A sparse matrix by rows (CSR): row r holds the entries `starts[r] .. starts[r + 1]` of `columns` and `values`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly width: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** Rows of a sparse matrix are handed to the kernel in portions of so many entries, so that it never holds the whole. */
const PORTION = 1 << 18;

/** Product of a sparse matrix with a dense one (`width` x `size`, row-major), as `rows` x `size`; computed with 32 bits. */
export function multiply(matrix: SparseMatrix, dense: Float32Array | Float64Array, size: number): Float32Array {
  const columns = padded(size);
  const product = new Float32Array(matrix.rows * size);
  const room = layMatrix(matrix, matrix.width * columns, columns);
  widen(floatsAt(room.dense, matrix.width * columns), dense, size, columns);
  for (const { from, rows } of portions(matrix)) {
    layPortion(matrix, from, rows, room);
    kernel().multiply(rows, room.starts, room.columns, room.values, room.dense, columns, room.rows);
    narrow(product.subarray(from * size), floatsAt(room.rows, rows * columns), size, columns);
  }
  return product;
}

/** Product of a sparse matrix's transpose with a dense one (`rows` x `size`, row-major), as `width` x `size`; computed with 32 bits. */
export function multiplyTransposed(
  matrix: SparseMatrix,
  dense: Float32Array | Float64Array,
  size: number,
): Float32Array {
  const columns = padded(size);
  const product = new Float32Array(matrix.width * size);
  const room = layMatrix(matrix, matrix.width * columns, columns);
  const sums = floatsAt(room.dense, matrix.width * columns).fill(0);
  for (const { from, rows } of portions(matrix)) {
    layPortion(matrix, from, rows, room);
    widen(floatsAt(room.rows, rows * columns), dense.subarray(from * size, (from + rows) * size), size, columns);
    kernel().addTransposed(rows, room.starts, room.columns, room.values, room.rows, columns, room.dense);
  }
  narrow(product, sums, size, columns);
  return product;
}

interface Portion {
  readonly from: number;
  readonly rows: number;
}

interface Room {
  readonly starts: number;
  readonly columns: number;
  readonly values: number;
  /** As wide as the matrix. */
  readonly dense: number;
  /** As long as the longest portion. */
  readonly rows: number;
}

/** Rows of at most `PORTION` entries together; a longer row is a portion of its own. */
function portions({ rows, starts }: SparseMatrix): Portion[] {
  const found: Portion[] = [];
  for (let from = 0, to = 0; from < rows; from = to) {
    const end = (starts[from] as number) + PORTION;
    for (to = from + 1; to < rows && to - from < PORTION / 64 && (starts[to + 1] as number) <= end; ) to++;
    found.push({ from, rows: to - from });
  }
  return found;
}

function layMatrix(matrix: SparseMatrix, dense: number, columns: number): Room {
  const { starts } = matrix;
  const all = portions(matrix);
  const rows = all.reduce((most, portion) => Math.max(most, portion.rows), 0);
  const entries = all.reduce(
    (most, { from, rows: some }) => Math.max(most, (starts[from + some] as number) - (starts[from] as number)),
    0,
  );
  const places = lay((rows + 1) * 4, entries * 4, entries * 4, dense * 4, rows * columns * 4);
  const [at = 0, names = 0, values = 0, whole = 0, part = 0] = places;
  return { starts: at, columns: names, values, dense: whole, rows: part };
}

function layPortion({ starts, columns, values }: SparseMatrix, from: number, rows: number, room: Room): void {
  const [first, last] = [starts[from] as number, starts[from + rows] as number];
  const placed = intsAt(room.starts, rows + 1);
  for (let row = 0; row <= rows; row++) placed[row] = (starts[from + row] as number) - first;
  intsAt(room.columns, last - first).set(columns.subarray(first, last));
  floatsAt(room.values, last - first).set(values.subarray(first, last));
}

function padded(size: number): number {
  return Math.ceil(size / 4) * 4;
}

function widen(wide: Float32Array, values: Float32Array | Float64Array, size: number, columns: number): void {
  if (size < columns) wide.fill(0);
  for (let from = 0, to = 0; from < values.length; from += size, to += columns)
    wide.set(values.subarray(from, from + size), to);
}

function narrow(values: Float32Array, wide: Float32Array, size: number, columns: number): void {
  for (let from = 0, to = 0; from < wide.length; from += columns, to += size)
    values.set(wide.subarray(from, from + size), to);
}
