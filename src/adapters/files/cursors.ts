import { statSync } from 'node:fs';
import type { RowBatches, TableRow } from './table-row.ts';

/** A table that is being read: where it stands, and how it goes on. */
interface Cursor {
  readonly table: string;
  /** What the file was when the cursor was opened. */
  readonly file: string;
  readonly rest: RowBatches;
  /** Number of the row before the last batch, which its reader may not have used up. */
  before: number;
  last: readonly TableRow[];
}

/** Each holds a file open and a batch in memory. */
const MOST = 4;
const IDLE_MS = 10_000;

const idle: Cursor[] = [];
let timer: NodeJS.Timeout | undefined;

/**
 * Rows after a row of a table that cannot be read from its middle. Whoever reads one shard after the other goes on where he stopped: the reading that is furthest on,
 * but not beyond that row, is taken up, and kept again when the caller stops early.
 * @param table tells tables apart
 * @param after number of the row before the first one wanted; 0 for all
 * @param open begins at the first row
 */
export async function* resumedRows(table: string, path: string, after: number, open: () => RowBatches): RowBatches {
  const file = identity(path);
  const cursor = takeCursor(table, file, after) ?? { table, file, rest: open(), before: 0, last: [] };
  let more = true;
  try {
    while (more) {
      // A cursor's last batch is given again: how much of it was used, only the mark tells.
      const rows = cursor.last.filter(({ row }) => row > after);
      if (rows.length > 0) yield rows;
      cursor.before = cursor.last.at(-1)?.row ?? cursor.before;
      more = false;
      const next = await cursor.rest.next();
      if (next.done) return;
      cursor.last = next.value;
      more = true;
    }
  } finally {
    // `more` is false where reading has ended, failed or was under way.
    if (more) keep(cursor);
    else await cursor.rest.return(undefined);
  }
}

function identity(path: string): string {
  const { size, mtimeMs, ino } = statSync(path);
  return `${size} ${mtimeMs} ${ino}`;
}

function takeCursor(table: string, file: string, after: number): Cursor | undefined {
  const usable = idle.filter((one) => one.table === table && one.file === file && one.before <= after);
  const best = usable.sort((a, b) => b.before - a.before)[0];
  if (best) idle.splice(idle.indexOf(best), 1);
  return best;
}

function keep(cursor: Cursor): void {
  idle.push(cursor);
  for (const old of idle.splice(0, idle.length - MOST)) close(old);
  clearTimeout(timer);
  timer = setTimeout(() => {
    for (const old of idle.splice(0)) close(old);
  }, IDLE_MS).unref();
}

/** Nobody waits for what a reading that nobody reads says at its end. */
function close({ rest }: Cursor): void {
  rest.return(undefined).catch(() => {});
}
