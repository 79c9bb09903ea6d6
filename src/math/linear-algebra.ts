/**
 * Sum of products of two stretches of `size` numbers; four running sums, because one would wait for itself.
 * One array type only: mixing in Float32Array makes it five times slower.
 */
export function dot(a: Float64Array, fromA: number, b: Float64Array, fromB: number, size: number): number {
  let s = 0;
  let t = 0;
  let u = 0;
  let v = 0;
  let i = 0;
  for (; i + 4 <= size; i += 4) {
    s += (a[fromA + i] as number) * (b[fromB + i] as number);
    t += (a[fromA + i + 1] as number) * (b[fromB + i + 1] as number);
    u += (a[fromA + i + 2] as number) * (b[fromB + i + 2] as number);
    v += (a[fromA + i + 3] as number) * (b[fromB + i + 3] as number);
  }
  for (; i < size; i++) s += (a[fromA + i] as number) * (b[fromB + i] as number);
  return s + t + u + v;
}

/** Scales each row to length 1 in place; a row of zeros stays. */
export function normalizeRows(data: Float64Array, width: number): void {
  for (let from = 0; from < data.length; from += width) {
    const length = Math.sqrt(dot(data, from, data, from, width));
    if (length > 0) for (let i = from; i < from + width; i++) data[i] = (data[i] as number) / length;
  }
}

/** Copies some rows of a row-major matrix, in the order asked for. */
export function takeRows<T extends Float32Array | Float64Array>(data: T, width: number, rows: readonly number[]): T {
  const length = rows.length * width;
  const taken = (data instanceof Float32Array ? new Float32Array(length) : new Float64Array(length)) as T;
  rows.forEach((row, at) => {
    taken.set(data.subarray(row * width, (row + 1) * width), at * width);
  });
  return taken;
}

/** Turns a `rows` x `width` row-major matrix. */
export function transpose(data: Float32Array | Float64Array, rows: number, width: number): Float64Array {
  const turned = new Float64Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < width; i++) turned[i * rows + row] = data[row * width + i] as number;
  }
  return turned;
}

/**
 * Makes the rows of a `rows` x `width` matrix orthonormal in place (modified Gram-Schmidt). A row that depends on earlier ones becomes zero.
 */
export function orthonormalize(data: Float64Array, rows: number, width: number): void {
  for (let row = 0; row < rows; row++) {
    const at = row * width;
    const before = Math.sqrt(dot(data, at, data, at, width));
    for (let earlier = 0; earlier < at; earlier += width) {
      const share = dot(data, at, data, earlier, width);
      for (let i = 0; i < width; i++) data[at + i] = (data[at + i] as number) - share * (data[earlier + i] as number);
    }
    const length = Math.sqrt(dot(data, at, data, at, width));
    const scale = length > before * 1e-9 ? 1 / length : 0;
    for (let i = at; i < at + width; i++) data[i] = (data[i] as number) * scale;
  }
}

/** Eigenvalues of a symmetric matrix, largest first, and their unit vectors as rows in the same order. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/**
 * Decomposes a symmetric `size` x `size` matrix by cyclic Jacobi rotations.
 * @see Golub, Van Loan 2013: Matrix Computations, algorithm 8.5.3.
 */
export function eigenSymmetric(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  const enough = 1e-22 * dot(a, 0, a, 0, a.length);
  for (let sweep = 0; sweep < 30 && offDiagonal(a, size) > enough; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
  }
  const order = Array.from({ length: size }, (_, i) => i);
  order.sort((i, j) => (a[j * size + j] as number) - (a[i * size + i] as number) || i - j);
  const values = Float64Array.from(order, (i) => a[i * size + i] as number);
  return { values, vectors: takeRows(vectors, size, order) };
}

function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0;
  for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) sum += (a[p * size + q] as number) ** 2;
  return sum;
}

// Only rows are rotated, then columns mended: the matrix stays symmetric, so row p gives column p.
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q] as number;
  if (apq === 0) return;
  const app = a[p * size + p] as number;
  const aqq = a[q * size + q] as number;
  const theta = (aqq - app) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cos = 1 / Math.sqrt(t * t + 1);
  const sin = t * cos;
  turnRows(a, p * size, q * size, size, cos, sin);
  for (let i = 0; i < size; i++) {
    a[i * size + p] = a[p * size + i] as number;
    a[i * size + q] = a[q * size + i] as number;
  }
  a[p * size + p] = app - t * apq;
  a[q * size + q] = aqq + t * apq;
  a[p * size + q] = 0;
  a[q * size + p] = 0;
  turnRows(vectors, p * size, q * size, size, cos, sin);
}

function turnRows(data: Float64Array, p: number, q: number, size: number, cos: number, sin: number): void {
  for (let i = 0; i < size; i++) {
    const x = data[p + i] as number;
    const y = data[q + i] as number;
    data[p + i] = cos * x - sin * y;
    data[q + i] = sin * x + cos * y;
  }
}
