import { describe, expect, it } from 'vitest';
import { cosinesTo, nearestCentroids, nearestOf } from '../../../src/math/k-means.ts';
import { normal, seededRandom } from '../../../src/math/random.ts';

/** Unit rows with repeats and a zero row, so that ties are there to be broken. */
function makeRows(rows: number, width: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  const data = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const values = Array.from({ length: width }, () => normal(random));
    const length = Math.hypot(...values);
    if (row % 7 === 3) data.set(data.subarray((row - 2) * width, (row - 1) * width), row * width);
    else if (row !== 5)
      data.set(
        values.map((value) => value / length),
        row * width,
      );
  }
  return data;
}

/** The product in 32 bits, column after column: what the kernel promises. */
function product(a: Float32Array, fromA: number, b: Float32Array, fromB: number, width: number): number {
  let sum = 0;
  for (let i = 0; i < width; i++)
    sum = Math.fround(sum + Math.fround((a[fromA + i] as number) * (b[fromB + i] as number)));
  return sum;
}

function nearestPlainly(data: Float32Array, width: number, centroids: Float32Array) {
  const labels: number[] = [];
  const similarities: number[] = [];
  for (let row = 0; row < data.length; row += width) {
    let [label, best] = [-1, Number.NEGATIVE_INFINITY];
    for (let c = 0; c * width < centroids.length; c++) {
      const found = product(data, row, centroids, c * width, width);
      if (found > best) [label, best] = [c, found];
    }
    labels.push(label);
    similarities.push(best);
  }
  return { labels, similarities };
}

describe('nearestCentroids', () => {
  it.each([
    [1, 1, 1],
    [2, 3, 9],
    [37, 5, 7],
    [64, 16, 8],
    [101, 13, 33],
  ])('gives the bits of the plain search for %i rows of %i numbers and %i centroids', (rows, width, k) => {
    const [data, centroids] = [makeRows(rows, width, 1), makeRows(k, width, 2)];
    const found = nearestCentroids(data, width, centroids);
    const plain = nearestPlainly(data, width, centroids);
    expect([...found.labels]).toEqual(plain.labels);
    expect([...found.similarities]).toEqual(plain.similarities);
  });
  it('gives a row the same bits alone as among others', () => {
    const [data, centroids] = [makeRows(50, 11, 3), makeRows(20, 11, 4)];
    const whole = nearestCentroids(data, 11, centroids);
    for (const row of [0, 17, 49]) {
      const alone = nearestCentroids(data.slice(row * 11, (row + 1) * 11), 11, centroids);
      expect([alone.labels[0], alone.similarities[0]]).toEqual([whole.labels[row], whole.similarities[row]]);
    }
  });
  it('gives no label where there is no centroid', () => {
    expect([...nearestCentroids(makeRows(3, 4, 1), 4, new Float32Array(0)).labels]).toEqual([-1, -1, -1]);
  });
});

describe('cosinesTo', () => {
  it.each([
    [1, 4, 1],
    [33, 6, 11],
    [40, 9, 16],
  ])('gives the bits of the plain products of %i rows of %i numbers with %i centroids', (rows, width, k) => {
    const [data, centroids] = [makeRows(rows, width, 6), makeRows(k, width, 7)];
    const plain = Array.from({ length: rows * k }, (_, at) =>
      product(data, Math.floor(at / k) * width, centroids, (at % k) * width, width),
    );
    expect([...cosinesTo(data, width, centroids)]).toEqual(plain);
  });
});

describe('nearestOf', () => {
  it.each([
    [1, 4, 1],
    [33, 6, 11],
    [3, 4, 0],
  ])(
    'tells from cosines what the search tells, bit for bit, for %i rows of %i numbers and %i centroids',
    (rows, width, k) => {
      const [data, centroids] = [makeRows(rows, width, 6), makeRows(k, width, 7)];
      expect(nearestOf(cosinesTo(data, width, centroids), rows)).toEqual(nearestCentroids(data, width, centroids));
    },
  );
  it('gives a tie to the first', () => {
    expect([...nearestOf(Float32Array.of(0.5, 0.5, 0.25, 0.75), 2).labels]).toEqual([0, 1]);
  });
});
