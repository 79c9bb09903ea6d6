/**
 * Pairs rows with columns one to one so that the sum of `weights` is largest (Hungarian algorithm, shortest augmenting paths, O(n³)).
 * @param weights rows of equal length; need not be square.
 * @returns for each row its column, or -1 where there are more rows than columns.
 * @see Jonker, Volgenant 1987.
 */
export function bestMatching(weights: readonly (readonly number[])[]): number[] {
  const rows = weights.length;
  const columns = weights[0]?.length ?? 0;
  const size = Math.max(rows, columns);
  const cost = (row: number, column: number): number => -(weights[row]?.[column] ?? 0);
  const rowPrice = new Float64Array(size + 1);
  const columnPrice = new Float64Array(size + 1);
  const owner = new Int32Array(size + 1);
  for (let row = 1; row <= size; row++) augment(row, size, cost, rowPrice, columnPrice, owner);
  const matched = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= columns; column++) {
    if ((owner[column] as number) <= rows) matched[(owner[column] as number) - 1] = column - 1;
  }
  return matched;
}

// Column 0 stands for "free"; rows and columns count from 1.
function augment(
  row: number,
  size: number,
  cost: (row: number, column: number) => number,
  rowPrice: Float64Array,
  columnPrice: Float64Array,
  owner: Int32Array,
): void {
  const slack = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(size + 1);
  const visited = new Uint8Array(size + 1);
  let column = 0;
  owner[0] = row;
  while (owner[column] !== 0) {
    visited[column] = 1;
    const at = owner[column] as number;
    let [step, next] = [Number.POSITIVE_INFINITY, 0];
    for (let c = 1; c <= size; c++) {
      if (visited[c]) continue;
      const reduced = cost(at - 1, c - 1) - (rowPrice[at] as number) - (columnPrice[c] as number);
      if (reduced < (slack[c] as number)) {
        slack[c] = reduced;
        before[c] = column;
      }
      if ((slack[c] as number) < step) [step, next] = [slack[c] as number, c];
    }
    for (let c = 0; c <= size; c++) {
      if (visited[c]) {
        const held = owner[c] as number;
        rowPrice[held] = (rowPrice[held] as number) + step;
        columnPrice[c] = (columnPrice[c] as number) - step;
      } else slack[c] = (slack[c] as number) - step;
    }
    column = next;
  }
  while (column !== 0) {
    const previous = before[column] as number;
    owner[column] = owner[previous] as number;
    column = previous;
  }
}
