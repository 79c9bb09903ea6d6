import { runJob } from '../app.ts';
import { InputError } from '../domain/errors.ts';
import { EXIT } from './exit-code.ts';
import { type JobFlags, jobOptions } from './job-flags.ts';
import { printJson, summarizeRejects, type Terminal } from './terminal.ts';

/** Runs the whole job and prints where the reports are. @returns the exit code: 4 when more rows were rejected than the limit. */
export async function run(files: readonly string[], flags: JobFlags, terminal: Terminal): Promise<number> {
  const options = jobOptions(files, flags, terminal.environment);
  const result = await runJob(options, terminal.log);
  const changed = result.weeks.filter((week) => week.changed);
  if (flags.week && result.weeks.length === 0)
    throw new InputError(
      'week-not-complete',
      { file: options.files[0] ?? 'input' },
      `expected complete tickets of ${flags.week}, got none: it is not in the input, or it has not ended by the last close there (--as-of DAY says that a later day is over)`,
    );
  for (const warning of result.warnings) terminal.log.warn(warning);
  for (const line of summarizeRejects(result.rejects)) terminal.log.warn(line);
  const rows = result.receipts.reduce((sum, receipt) => sum + receipt.rows, 0);
  const rejected = result.receipts.reduce((sum, receipt) => sum + receipt.rejected, 0);
  const tooMany = rejected > rows * options.config.limits.rejectedShare;
  if (tooMany)
    terminal.log.warn(
      `${rejected} of ${rows} rows were rejected, more than the limit of ${options.config.limits.rejectedShare}; analyst/rejects.csv lists them`,
    );
  terminal.log.info(
    changed.length === 0
      ? `Nothing new: ${result.weeks.length} weeks are as they were.`
      : `${changed.length} of ${result.weeks.length} weeks written, ${rejected} of ${rows} rows rejected.`,
  );
  if (result.weeks.length === 0)
    terminal.log.warn(
      'no complete week: a week is reported once it has ended by the last close in the input (--as-of DAY says that a later day is over)',
    );
  terminal.log.info(
    `Next: open the page below, or \`coalface check ${options.files[0]}\` to see how the file was read.`,
  );
  if (flags.json)
    printJson(
      terminal,
      'run-result',
      {
        index: result.index,
        store: result.store,
        new_store: result.isNew,
        weeks: result.weeks.map(({ week, runId, changed: isChanged, coverage, findings }) => ({
          week,
          run_id: runId,
          changed: isChanged,
          coverage,
          findings,
        })),
      },
      result.warnings,
    );
  else terminal.out(result.index);
  return tooMany ? EXIT.rejected : EXIT.done;
}
