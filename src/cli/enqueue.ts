import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Brought, Outcome } from '../../jobs/answer-request.ts';
import { STDIN } from '../adapters/files/spool-stdin.ts';
import { isRead } from '../adapters/inbox/reader-mark.ts';
import { type JobOptions, keepMappings, readRequest } from '../app.ts';
import type { Config } from '../config.ts';
import { InputError } from '../domain/errors.ts';
import type { IntakeId } from '../domain/intake.ts';
import { ask, homeOf } from './ask.ts';
import { EXIT } from './exit-code.ts';
import { type JobFlags, jobOptions } from './job-flags.ts';
import { printJson, type Terminal } from './terminal.ts';

/** Flags of `coalface enqueue`. */
export interface EnqueueFlags extends JobFlags {
  /** Watched folder. */
  readonly folder?: string;
  /** Seconds. */
  readonly settle: number;
  readonly wait?: boolean;
}

const POLL_MS = 1_000;
/** A look at an embedded store takes it, and the worker that is to come finds it taken: such looks are rare. */
const POLL_ALONE_MS = 5_000;

/** Brings files in for the workers; with `--wait`, until they are worked out. @returns the exit code: 5 where a step failed for good. */
export async function enqueue(files: readonly string[], flags: EnqueueFlags, terminal: Terminal): Promise<number> {
  if (files.includes(STDIN)) throw notKept();
  const options = jobOptions(files, flags, terminal.environment);
  const config = withoutSecrets(options.config);
  const { folder } = flags;
  const { intake, told } = await ask<Brought>(
    folder === undefined
      ? { kind: 'enqueue', intake: { ...(await request(options, terminal)), config } }
      : { kind: 'take', source: resolve(folder), out: resolve(flags.out), settleMs: flags.settle * 1_000, config },
    terminal,
  );
  for (const sentence of told) terminal.log.warn(sentence);
  const failed = flags.wait && intake !== null ? await waitFor(intake, terminal) : [];
  if (flags.json) printJson(terminal, 'enqueued', { intake, failed }, { warnings: told });
  else terminal.out(intake ?? 'nothing new');
  for (const { scope, step, code } of failed) terminal.log.warn(`${scope}: ${step} failed (${code})`);
  return failed.length > 0 ? EXIT.remote : EXIT.done;
}

async function request(options: JobOptions, { log }: Terminal): ReturnType<typeof readRequest> {
  const read = await readRequest(options, 'queue');
  keepMappings(read.sources, options, log);
  return read;
}

/** Workers read the file later, and more than once. */
function notKept(): InputError {
  const message = 'expected a file that is there when a worker reads it, got standard input; save it and pass the file';
  return new InputError('stdin-not-kept', { file: 'stdin' }, message);
}

/** What the job needs of the settings: a request lies in a file until a worker reads it. */
function withoutSecrets({ report, seed, topics, windowWeeks, answersTo, jobs, origins }: Config) {
  return { report, seed, topics, windowWeeks, answersTo, jobs, origins };
}

/** @returns the steps that failed for good */
async function waitFor(intake: IntakeId, terminal: Terminal): Promise<Outcome['failed']> {
  const isAlone = () => !terminal.environment.DATABASE_URL && !isRead(homeOf(terminal));
  for (let looks = 1; ; looks += 1) {
    const { isWaiting, failed } = await ask<Outcome>({ kind: 'outcome', intake }, terminal);
    if (!isWaiting) return failed;
    if (looks === 1 && isAlone()) terminal.log.info('No worker is here yet: start one with `coalface work`.');
    await sleep(isAlone() ? POLL_ALONE_MS : POLL_MS);
  }
}
