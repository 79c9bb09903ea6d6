import { resolve } from 'node:path';
import { readRequest } from '../app.ts';
import type { IntakeId } from '../domain/intake.ts';
import type { Status } from '../domain/status.ts';
import { ask } from './ask.ts';
import { EXIT } from './exit-code.ts';
import { type JobFlags, jobOptions } from './job-flags.ts';
import { printJson, type Terminal } from './terminal.ts';

/** Flags of `coalface enqueue`. */
export interface EnqueueFlags extends JobFlags {
  readonly source?: string;
  readonly settle: number;
  readonly wait?: boolean;
}

const POLL_MS = 1_000;

/** Brings files in for the workers; with `--wait`, until they are worked out. @returns the exit code: 5 where a week failed or is missing. */
export async function enqueue(files: readonly string[], flags: EnqueueFlags, terminal: Terminal): Promise<number> {
  const options = jobOptions(files, flags, terminal.environment);
  const { source } = flags;
  const { intake } = await ask<{ readonly intake: IntakeId | null }>(
    source === undefined
      ? { kind: 'enqueue', intake: await readRequest(options, 'queue') }
      : { kind: 'take', source: resolve(source), out: resolve(flags.out), settleMs: flags.settle * 1_000 },
    options.config,
    terminal,
  );
  const failed = flags.wait && intake !== null ? await waitFor(intake, options.config, terminal) : [];
  if (flags.json) printJson(terminal, 'enqueued', { intake, failed });
  else terminal.out(intake ?? 'nothing new');
  return failed.length > 0 ? EXIT.remote : EXIT.done;
}

/** @returns the weeks that failed. */
async function waitFor(
  intake: IntakeId,
  config: Parameters<typeof ask>[1],
  terminal: Terminal,
): Promise<readonly string[]> {
  for (;;) {
    const { intakes, weeks } = await ask<Status>({ kind: 'status' }, config, terminal);
    if (!intakes.some(({ id }) => id === intake))
      return weeks.filter(({ state }) => state === 'failed').map(({ week }) => week);
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
}
