import type { Column } from './columns.ts';
import type { DateDecision } from './date-vote.ts';
import { instantOf } from './local-time.ts';
import { readList, withoutGuard } from './read-cells.ts';
import { readDate } from './read-date.ts';
import type { SourceProfile } from './source-profile.ts';

/** A row's cells by canonical column. */
export interface Row {
  /** The first filled cell of a column, trimmed; empty where there is none. */
  text(column: Column): string;
  /** The same, but undefined where the file has no such column. */
  given(column: Column): string | undefined;
  /** All filled cells of a column, since headers may be repeated. */
  texts(column: Column): readonly string[];
  /** All entries of a column's list cells. */
  list(column: Column): readonly string[];
  /** Cells that may name persons. */
  readonly people: readonly string[];
}

/** Opens a row for reading by canonical column. */
export function readRow(cells: readonly string[], { positions, people }: SourceProfile): Row {
  const texts = (column: Column): readonly string[] =>
    (positions[column] ?? []).map((at) => withoutGuard(cells[at] ?? '').trim()).filter((cell) => cell !== '');
  const text = (column: Column): string => texts(column)[0] ?? '';
  const given = (column: Column): string | undefined => (positions[column] ? text(column) : undefined);
  const list = (column: Column): readonly string[] => texts(column).flatMap(readList);
  return { text, given, texts, list, people: people.map((at) => cells[at] ?? '') };
}

/**
 * The UTC instant of a date cell, written as the column's vote decided. A cell with a day alone is the start of that day in the reporting zone,
 * since a calendar day needs no conversion.
 * @returns undefined where the cell is no such date; `gap` where daylight saving skipped the reading.
 */
export function rowInstant(
  cell: string,
  decision: DateDecision | undefined,
  zone: string,
  reportingZone: string,
): { readonly at: string; readonly gap: boolean } | undefined {
  const reading = decision && cell !== '' ? readDate(cell, decision.format) : undefined;
  if (!reading) return undefined;
  if (reading.zoned) return { at: new Date(reading.ms).toISOString(), gap: false };
  const { ms, gap } = instantOf(reading.ms, reading.dayOnly ? reportingZone : zone);
  return { at: new Date(ms).toISOString(), gap: gap && !reading.dayOnly };
}
