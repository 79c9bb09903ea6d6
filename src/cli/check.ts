import { checkFiles } from '../app.ts';
import type { ImportReceipt } from '../domain/receipt.ts';
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
    const data = { files: receipts, joins: checked.joins, rejects: rejects.slice(0, LISTED) };
    printJson(terminal, 'check', data, { warnings, errors });
  } else {
    for (const receipt of receipts) terminal.out(describeReceipt(receipt));
    for (const { kind, file, rows } of checked.joins) terminal.out(`${kind}: ${file}, ${rows} rows`);
    for (const line of [...warnings, ...errors.map(({ message }) => message)]) terminal.out(`! ${line}`);
  }
  if (errors.length > 0) return EXIT.invalid;
  return tooMany ? EXIT.rejected : EXIT.done;
}

function noTickets(receipts: readonly ImportReceipt[]): ErrorEntry {
  const file = receipts[0]?.file ?? 'input';
  return {
    code: 'no-tickets',
    message: `${file}: expected at least one closed ticket, got none; see rows above`,
    file,
  };
}

function describeReceipt(receipt: ImportReceipt): string {
  const { rows, used, rejected, merged, duplicate, notClosed, setAside, outOfWindow } = receipt;
  const mapping = Object.entries(receipt.mapping).map(([canonical, header]) =>
    canonical === header ? canonical : `${canonical} = ${header}`,
  );
  const cut = Object.entries(receipt.cut).map(([rule, tickets]) => `${rule} ${tickets}`);
  return [
    `${receipt.file}  (sha256 ${receipt.sha256.slice(0, 16)}, ${receipt.bytes} bytes)`,
    `  read as    ${receipt.encoding}, delimiter ${JSON.stringify(receipt.delimiter)}, dates ${receipt.dateFormat}, zone ${receipt.zone} (${receipt.zoneFrom})`,
    `  closed     ${receipt.firstDay ?? '-'} to ${receipt.lastDay ?? '-'}`,
    `  rows       ${rows} = ${used} used + ${rejected} rejected + ${merged} merged + ${duplicate} duplicate + ${notClosed} not closed + ${setAside} set aside + ${outOfWindow} out of window`,
    `  columns    ${mapping.join(', ')}`,
    ...(receipt.unmapped.length > 0 ? [`  not used   ${receipt.unmapped.join(', ')}`] : []),
    ...(cut.length > 0 ? [`  cut        ${cut.join(', ')} (tickets changed by each rule)`] : []),
    ...receipt.gaps.map((gap) => `  gap        ${gap}`),
    ...receipt.warnings.map((warning) => `  warning    ${warning}`),
  ].join('\n');
}
