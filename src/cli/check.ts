import type { MappingPlace } from '../app/mapping-files.ts';
import { checkFiles } from '../app.ts';
import type { ImportReceipt, SourceReceipt } from '../domain/receipt.ts';
import { type ErrorEntry, EXIT } from './exit-code.ts';
import { type JobFlags, jobOptions } from './job-flags.ts';
import { countRejected, printJson, summarizeRejects, type Terminal } from './terminal.ts';

/** Rejects that `--json` lists one by one; the summary in its warnings counts all of them. */
const LISTED = 1_000;

/**
 * Reads everything, writes nothing, and prints how each file was read and what its gaps disable.
 * @returns the exit code: 3 when no row makes a ticket, 4 when more rows were rejected than the limit.
 */
export async function check(files: readonly string[], flags: JobFlags, terminal: Terminal): Promise<number> {
  const options = jobOptions(files, flags, terminal.environment);
  const checked = await checkFiles(options);
  const receipts = checked.imported.map(({ receipt }) => receipt);
  const rejects = [...checked.imported.flatMap((one) => one.rejects), ...checked.joinRejects];
  const { tooMany } = countRejected(receipts, options.config.limits.rejectedShare);
  const warnings = [...checked.warnings, ...summarizeRejects(rejects), ...(tooMany ? [tooMany] : [])];
  const errors = receipts.some(({ used }) => used > 0) ? [] : [noTickets(receipts)];
  if (flags.json) {
    const mappings = checked.mappings?.map(({ file, path, isThere }) => ({ file, path, exists: isThere })) ?? null;
    const data = { files: receipts, joins: checked.joins, rejects: rejects.slice(0, LISTED), mappings };
    printJson(terminal, 'check', data, { warnings, errors });
  } else {
    for (const [at, receipt] of receipts.entries())
      terminal.out(describeReceipt(receipt, checked.mappings?.[at], flags.mapping));
    for (const { kind, file, rows } of checked.joins) terminal.out(`${kind}: ${file}, ${rows} rows`);
    for (const line of [...warnings, ...errors.map(({ message }) => message)]) terminal.out(`! ${line}`);
  }
  if (errors.length > 0) return EXIT.invalid;
  return tooMany ? EXIT.rejected : EXIT.done;
}

function noTickets(receipts: readonly ImportReceipt[]): ErrorEntry {
  const file = receipts[0]?.file ?? 'input';
  const why = receipts.map(whyNone).find((reason) => reason !== '') ?? '';
  return {
    code: 'no-tickets',
    message: `${file}: expected at least one closed ticket, got none; ${why || 'see rows above'}`,
    file,
  };
}

/** Why a file's rows came to nothing, where its status column says it. */
function whyNone({ rows, notClosed, source }: ImportReceipt): string {
  if (notClosed === 0 || source === undefined) return '';
  const words = source.statuses
    .filter(({ means }) => means === 'open')
    .map(({ word, rows: times }) => `${word} ${times}`);
  if (words.length === 0) return `${notClosed} of ${rows} rows are not closed`;
  return `${notClosed} of ${rows} rows are not closed: ${words.join(', ')}; where one of these means closed, say so in the mapping file under "statuses"`;
}

function describeReceipt(receipt: ImportReceipt, mapping?: MappingPlace, named?: string): string {
  const { rows, used, rejected, merged, duplicate, notClosed, setAside, outOfWindow, source } = receipt;
  const { preamble, footer } = source?.droppedRows ?? { preamble: [], footer: [] };
  return [
    `${receipt.file}  (sha256 ${receipt.sha256.slice(0, 16)}, ${receipt.bytes} bytes)`,
    ...(source ? [`  source     ${describeSource(source)}`] : []),
    `  read as    ${source?.container && source.container !== 'plain' ? `${source.container}, ` : ''}${receipt.encoding}, delimiter ${JSON.stringify(receipt.delimiter)}, dates ${receipt.dateFormat}, zone ${receipt.zone} (${receipt.zoneFrom})`,
    `  mapping    ${describeMapping(mapping, named)}`,
    `  closed     ${receipt.firstDay ?? '-'} to ${receipt.lastDay ?? '-'}`,
    `  rows       ${rows} = ${used} used + ${rejected} rejected + ${merged} merged + ${duplicate} duplicate + ${notClosed} not closed + ${setAside} set aside + ${outOfWindow} out of window`,
    ...line('set aside', counted(source?.setAsideBy ?? {})),
    ...(source && source.mergedLinked > 0
      ? [`  merged     ${source.mergedLinked} with the ticket that they went into`]
      : []),
    ...line('statuses', source?.statuses.map(({ word, rows: times, means }) => `${word} ${times} (${means})`) ?? []),
    ...(preamble.length + footer.length > 0
      ? [`  left out   ${preamble.length} rows above the header, ${footer.length} below the last row`]
      : []),
    ...line(
      'columns',
      Object.entries(receipt.mapping).map(([canonical, header]) =>
        canonical === header ? canonical : `${canonical} = ${header}`,
      ),
    ),
    ...line(
      'kept',
      source?.columns.flatMap(({ header, mappedTo }) => (mappedTo?.startsWith('extra.') ? [header] : [])) ?? [],
      ' (extra.*)',
    ),
    ...line('missing', source?.missing ?? []),
    ...line(
      'cut',
      Object.entries(receipt.cut).map(([rule, tickets]) => `${rule} ${tickets} (${percent(source?.cutShare[rule])})`),
      ' (tickets changed by each rule)',
    ),
    ...receipt.gaps.map((gap) => `  gap        ${gap}`),
    ...receipt.warnings.map((warning) => `  warning    ${warning}`),
    ...(source?.notes ?? []).map((note) => `  note       ${note}`),
  ].join('\n');
}

const HOW_KNOWN = { headers: 'by its headers', flag: 'by --source', mapping: 'by its mapping file' } as const;

function describeSource({ title, preset, confidence, presetFrom }: SourceReceipt): string {
  return `read as ${title} (${preset}), confidence ${confidence.toFixed(2)}, ${HOW_KNOWN[presetFrom]}`;
}

function describeMapping(place: MappingPlace | undefined, named: string | undefined): string {
  if (place === undefined) return named ?? 'none';
  return place.isThere ? place.path : `a run would write ${place.path}`;
}

function line(name: string, parts: readonly string[], after = ''): readonly string[] {
  return parts.length > 0 ? [`  ${name.padEnd(10)} ${parts.join(', ')}${after}`] : [];
}

function counted(counts: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(counts).map(([name, count]) => `${name} ${count}`);
}

function percent(share = 0): string {
  return `${(share * 100).toFixed(1)} %`;
}
