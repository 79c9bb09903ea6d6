import type { SourceReceipt } from '../domain/receipt.ts';
import { COLUMN_NAMES } from './columns.ts';
import { presetOf } from './presets/presets.ts';
import type { FileFacts, ImportTotals } from './receipt.ts';
import type { SourceProfile } from './source-profile.ts';
import { statusRule } from './ticket-fate.ts';

/** Makes the part of a receipt that says how a file was understood. */
export function makeSourceReceipt(
  facts: FileFacts,
  profile: SourceProfile,
  { cut, used, reasons, links, linked, keptMerged }: ImportTotals,
): SourceReceipt {
  const { container, format, dropped } = facts;
  const { confidence, presetFrom, mapping, statusCounts, statuses: own } = profile;
  const preset = presetOf(profile.preset);
  const means = statusRule(preset.status, own);
  const share = (tickets: number) => Math.round((tickets / Math.max(1, used)) * 10_000) / 10_000;
  return {
    preset: preset.name,
    title: preset.title,
    confidence,
    presetFrom,
    container,
    format,
    part: partOf(facts),
    columns: columnsOf(profile),
    missing: COLUMN_NAMES.filter((column) => mapping[column] === undefined),
    statuses: Object.entries(statusCounts).map(([word, rows]) => ({ word, rows, means: means(word) })),
    setAsideBy: reasons,
    mergedInto: links,
    mergedLinked: linked,
    mergedKept: linked > 0 ? keptMerged : undefined,
    droppedRows: dropped ?? { preamble: [], footer: [] },
    cutShare: Object.fromEntries(Object.entries(cut).map(([rule, tickets]) => [rule, share(tickets)])),
    notes: (preset.notes ?? []).flatMap(({ missing, text }) =>
      missing === undefined || mapping[missing] === undefined ? [text] : [],
    ),
    link: preset.link ?? null,
  };
}

function partOf({ format, sheet, list }: FileFacts): string | undefined {
  if (format === 'workbook') return `sheet "${sheet ?? ''}"`;
  if (format !== 'json') return undefined;
  return list === undefined ? 'one ticket' : list === '' ? 'a list of tickets' : `the list under "${list}"`;
}

function columnsOf({ headers, positions, extra }: SourceProfile): SourceReceipt['columns'] {
  const names = new Map<number, string>(extra.map(({ at, name }) => [at, `extra.${name}`]));
  for (const [column, places] of Object.entries(positions)) for (const at of places) names.set(at, column);
  const columns = new Map(headers.map((header, at) => [header, names.get(at) ?? null]));
  columns.delete('');
  return [...columns].map(([header, mappedTo]) => ({ header, mappedTo }));
}
