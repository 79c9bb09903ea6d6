// AssemblyScript (https://www.assemblyscript.org), a typed subset of TypeScript that becomes WebAssembly: `npm run build:kernel` writes `kernel-bytes.ts` from it.
// It looks like TypeScript and is none: the compiler, the linter and the house's tests of this repository would misread it, so it does not end in .ts.
//
// Pointers are byte offsets into the one memory. Sums run in one fixed order that rests on no tile, no shard and no thread: a product of two rows adds the numbers of
// their columns from the first to the last. Relaxed SIMD (fused multiply-add) would be faster and give other bits on other processors.

/** Vectors that lie side by side in a panel: the numbers of one column, then those of the next. */
const PANEL: i32 = 8;
const PANEL_BYTES: usize = 32;

/**
 * Finds for some rows the vector of the panels with the largest product, the first one where several have it.
 * @param order `count` numbers of rows in `data` (i32)
 * @param panels `panelCount` x width x 8; a lane without a vector holds NaN, which is never larger
 * @param names number of the vector in each lane (i32), rising
 * @param labels,best read and written at each row: only a larger product than `best` takes a row over
 */
export function nearest(
  data: usize,
  width: i32,
  order: usize,
  count: i32,
  panels: usize,
  panelCount: i32,
  names: usize,
  labels: usize,
  best: usize,
): void {
  const rowBytes = (<usize>width) << 2;
  const panelBytes = (<usize>width) * PANEL_BYTES;
  for (let from = 0; from < count; from += 4) {
    // Past the end the last row is done again, which changes nothing.
    const last = count - 1;
    const n0 = <usize>load<i32>(order + ((<usize>from) << 2));
    const n1 = <usize>load<i32>(order + ((<usize>min(from + 1, last)) << 2));
    const n2 = <usize>load<i32>(order + ((<usize>min(from + 2, last)) << 2));
    const n3 = <usize>load<i32>(order + ((<usize>min(from + 3, last)) << 2));
    const r0 = data + n0 * rowBytes;
    const r1 = data + n1 * rowBytes;
    const r2 = data + n2 * rowBytes;
    const r3 = data + n3 * rowBytes;
    let b0 = v128.load_splat<f32>(best + (n0 << 2));
    let b1 = v128.load_splat<f32>(best + (n1 << 2));
    let b2 = v128.load_splat<f32>(best + (n2 << 2));
    let b3 = v128.load_splat<f32>(best + (n3 << 2));
    let l0 = v128.load_splat<i32>(labels + (n0 << 2));
    let l1 = v128.load_splat<i32>(labels + (n1 << 2));
    let l2 = v128.load_splat<i32>(labels + (n2 << 2));
    let l3 = v128.load_splat<i32>(labels + (n3 << 2));
    let panel = panels;
    let name = names;
    for (let p = 0; p < panelCount; p++) {
      let s0 = f32x4.splat(0);
      let s1 = f32x4.splat(0);
      let s2 = f32x4.splat(0);
      let s3 = f32x4.splat(0);
      let t0 = f32x4.splat(0);
      let t1 = f32x4.splat(0);
      let t2 = f32x4.splat(0);
      let t3 = f32x4.splat(0);
      let at = panel;
      for (let i: usize = 0; i < rowBytes; i += 4) {
        const left = v128.load(at);
        const right = v128.load(at, 16);
        const x0 = v128.load_splat<f32>(r0 + i);
        s0 = f32x4.add(s0, f32x4.mul(x0, left));
        t0 = f32x4.add(t0, f32x4.mul(x0, right));
        const x1 = v128.load_splat<f32>(r1 + i);
        s1 = f32x4.add(s1, f32x4.mul(x1, left));
        t1 = f32x4.add(t1, f32x4.mul(x1, right));
        const x2 = v128.load_splat<f32>(r2 + i);
        s2 = f32x4.add(s2, f32x4.mul(x2, left));
        t2 = f32x4.add(t2, f32x4.mul(x2, right));
        const x3 = v128.load_splat<f32>(r3 + i);
        s3 = f32x4.add(s3, f32x4.mul(x3, left));
        t3 = f32x4.add(t3, f32x4.mul(x3, right));
        at += PANEL_BYTES;
      }
      const low = v128.load(name);
      const high = v128.load(name, 16);
      let mask = f32x4.gt(s0, b0);
      b0 = v128.bitselect(s0, b0, mask);
      l0 = v128.bitselect(low, l0, mask);
      mask = f32x4.gt(t0, b0);
      b0 = v128.bitselect(t0, b0, mask);
      l0 = v128.bitselect(high, l0, mask);
      mask = f32x4.gt(s1, b1);
      b1 = v128.bitselect(s1, b1, mask);
      l1 = v128.bitselect(low, l1, mask);
      mask = f32x4.gt(t1, b1);
      b1 = v128.bitselect(t1, b1, mask);
      l1 = v128.bitselect(high, l1, mask);
      mask = f32x4.gt(s2, b2);
      b2 = v128.bitselect(s2, b2, mask);
      l2 = v128.bitselect(low, l2, mask);
      mask = f32x4.gt(t2, b2);
      b2 = v128.bitselect(t2, b2, mask);
      l2 = v128.bitselect(high, l2, mask);
      mask = f32x4.gt(s3, b3);
      b3 = v128.bitselect(s3, b3, mask);
      l3 = v128.bitselect(low, l3, mask);
      mask = f32x4.gt(t3, b3);
      b3 = v128.bitselect(t3, b3, mask);
      l3 = v128.bitselect(high, l3, mask);
      panel += panelBytes;
      name += PANEL_BYTES;
    }
    settle(b0, l0, best + (n0 << 2), labels + (n0 << 2));
    settle(b1, l1, best + (n1 << 2), labels + (n1 << 2));
    settle(b2, l2, best + (n2 << 2), labels + (n2 << 2));
    settle(b3, l3, best + (n3 << 2), labels + (n3 << 2));
  }
}

