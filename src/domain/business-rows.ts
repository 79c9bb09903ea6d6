/**
 * Rows of a business file without some tickets: what people said of them (audit labels, corrections) goes with them; a unit that came back did so all the same, but no
 * longer with its ticket. Rows of other kinds name none.
 * @param isGone whether a ticket of this id is to go
 * @returns the rows that are left, in their order
 */
export function rowsWithoutTickets(
  kind: string,
  rows: readonly unknown[],
  isGone: (id: string) => boolean,
): readonly unknown[] {
  const names = (row: unknown) => isGone((row as { readonly ticketId?: string }).ticketId ?? '');
  if (kind === 'audit' || kind === 'corrections') return rows.filter((row) => !names(row));
  if (kind !== 'returns') return rows;
  return rows.map((row) => (names(row) ? { ...(row as object), ticketId: undefined } : row));
}
