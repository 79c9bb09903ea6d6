import { openTable } from './open-table.ts';
import type { TableRow } from './table-row.ts';
import { tableRows } from './table-rows.ts';

/** A join file, whole: these are thousands of rows, not millions. */
export interface JoinFile {
  readonly name: string;
  readonly sha256: string;
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
}

/**
 * Reads a join file.
 * @throws InputError as `openTable` does.
 */
export async function openJoinFile(path: string): Promise<JoinFile> {
  const table = await openTable(path);
  const rows: TableRow[] = [];
  for await (const row of tableRows(table)) rows.push(row);
  return { name: table.name, sha256: table.sha256, headers: table.headers, rows };
}
