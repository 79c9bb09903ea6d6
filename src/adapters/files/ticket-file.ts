import type { TicketSource } from '../../ports.ts';
import { openTable, type TableOptions } from './open-table.ts';

/**
 * Opens an export as a source of tickets; a row's body is its cells by position.
 * @throws InputError as `openTable` does.
 */
export async function openTicketFile(path: string, options: TableOptions = {}): Promise<TicketSource> {
  const table = await openTable(path, options);
  async function* rows(): ReturnType<TicketSource['rows']> {
    for await (const { row, cells } of table.rows()) yield { source: table.name, row, body: cells };
  }
  return { ...table, rows };
}
