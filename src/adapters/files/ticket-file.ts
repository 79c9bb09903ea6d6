import type { TableFacts } from '../../domain/table.ts';
import type { RawTicket, RowMark } from '../../domain/ticket.ts';
import { readHead } from './containers/byte-source.ts';
import { hasPlaces, rowBatches, type TellFooter } from './table-rows.ts';
import { markLength } from './utf8-bytes.ts';

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
  const { name: source } = table;
  const mark = hasPlaces(table) ? markLength(await readHead(table, 3)) : undefined;
  const placed = (start: number | undefined) => (mark === undefined || start === undefined ? undefined : mark + start);
  for await (const batch of rowBatches(table, from, tell))
    yield batch.map(({ row, cells, end, start }) => ({ source, row, body: cells, end, start: placed(start) }));
}
