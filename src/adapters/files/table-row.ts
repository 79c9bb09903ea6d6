/** A row of a table. Its cells are as many as the file has: a step that reads it compares them with the headers. */
export interface TableRow {
  /** Row number as a spreadsheet shows it; the header of a plain file is row 1. In JSON the number of the line, or of the object. */
  readonly row: number;
  /** None where the row could not be parsed. */
  readonly cells: readonly string[];
  /** Where the next row begins: bytes of the table's text in UTF-8, without byte order mark; the row's own number where that is unknown. */
  readonly end: number;
  /** Where this one begins, in the same unit; undefined where rows have no place in the text. */
  readonly start?: number | undefined;
}

/** Rows as they come out of one chunk of a file: one wait for a batch costs less than one for each row. */
export type RowBatches = AsyncGenerator<readonly TableRow[]>;
