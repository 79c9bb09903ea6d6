import type { MappingPlace } from '../app/mapping-files.ts';
import type { ImportReceipt, SourceReceipt } from '../domain/receipt.ts';
import { REDACTION_RULES } from '../ingest/redaction/rules.ts';
import { wrapLine } from './wrap-line.ts';

/** Names in a list of other columns: those of a Jira export are hundreds. */
const LISTED = 20;
/** Rules that take personal data out; the others of a receipt clean. */
const REDACTING: ReadonlySet<string> = new Set(['name', ...REDACTION_RULES.map(({ name }) => name)]);
const HOW_KNOWN = { headers: 'by its headers', flag: 'by --source', mapping: 'by its mapping file' } as const;
const ZONE_KNOWN = {
  column: 'stated in each date',
  mapping: 'by the mapping file',
  preset: 'as the product writes it',
  flag: 'by --tz',
  config: 'by the settings',
  default: 'by default',
} as const;

/**
 * A receipt for a terminal of 100 columns, the most important first: what the file is, where each row went, what is missing and what that disables, what was taken
 * out; then the details of how it was read.
 * @param mapping where the file's mapping lies; `named` is the one that the operator named instead
 */
export function describeReceipt(receipt: ImportReceipt, mapping?: MappingPlace, named?: string): string {
  const { source } = receipt;
  return [
    receipt.file,
    ...(source ? [wrapLine('source', describeSource(source))] : []),
    wrapLine('rows', describeRows(receipt)),
    ...describeFates(source),
    wrapLine('closed', describeClosed(receipt)),
    ...receipt.gaps.map((gap) => wrapLine('missing', gap)),
    ...describeCuts(receipt),
    ...receipt.warnings.map((warning) => wrapLine('warning', warning)),
    ...(source?.notes ?? []).map((note) => wrapLine('note', note)),
    ...describeColumns(receipt),
    wrapLine('mapping', describeMapping(mapping, named)),
    wrapLine('read as', describeReading(receipt)),
    wrapLine('file', `${receipt.bytes.toLocaleString('en')} bytes, sha256 ${receipt.sha256.slice(0, 16)}`),
  ].join('\n');
}

function describeSource({ title, preset, confidence, presetFrom }: SourceReceipt): string {
  return `${title} (${preset}), confidence ${confidence.toFixed(2)}, ${HOW_KNOWN[presetFrom]}`;
}

/** Every term is told, also one of none: the sum is the proof that no row was lost. */
function describeRows(receipt: ImportReceipt): string {
  const { rows, used, rejected, merged, duplicate, notClosed, setAside, outOfWindow } = receipt;
  return `${rows} = ${used} used + ${rejected} rejected + ${merged} merged + ${duplicate} duplicate + ${notClosed} not closed + ${setAside} set aside + ${outOfWindow} out of window`;
}

function describeFates(source: SourceReceipt | undefined): readonly string[] {
  if (source === undefined) return [];
  const { setAsideBy, mergedLinked, mergedKept = 0, statuses, droppedRows } = source;
  const { preamble, footer } = droppedRows;
  return [
    ...listed('set aside', counted(setAsideBy)),
    ...(mergedLinked > 0
      ? [wrapLine('merged', `${mergedLinked} say into which ticket; the text of ${mergedKept} is kept with it`)]
      : []),
    ...listed(
      'statuses',
      statuses.map(({ word, rows, means }) => `${word} ${rows} (${means})`),
    ),
    ...(preamble.length + footer.length > 0
      ? [wrapLine('left out', `${preamble.length} rows above the header, ${footer.length} below the last row`)]
      : []),
  ];
}

function describeClosed({ firstDay, lastDay, dateFormat, zone, zoneFrom }: ImportReceipt): string {
  const days = firstDay === null ? 'no ticket' : `${firstDay} to ${lastDay}`;
  return `${days}; dates ${dateFormat}, zone ${zone} (${ZONE_KNOWN[zoneFrom]})`;
}

function describeCuts({ cut, source }: ImportReceipt): readonly string[] {
  const told = (isRedaction: boolean) =>
    Object.entries(cut)
      .filter(([rule]) => REDACTING.has(rule) === isRedaction)
      .map(([rule, tickets]) => `${rule} ${tickets} (${percent(source?.cutShare[rule])})`);
  return [...listed('redacted', told(true), ' (tickets)'), ...listed('cleaned', told(false), ' (tickets)')];
}

function describeColumns({ mapping, gaps, source }: ImportReceipt): readonly string[] {
  const isTold = (column: string) => gaps.some((gap) => gap.split(':')[0]?.split(', ').includes(column));
  return [
    ...listed(
      'columns',
      Object.entries(mapping).map(([canonical, header]) =>
        canonical === header ? canonical : `${canonical} = ${header}`,
      ),
    ),
    ...listed('kept', shortened(otherColumns(source)), ' (extra.*)'),
    ...listed('not given', source?.missing.filter((column) => !isTold(column)) ?? []),
  ];
}

function otherColumns(source: SourceReceipt | undefined): readonly string[] {
  return source?.columns.flatMap(({ header, mappedTo }) => (mappedTo?.startsWith('extra.') ? [header] : [])) ?? [];
}

function shortened(names: readonly string[]): readonly string[] {
  if (names.length <= LISTED) return names;
  return [...names.slice(0, LISTED), `and ${names.length - LISTED} more that --json lists`];
}

function describeMapping(place: MappingPlace | undefined, named: string | undefined): string {
  if (place === undefined) return named ?? 'none';
  return place.isThere ? place.path : `a run would write ${place.path}`;
}

function describeReading({ encoding, delimiter, source }: ImportReceipt): string {
  const { container = 'plain', format = 'csv', part } = source ?? {};
  const packed = container === 'plain' ? '' : `${container}, `;
  const within = part === undefined ? '' : `, ${part}`;
  if (format === 'workbook') return `${packed}Excel workbook${within}`;
  if (format === 'json-lines') return `${packed}JSON, one object a line, ${encoding}${within}`;
  if (format === 'json') return `${packed}JSON, ${encoding}${within}`;
  return `${packed}${delimiter === '\t' ? 'tab-separated text' : `text with ${JSON.stringify(delimiter)} between cells`}, ${encoding}${within}`;
}

function listed(label: string, parts: readonly string[], after = ''): readonly string[] {
  return parts.length > 0 ? [wrapLine(label, `${parts.join(', ')}${after}`)] : [];
}

function counted(counts: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(counts).map(([name, count]) => `${name} ${count}`);
}

function percent(share = 0): string {
  return `${(share * 100).toFixed(1)} %`;
}
