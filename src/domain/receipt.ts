import type { Encoding } from './table.ts';

/** What was read from one ticket file and how: printed by `check`, stored with the run. Holds no ticket text. */
export interface ImportReceipt {
  readonly file: string;
  /** Hex digest of the file's bytes. */
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly zone: string;
  /** How the zone is known: `column` (each date states it), `flag`, `config` or `default`. */
  readonly zoneFrom: 'column' | 'flag' | 'config' | 'default';
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
}
