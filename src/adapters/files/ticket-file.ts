import type { TableFacts } from '../../domain/table.ts';
import type { RawTicket, RowMark } from '../../domain/ticket.ts';
import { rowBatches, type TellFooter } from './table-rows.ts';

/**
 * The rows of an export as raw tickets, a batch at a time, from its first row or from a mark on; a body is the cells by position.
 * @param tell as in `rowBatches`.
 * @throws InputError as `rowBatches` does.
 */
export async function* ticketBatches(
  table: TableFacts,
  from: RowMark | null = null,
  tell?: TellFooter,
): AsyncGenerator<readonly RawTicket[]> {
  for await (const batch of rowBatches(table, from, tell))
    yield batch.map(({ row, cells, end }) => ({ source: table.name, row, body: cells, end }));
}
