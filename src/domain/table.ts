/** The encodings that a table may have; the name is also the one that TextDecoder knows. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What a file's bytes are wrapped in. */
export type Container = 'plain' | 'gzip' | 'zip';

/** How the rows are written: delimited text, one JSON object a line, one JSON document, or an Excel workbook. */
export type TableFormat = 'csv' | 'json-lines' | 'json' | 'workbook';

/** How the head of a table is laid out. */
export interface Layout {
  /** Empty where the format has none. */
  readonly delimiter: string;
  /** Number of leading records (report titles and the like) before the header row. */
  readonly preamble: number;
  /** Whether the first line is Excel's `sep=` directive, which is no row. */
  readonly directive: boolean;
  /** False where a double quote is a character like any other. */
  readonly quoted?: boolean | undefined;
  /** What ends a row; told from the first row, so that whoever reads from the middle splits rows at the same places. */
  readonly lineEnd?: string | undefined;
}

/** Rows that are no data, by row number: titles above the header row, totals and notices below the last row. */
export interface DroppedRows {
  readonly preamble: readonly number[];
  readonly footer: readonly number[];
}

/** All that is needed to read a table's rows again: plain data. */
export interface TableFacts {
  /** The file on disk. */
  readonly path: string;
  /** Base name, for messages; a part of an archive is `export.zip/part-2.csv`. */
  readonly name: string;
  /** Hex digest of the file's bytes; of a part of an archive, of its own unpacked ones. */
  readonly sha256: string;
  /** Hex digest of the archive that the table is a part of. */
  readonly archiveSha256?: string | undefined;
  /** Size of the file on disk. */
  readonly bytes: number;
  readonly container: Container;
  readonly format: TableFormat;
  /** Name of the part in an archive. */
  readonly entry?: string | undefined;
  /** Name of the sheet in a workbook. */
  readonly sheet?: string | undefined;
  /** Dotted path to the list of objects in a JSON document; empty where it is that list itself, absent where it is one object. */
  readonly list?: string | undefined;
  readonly encoding: Encoding;
  /** Sequences of bytes that are none of the encoding's characters and are read as U+FFFD. */
  readonly badBytes: number;
  readonly layout: Layout;
  /** Headers by position, trimmed; a repeated header is kept each time. */
  readonly headers: readonly string[];
  /** The footer is known only when the rows have been read once. */
  readonly dropped: DroppedRows;
  /** Parts of the same archive, or sheets of the same workbook, that are no tables and are not read. */
  readonly leftOut: readonly string[];
  /** Values of trailing columns that the file itself does not have, the same in each row. */
  readonly constants?: readonly string[] | undefined;
}
