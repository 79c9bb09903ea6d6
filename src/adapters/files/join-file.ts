import { openTable } from './open-table.ts';
import type { TableRow } from './table-row.ts';
import { rowBatches } from './table-rows.ts';

/** A join file, whole: these are thousands of rows, not millions. */
export interface JoinFile {
  readonly name: string;
  readonly sha256: string;
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
  /** Numbers of rows that are no data: titles above the header row, totals and notices at the end. */
  readonly dropped: readonly number[];
  /** Sequences of bytes that are no characters. */
  readonly badBytes: number;
}

/**
 * Reads a join file.
 * @throws InputError as `openTable` does.
 */
export async function openJoinFile(path: string): Promise<JoinFile> {
  const table = await openTable(path);
  const rows: TableRow[] = [];
  const dropped = [...table.dropped.preamble];
  for await (const batch of rowBatches(table, null, (footer) => dropped.push(...footer))) rows.push(...batch);
  const { name, sha256, headers, badBytes } = table;
  return { name, sha256, headers, rows, dropped, badBytes };
}
