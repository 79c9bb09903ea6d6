/** The encodings that a table may have; the name is also the one that TextDecoder knows. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** How the head of a table is laid out. */
export interface Layout {
  readonly delimiter: string;
  /** Number of leading records (report titles and the like) before the header row. */
  readonly preamble: number;
  /** Whether the first line is Excel's `sep=` directive, which is no row. */
  readonly directive: boolean;
}

/** All that is needed to read a delimited file's rows again: plain data. */
export interface TableFacts {
  readonly path: string;
  /** Base name, for messages. */
  readonly name: string;
  /** Hex digest of the bytes. */
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: Encoding;
  readonly layout: Layout;
  /** Headers by position, trimmed; a repeated header is kept each time. */
  readonly headers: readonly string[];
  /** Values of trailing columns that the file itself does not have, the same in each row. */
  readonly constants?: readonly string[] | undefined;
}
