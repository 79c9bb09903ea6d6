import { describe, expect, it } from 'vitest';
import { eigenSymmetric, orthonormalize, transpose } from '../../src/math/linear-algebra.ts';
import { seededRandom } from '../../src/math/random.ts';
import type { SparseMatrix } from '../../src/math/sparse.ts';
import { multiply, multiplyTransposed } from '../../src/math/sparse.ts';
import { truncatedSvd } from '../../src/math/svd.ts';

// [3 0; 4 5]: singular values sqrt(45) and sqrt(5); right vectors (1, 1)/√2 and (1, -1)/√2 (Strang, Linear Algebra, 7.2).
const STRANG = sparse([
  [3, 0],
  [4, 5],
]);

function sparse(rows: readonly (readonly number[])[]): SparseMatrix {
  const entries = rows.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [[column, value] as const])));
  const starts = Int32Array.from([0, ...entries.map((_, at) => entries.slice(0, at + 1).flat().length)]);
  return {
    rows: rows.length,
    width: rows[0]?.length ?? 0,
    starts,
    columns: Int32Array.from(entries.flat(), ([column]) => column),
    values: Float32Array.from(entries.flat(), ([, value]) => value),
  };
}

describe('sparse products', () => {
  it('equal the dense ones worked out by hand', () => {
    expect([...multiply(STRANG, Float64Array.of(1, 2, 3, 4), 2)]).toEqual([3, 6, 19, 28]);
    expect([...multiplyTransposed(STRANG, Float64Array.of(1, 2, 3, 4), 2)]).toEqual([15, 22, 15, 20]);
  });
});

describe('eigenSymmetric', () => {
  it('finds the eigenvalues of [2 1; 1 2] and of a diagonal, largest first', () => {
    const { values, vectors } = eigenSymmetric(Float64Array.of(2, 1, 1, 2), 2);
    expect(values[0]).toBeCloseTo(3, 12);
    expect(values[1]).toBeCloseTo(1, 12);
    expect((vectors[0] as number) / (vectors[1] as number)).toBeCloseTo(1, 12);
    expect([...eigenSymmetric(Float64Array.of(1, 0, 0, 7), 2).values]).toEqual([7, 1]);
  });
});

describe('orthonormalize', () => {
  it('makes rows orthonormal and a dependent row zero', () => {
    const rows = Float64Array.of(3, 4, 6, 8);
    orthonormalize(rows, 2, 2);
    expect([...rows.map((x) => Number(x.toFixed(9)))]).toEqual([0.6, 0.8, 0, 0]);
  });
});

describe('truncatedSvd', () => {
  it('finds the textbook singular values and vectors', () => {
    const { values, vectors } = truncatedSvd(STRANG, 2, 'right', seededRandom(1));
    expect(values[0]).toBeCloseTo(Math.sqrt(45), 6);
    expect(values[1]).toBeCloseTo(Math.sqrt(5), 6);
    expect(Math.abs(vectors[0] as number)).toBeCloseTo(Math.SQRT1_2, 6);
    expect((vectors[1] as number) * (vectors[3] as number)).toBeCloseTo(-0.5, 6);
  });
  it('rebuilds a matrix of rank 2 from two directions', () => {
    const random = seededRandom(5);
    const [a, b] = [0, 1].map(() => Array.from({ length: 30 }, () => random()));
    const [c, d] = [0, 1].map(() => Array.from({ length: 20 }, () => random()));
    const dense = (a as number[]).map((x, row) =>
      (c as number[]).map(
        (y, column) => x * y + ((b as number[])[row] as number) * ((d as number[])[column] as number),
      ),
    );
    const left = truncatedSvd(sparse(dense), 5, 'left', seededRandom(1));
    const right = truncatedSvd(sparse(dense), 5, 'right', seededRandom(1));
    expect(left.values[2] as number).toBeLessThan(1e-5);
    dense.forEach((row, r) => {
      row.forEach((value, column) => {
        let rebuilt = 0;
        for (let i = 0; i < 2; i++) {
          rebuilt +=
            (left.vectors[r * 5 + i] as number) *
            (left.values[i] as number) *
            (right.vectors[column * 5 + i] as number);
        }
        expect(rebuilt).toBeCloseTo(value, 4);
      });
    });
  });
  it('turns a matrix and back', () => {
    expect([...transpose(Float64Array.of(1, 2, 3, 4, 5, 6), 2, 3)]).toEqual([1, 4, 2, 5, 3, 6]);
  });
});
