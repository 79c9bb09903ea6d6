import { checkFiles } from '../app.ts';
import type { ImportReceipt } from '../domain/receipt.ts';
import { EXIT } from './exit-code.ts';
import { type JobFlags, jobOptions } from './job-flags.ts';
import { printJson, summarizeRejects, type Terminal } from './terminal.ts';

/** Reads everything, writes nothing, and prints how each file was read and what its gaps disable. */
export async function check(files: readonly string[], flags: JobFlags, terminal: Terminal): Promise<number> {
  const options = jobOptions(files, flags, terminal.environment);
  const { imported, joins, warnings } = await checkFiles(options);
  const rejects = imported.flatMap((one) => one.rejects);
  if (flags.json)
    printJson(
      terminal,
      'check',
      { files: imported.map(({ receipt }) => receipt), joins, rejects: rejects.slice(0, 1_000) },
      warnings,
    );
  else {
    for (const { receipt } of imported) terminal.out(describeReceipt(receipt));
    for (const { kind, file, rows } of joins) terminal.out(`${kind}: ${file}, ${rows} rows`);
    for (const line of [...warnings, ...summarizeRejects(rejects)]) terminal.out(`! ${line}`);
  }
  const [rows, rejected] = (['rows', 'rejected'] as const).map((field) =>
    imported.reduce((sum, { receipt }) => sum + receipt[field], 0),
  ) as [number, number];
  if (imported.every(({ receipt }) => receipt.used === 0)) return EXIT.invalid;
  return rejected > rows * options.config.limits.rejectedShare ? EXIT.rejected : EXIT.done;
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
