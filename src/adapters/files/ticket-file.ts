import type { TableFacts } from '../../domain/table.ts';
import type { RawTicket, RowMark } from '../../domain/ticket.ts';
import { tableRows } from './open-table.ts';

/**
 * The rows of an export as raw tickets, from its first row or from a mark on; a body is the cells by position.
 * @throws InputError as `tableRows` does.
 */
export async function* ticketRows(table: TableFacts, from: RowMark | null = null): AsyncGenerator<RawTicket> {
  for await (const { row, cells, end } of tableRows(table, from)) yield { source: table.name, row, body: cells, end };
}