/** The largest of four lanes; of equals the one of the lowest name. */
@inline
function settle(values: v128, labels: v128, best: usize, label: usize): void {
  let value = f32x4.extract_lane(values, 0);
  let name = i32x4.extract_lane(labels, 0);
  let other = f32x4.extract_lane(values, 1);
  let called = i32x4.extract_lane(labels, 1);
  if (other > value || (other == value && called < name)) {
    value = other;
    name = called;
  }
  other = f32x4.extract_lane(values, 2);
  called = i32x4.extract_lane(labels, 2);
  if (other > value || (other == value && called < name)) {
    value = other;
    name = called;
  }
  other = f32x4.extract_lane(values, 3);
  called = i32x4.extract_lane(labels, 3);
  if (other > value || (other == value && called < name)) {
    value = other;
    name = called;
  }
  store<f32>(best, value);
  store<i32>(label, name);
}

/** Writes the product of each row with each lane of the panels, rows x lanes (f32). */
export function products(data: usize, rows: i32, width: i32, panels: usize, panelCount: i32, out: usize): void {
  const rowBytes = (<usize>width) << 2;
  const outBytes = (<usize>panelCount) * PANEL_BYTES;
  for (let row = 0; row < rows; row += 2) {
    const r0 = data + <usize>row * rowBytes;
    const r1 = data + <usize>min(row + 1, rows - 1) * rowBytes;
    const o0 = out + <usize>row * outBytes;
    const o1 = out + <usize>min(row + 1, rows - 1) * outBytes;
    let at = panels;
    for (let p: usize = 0; p < outBytes; p += PANEL_BYTES) {
      let s0 = f32x4.splat(0);
      let s1 = f32x4.splat(0);
      let t0 = f32x4.splat(0);
      let t1 = f32x4.splat(0);
      for (let i: usize = 0; i < rowBytes; i += 4) {
        const left = v128.load(at);
        const right = v128.load(at, 16);
        const x0 = v128.load_splat<f32>(r0 + i);
        s0 = f32x4.add(s0, f32x4.mul(x0, left));
        t0 = f32x4.add(t0, f32x4.mul(x0, right));
        const x1 = v128.load_splat<f32>(r1 + i);
        s1 = f32x4.add(s1, f32x4.mul(x1, left));
        t1 = f32x4.add(t1, f32x4.mul(x1, right));
        at += PANEL_BYTES;
      }
      v128.store(o0 + p, s0);
      v128.store(o0 + p, t0, 16);
      v128.store(o1 + p, s1);
      v128.store(o1 + p, t1, 16);
    }
  }
}

/**
 * Lowers the gap of each row (1 - product, never negative) to that with one more vector.
 * @param vector `width` numbers
 * @param gaps,lowered one a row (f32)
 * @returns sum of the lowered gaps
 */
export function lowerGaps(data: usize, rows: i32, width: i32, vector: usize, gaps: usize, lowered: usize): f64 {
  const rowBytes = (<usize>width) << 2;
  const whole = rowBytes & ~15;
  let sum: f64 = 0;
  for (let row = 0; row < rows; row++) {
    let four = f32x4.splat(0);
    for (let i: usize = 0; i < whole; i += 16) {
      four = f32x4.add(four, f32x4.mul(v128.load(data + i), v128.load(vector + i)));
    }
    let product: f32 = 0;
    for (let i: usize = whole; i < rowBytes; i += 4) product += load<f32>(data + i) * load<f32>(vector + i);
    product += f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 1) + (f32x4.extract_lane(four, 2) + f32x4.extract_lane(four, 3));
    const at = (<usize>row) << 2;
    const gap = min(load<f32>(gaps + at), max(<f32>0, <f32>1 - product));
    store<f32>(lowered + at, gap);
    sum += gap;
    data += rowBytes;
  }
  return sum;
}

