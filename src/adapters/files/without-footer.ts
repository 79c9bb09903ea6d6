import type { RowBatches, TableRow } from './table-row.ts';

const FOOTER =
  /^(?:(?:grand|sub|report)[ -]?totals?\b|totals?\s*(?:$|[:(\d])|copyright\b|\(c\)\s|©|confidential information\b|(?:report )?(?:generated|exported|created|run) (?:by|on|at)\b|end of report\b)/i;
/** Reads like a total whatever its other cells hold: advertising reports fill them with sums. */
const SUM = /^\s*totals?: \p{L}/iu;
/** A footer is a handful of rows: more of them are rows. */
const LONGEST = 20;
/** Lines of a title above it. */
const TITLES = 2;

/**
 * Leaves out the rows at the end of a table that belong to the report, not to the data: from the first that reads like a total or a notice on, and single
 * titles just above it. Each has fewer than three filled cells, or is a line of sums; any other row with its full number of filled cells is none, nor is anything
 * that a row of data follows.
 * @param dropped is given the numbers of the rows left out, when the end was reached.
 */
export async function* withoutFooter(
  batches: RowBatches,
  width: number,
  dropped: (rows: readonly number[]) => void = () => {},
): RowBatches {
  let held: TableRow[] = [];
  for await (const batch of batches) {
    const last = batch.findLastIndex((row) => !isSparse(row.cells, width));
    if (last < 0) {
      held.push(...batch);
      if (held.length <= LONGEST) continue;
      yield held.splice(0, held.length - LONGEST);
      continue;
    }
    const from = Math.max(last + 1, batch.length - LONGEST);
    const whole = held.length > 0 || from < batch.length ? [...held, ...batch.slice(0, from)] : batch;
    held = batch.slice(from);
    yield whole;
  }
  const start = footerStart(held, width);
  if (start > 0) yield held.slice(0, start);
  dropped(held.slice(start).map(({ row }) => row));
}

function isSparse(cells: readonly string[], width: number): boolean {
  if (SUM.test(cells[0] ?? '')) return true;
  let filled = 0;
  for (const cell of cells) if (cell !== '' && cell.trim() !== '' && ++filled >= 3) return false;
  return cells.length !== width || filled < width;
}

/** Index of the footer's first row; the number of rows where there is none. */
function footerStart(rows: readonly TableRow[], width: number): number {
  let start = rows.findIndex(({ cells }) => FOOTER.test(firstFilled(cells)));
  if (start < 0) return rows.length;
  // A title stands alone in its line, where a row of the table would have its delimiters.
  for (let titles = 0; titles < TITLES && start > 0 && width > 1 && rows[start - 1]?.cells.length === 1; titles++)
    start -= 1;
  return start;
}

function firstFilled(cells: readonly string[]): string {
  return cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
}
