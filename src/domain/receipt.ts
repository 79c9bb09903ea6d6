import type { Container, Encoding, TableFormat } from './table.ts';

/** What was read from one ticket file and how: printed by `check`, stored with the run. Holds no ticket text. */
export interface ImportReceipt {
  readonly file: string;
  /** Hex digest of the file's bytes. */
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly encoding: Encoding;
  /** Empty where the format has none, see `source.format`. */
  readonly delimiter: string;
  readonly zone: string;
  /** How the zone is known: `column` (each date states it), `mapping` (file), `preset` (the product writes UTC), `flag`, `config` or `default`. */
  readonly zoneFrom: 'column' | 'mapping' | 'preset' | 'flag' | 'config' | 'default';
  readonly dateFormat: string;
  /** First and last close as calendar days of the reporting zone; null when no row was used. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** Canonical column -> the file's own header. */
  readonly mapping: Readonly<Record<string, string>>;
  /** Headers of the file that nothing was mapped to. */
  readonly unmapped: readonly string[];
  readonly used: number;
  readonly rejected: number;
  readonly merged: number;
  readonly duplicate: number;
  readonly notClosed: number;
  readonly setAside: number;
  readonly outOfWindow: number;
  /** Tickets whose text each cleaning or redaction rule changed. */
  readonly cut: Readonly<Record<string, number>>;
  /** What each missing column disables, one sentence each. */
  readonly gaps: readonly string[];
  readonly warnings: readonly string[];
  /** How the file was understood; undefined in receipts of earlier versions. */
  readonly source?: SourceReceipt | undefined;
}

/** How a file was understood, beside its mapping. */
export interface SourceReceipt {
  /** Name of the preset, for `--source`, and for people. */
  readonly preset: string;
  readonly title: string;
  /** How surely the headers tell it, in [0, 1]. */
  readonly confidence: number;
  /** Whether the preset was found by the headers, asked for, or named by a mapping file. */
  readonly presetFrom: 'headers' | 'flag' | 'mapping';
  readonly container?: Container | undefined;
  readonly format?: TableFormat | undefined;
  /** For people: which sheet of a workbook, or which list of a JSON document was read. */
  readonly part?: string | undefined;
  /** Each header with the canonical column, or `extra.NAME`, that it is kept as; null where it is not. */
  readonly columns: readonly { readonly header: string; readonly mappedTo: string | null }[];
  /** Canonical columns that the file does not give. */
  readonly missing: readonly string[];
  /** Words of the status column with their rows, and what they were taken for. */
  readonly statuses: readonly { readonly word: string; readonly rows: number; readonly means: string }[];
  /** Why rows were set aside, where it is known: `deleted`, `spam`, `robot`. */
  readonly setAsideBy: Readonly<Record<string, number>>;
  /** Merged tickets whose file says into which other one, the first thousand of them: ticket -> that one. */
  readonly mergedInto: Readonly<Record<string, string>>;
  readonly mergedLinked: number;
  /** Those of them whose text is kept with that one; undefined where there are none, and in receipts of earlier versions. */
  readonly mergedKept?: number | undefined;
  /** Rows above the header and below the last row that are no tickets, by their numbers. */
  readonly droppedRows: { readonly preamble: readonly number[]; readonly footer: readonly number[] };
  /** Share of the used tickets that each cleaning or redaction rule changed, in [0, 1]. */
  readonly cutShare: Readonly<Record<string, number>>;
  /** What the helpdesk's administrator can do for a better export. */
  readonly notes: readonly string[];
  /** Template of a link to a ticket, with `{id}`; parts in other braces only the operator knows. */
  readonly link: string | null;
}