/** Adds each row to the sum of its label (f64, k x width); a row with a negative label to none. */
export function addRows(data: usize, rows: i32, width: i32, labels: usize, sums: usize): void {
  const rowBytes = (<usize>width) << 2;
  for (let row = 0; row < rows; row++) {
    const label = load<i32>(labels + ((<usize>row) << 2));
    if (label >= 0) {
      let to = sums + <usize>label * (rowBytes << 1);
      for (let i: usize = 0; i < rowBytes; i += 4) {
        store<f64>(to, load<f64>(to) + <f64>load<f32>(data + i));
        to += 8;
      }
    }
    data += rowBytes;
  }
}

/**
 * Product of some rows of a sparse matrix with a dense one, one output row each.
 * @param starts `rows` + 1 positions (i32) in `columns` (i32) and `values` (f32), from 0
 * @param size columns of `dense` and `product` (f32), a multiple of 4
 */
export function multiply(rows: i32, starts: usize, columns: usize, values: usize, dense: usize, size: i32, product: usize): void {
  const sizeBytes = (<usize>size) << 2;
  for (let row = 0; row < rows; row++) {
    const from = <usize>load<i32>(starts + ((<usize>row) << 2)) << 2;
    const to = <usize>load<i32>(starts + ((<usize>row + 1) << 2)) << 2;
    let tile: usize = 0;
    for (; tile + 128 <= sizeBytes; tile += 128) {
      let a = f32x4.splat(0);
      let b = f32x4.splat(0);
      let c = f32x4.splat(0);
      let d = f32x4.splat(0);
      let e = f32x4.splat(0);
      let f = f32x4.splat(0);
      let g = f32x4.splat(0);
      let h = f32x4.splat(0);
      for (let at = from; at < to; at += 4) {
        const scale = v128.load_splat<f32>(values + at);
        const source = dense + <usize>load<i32>(columns + at) * sizeBytes + tile;
        a = f32x4.add(a, f32x4.mul(scale, v128.load(source)));
        b = f32x4.add(b, f32x4.mul(scale, v128.load(source, 16)));
        c = f32x4.add(c, f32x4.mul(scale, v128.load(source, 32)));
        d = f32x4.add(d, f32x4.mul(scale, v128.load(source, 48)));
        e = f32x4.add(e, f32x4.mul(scale, v128.load(source, 64)));
        f = f32x4.add(f, f32x4.mul(scale, v128.load(source, 80)));
        g = f32x4.add(g, f32x4.mul(scale, v128.load(source, 96)));
        h = f32x4.add(h, f32x4.mul(scale, v128.load(source, 112)));
      }
      v128.store(product + tile, a);
      v128.store(product + tile, b, 16);
      v128.store(product + tile, c, 32);
      v128.store(product + tile, d, 48);
      v128.store(product + tile, e, 64);
      v128.store(product + tile, f, 80);
      v128.store(product + tile, g, 96);
      v128.store(product + tile, h, 112);
    }
    for (; tile < sizeBytes; tile += 16) {
      let a = f32x4.splat(0);
      for (let at = from; at < to; at += 4) {
        const source = dense + <usize>load<i32>(columns + at) * sizeBytes + tile;
        a = f32x4.add(a, f32x4.mul(v128.load_splat<f32>(values + at), v128.load(source)));
      }
      v128.store(product + tile, a);
    }
    product += sizeBytes;
  }
}

/** Adds to `product` the transpose of some rows of a sparse matrix times the same rows of a dense one; parameters as `multiply`. */
export function addTransposed(rows: i32, starts: usize, columns: usize, values: usize, dense: usize, size: i32, product: usize): void {
  const sizeBytes = (<usize>size) << 2;
  for (let row = 0; row < rows; row++) {
    const from = <usize>load<i32>(starts + ((<usize>row) << 2)) << 2;
    const to = <usize>load<i32>(starts + ((<usize>row + 1) << 2)) << 2;
    for (let at = from; at < to; at += 4) {
      const scale = v128.load_splat<f32>(values + at);
      let target = product + <usize>load<i32>(columns + at) * sizeBytes;
      const end = target + sizeBytes;
      let source = dense;
      for (; target < end; target += 16) {
        v128.store(target, f32x4.add(v128.load(target), f32x4.mul(scale, v128.load(source))));
        source += 16;
      }
    }
    dense += sizeBytes;
  }
}
