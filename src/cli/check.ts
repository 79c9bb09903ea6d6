import { checkFiles } from '../app.ts';
import type { ImportReceipt } from '../domain/receipt.ts';
import { describeTooMany } from '../pipeline/refuse-rejects.ts';
import { describeReceipt } from './describe-receipt.ts';
import { type ErrorEntry, EXIT, errorEntry } from './exit-code.ts';
import { type JobFlags, jobOptions } from './job-flags.ts';
import { countRejected, printJson, summarizeRejects, type Terminal } from './terminal.ts';
import { wrapText } from './wrap-line.ts';

/** Rejects that `--json` lists one by one; the summary in its warnings counts all of them. */
const LISTED = 1_000;

/**
 * Reads everything, writes nothing, and prints how each file was read and what its gaps disable. Of several files one that cannot be read holds up none of the others.
 * @returns the exit code: 3 when a file cannot be read, no row makes a ticket or so many rows were rejected that a run refuses them, 4 when more rows were rejected than the limit.
 * @throws InputError where the only file cannot be read
 */
export async function check(files: readonly string[], flags: JobFlags, terminal: Terminal): Promise<number> {
  const options = jobOptions(files, flags, terminal.environment);
  const checked = await checkFiles(options);
  const receipts = checked.imported.map(({ receipt }) => receipt);
  const rejects = [...checked.imported.flatMap((one) => one.rejects), ...checked.joinRejects];
  const { limits } = options.config;
  const { rows, rejected, tooMany } = countRejected(receipts, limits.rejectedShare);
  const warnings = [...checked.warnings, ...summarizeRejects(rejects), ...(tooMany ? [tooMany] : [])];
  const errors = checked.refused.map(errorEntry);
  if (errors.length === 0 && receipts.every(({ used }) => used === 0)) errors.push(noTickets(receipts));
  else if (rejected > rows * limits.refusedShare)
    errors.push({
      code: 'too-many-rejects',
      message: `${describeTooMany(rejected, rows, limits.refusedShare)}; a run stores nothing of it`,
    });
  if (flags.json) {
    const mappings = checked.mappings?.map(({ file, path, isThere }) => ({ file, path, exists: isThere })) ?? null;
    const data = { files: receipts, joins: checked.joins, rejects: rejects.slice(0, LISTED), mappings };
    printJson(terminal, 'check', data, { warnings, errors });
  } else {
    for (const [at, receipt] of receipts.entries())
      terminal.out(describeReceipt(receipt, checked.mappings?.[at], flags.mapping));
    for (const { kind, file, rows } of checked.joins) terminal.out(`${kind}: ${file}, ${rows} rows`);
    for (const line of [...warnings, ...errors.map(({ message }) => message)]) terminal.out(wrapText(line, '! ', '  '));
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
