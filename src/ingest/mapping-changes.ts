import type { DateOrder } from './date-vote.ts';
import { type ColumnMapping, mapColumns } from './map-columns.ts';
import type { Mapping } from './mapping.ts';
import { detectPreset } from './presets/detect-preset.ts';
import type { Preset } from './presets/preset.ts';
import { statusRule } from './ticket-fate.ts';

/** How a file is read. */
interface Reading {
  readonly preset: Preset;
  readonly columns: Pick<ColumnMapping, 'positions'>;
}

/** What tells how a file is read where no mapping file does. */
interface Alone {
  readonly headers: readonly string[];
  readonly file: string;
  readonly options: {
    readonly source?: string | undefined;
    readonly overrides?: Readonly<Record<string, string>> | undefined;
  };
  /** Order of day and month that the flag or the file's own dates tell. */
  readonly order: DateOrder | undefined;
}

/**
 * Whether a mapping file is as it was written, or says nothing that headers, flags and dates do not tell alone: a file says the same of itself before there is one
 * and after.
 * @param reading how the file is read with it.
 */
export function isAsFound(mapping: Mapping, reading: Reading, { headers, file, options, order }: Alone): boolean {
  const { zone, dateOrder, statuses, extra } = mapping;
  if (zone !== null || (dateOrder !== null && dateOrder !== order)) return false;
  if (Object.keys(correctionsOf(statuses, reading.preset)).length > 0) return false;
  if (Object.entries(extra).some(([header, name]) => header !== name)) return false;
  try {
    const { preset } = detectPreset(headers, options.source);
    const { positions } = mapColumns(headers, file, options.overrides, { preset });
    return preset === reading.preset && JSON.stringify(positions) === JSON.stringify(reading.columns.positions);
  } catch {
    // Without the mapping file the headers make no tickets.
    return false;
  }
}

/** What the operator says otherwise than the product's rule: a mapping file as it was written changes nothing. */
export function correctionsOf(statuses: Mapping['statuses'], { status }: Preset): Mapping['statuses'] {
  const means = statusRule(status);
  return Object.fromEntries(Object.entries(statuses).filter(([word, fate]) => means(word) !== fate));
}
