/** Whether a cell is a name that helpdesks give to a column. */
export type IsKnown = (cell: string) => boolean;

/** Rows that are searched for the header row. */
const SEARCHED = 20;
const KNOWN_SHARE = 0.6;

/**
 * The index of the header row among the first filled records: the first whose cells are known names by 60 % or more, else, since report exports begin
 * with rows of one or two filled cells above a much wider table, the first with more of them.
 * @param width the commonest number of cells
 */
export function findHeader(records: readonly (readonly string[])[], width: number, isKnown: IsKnown): number {
  const first = records.slice(0, SEARCHED);
  const known = first.findIndex((cells) => {
    const names = cells.filter((cell) => cell.trim() !== '');
    return names.length > 1 && names.filter(isKnown).length >= KNOWN_SHARE * names.length;
  });
  if (known >= 0) return known;
  if (width < 4) return 0;
  return Math.max(
    0,
    first.findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length > 2),
  );
}
