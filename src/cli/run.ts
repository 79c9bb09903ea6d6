import { isRead } from '../adapters/inbox/reader-mark.ts';
import { describeMatch } from '../app/read-joins.ts';
import { runJob } from '../app.ts';
import type { CoalfaceError } from '../domain/errors.ts';
import { heldByWorker } from './ask.ts';
import { EXIT } from './exit-code.ts';
import { type JobFlags, jobOptions } from './job-flags.ts';
import { countRejected, printJson, summarizeRejects, type Terminal } from './terminal.ts';

const ADVICE = 'hand it the files with `coalface enqueue` in place of `run`, or stop it first';

/** Runs the whole job and prints where the reports are. @returns the exit code: 4 when more rows were rejected than the limit. */
export async function run(files: readonly string[], flags: JobFlags, terminal: Terminal): Promise<number> {
  const options = jobOptions(files, flags, terminal.environment);
  const result = await runJob(options, terminal.log).catch((error: unknown) => {
    throw isRead(options.home) && (error as CoalfaceError).code === 'store-in-use'
      ? heldByWorker(options.home, ADVICE)
      : error;
  });
  const { rows, rejected, tooMany } = countRejected(result.receipts, options.config.limits.rejectedShare);
  const warnings = [
    ...result.warnings,
    ...summarizeRejects(result.rejects),
    ...(tooMany ? [`${tooMany}; analyst/rejects.csv lists them`] : []),
  ];
  const { log } = terminal;
  for (const rate of result.matchRates) log.info(describeMatch(rate));
  for (const warning of warnings) log.warn(warning);
  const changed = result.weeks.filter((week) => week.changed).length;
  log.info(
    changed === 0
      ? `Nothing new: ${result.weeks.length} weeks are as they were.`
      : `${changed} of ${result.weeks.length} weeks written, ${rejected} of ${rows} rows rejected.`,
  );
  log.info('Next: open the page below.');
  if (flags.json) printJson(terminal, 'run-result', dataOf(result), { warnings });
  else terminal.out(result.index);
  return tooMany ? EXIT.rejected : EXIT.done;
}

function dataOf({ index, store, isNew, weeks, matchRates }: Awaited<ReturnType<typeof runJob>>) {
  return {
    index,
    store,
    new_store: isNew,
    weeks: weeks.map(({ runId, ...week }) => ({ run_id: runId, ...week })),
    match_rates: matchRates,
  };
}
