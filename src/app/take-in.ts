import { type TakenFile, type TakenFiles, takeFiles } from '../adapters/watched-folder.ts';
import type { Config } from '../config.ts';
import { InputError } from '../domain/errors.ts';
import type { Intake, IntakeFile } from '../domain/intake.ts';
import { weekDays } from '../domain/week.ts';
import { missingWeeks } from '../pipeline/missing-weeks.ts';
import type { SourcePlan } from '../pipeline/staged.ts';
import type { Log, Store } from '../ports.ts';
import { bringIn, type IntakeRequest } from './bring-in.ts';
import { type ReadJoins, readJoins } from './read-joins.ts';
import { lastWeekOver } from './status.ts';
import { openTicketFiles, type ReadingOptions } from './ticket-files.ts';

/** The settings that say how files are read and what becomes of them; none of them is a secret. */
export type TakeConfig = IntakeRequest['config'] & Pick<Config, 'origins'>;

/** Where exports are dropped, and where reports go. */
export interface TakeOptions {
  /** Null where no folder is watched: stored weeks alone are caught up. */
  readonly source: string | null;
  readonly out: string;
  readonly config: TakeConfig;
  readonly now: Date;
  /** How long a file must have lain still. Default 60 s. */
  readonly settleMs?: number | undefined;
}

const READING: ReadingOptions = { overrides: {}, dateOrder: undefined, delimiter: undefined };

/**
 * Takes what lies in a watched folder, and opens an intake that brings every week up to date that is over and has no report, or that tickets came for.
 * A file that cannot be read is named on the reports and does not hold up the others.
 * @returns null where there is nothing to do.
 */
export async function takeIn(store: Store, options: TakeOptions, log: Log): Promise<Intake | null> {
  const { source, settleMs } = options;
  if (source === null) return bringTaken(NOTHING, store, options, log);
  const taken = await takeFiles(source, (sha256) => store.knowsFile(sha256), { settleMs });
  try {
    for (const [reason, names] of Object.entries(notTaken(taken)))
      for (const name of names) log.warn(`${name}: not taken, ${reason}`);
    return await bringTaken(taken, store, options, log);
  } finally {
    taken.release();
  }
}

function notTaken(taken: TakenFiles): Readonly<Record<string, readonly string[]>> {
  return {
    'expected a plain file ending in .csv, .tsv or .txt': taken.ignored,
    'this user may not read it': taken.unreadable,
    'it is empty or still being written': taken.unsettled,
    'the same bytes were taken before': taken.twice,
    'there is a newer file of its kind': taken.replaced,
  };
}

const NOTHING: Pick<TakenFiles, 'tickets' | 'joins'> = { tickets: [], joins: {} };

async function bringTaken(
  taken: typeof NOTHING,
  store: Store,
  { out, config, now }: TakeOptions,
  log: Log,
): Promise<Intake | null> {
  const { sources, refused, notices } = await readAll(taken.tickets, config, log);
  const business = await readBusiness(taken.joins, log);
  const period = { asOf: weekDays(lastWeekOver(now, config.report.zone)).sunday, missing: true };
  const others = [...refused, ...business.files];
  if (sources.length + others.length === 0 && (await missingWeeks(store, period)).wanted.length === 0) return null;
  const read: ReadJoins = { ...business.read, notices: [...notices, ...business.read.notices] };
  return bringIn(store, { sources, business: read, others, period, out, csv: 'guarded', config, lane: 'queue' });
}

async function readAll(files: readonly TakenFile[], config: TakeConfig, log: Log) {
  const sources: SourcePlan[] = [];
  const refused: IntakeFile[] = [];
  const notices: string[] = [];
  for (const file of files) {
    try {
      sources.push(...(await openTicketFiles([file.path], READING, config)));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refused.push({ ...file, kind: 'refused' });
      notices.push(`Not read: ${error.message}`);
      log.warn(`not read: ${error.message}`);
    }
  }
  return { sources, refused, notices };
}

async function readBusiness(joins: TakenFiles['joins'], log: Log) {
  const read = { files: [], rejects: [], notices: [] } as { -readonly [K in keyof ReadJoins]: ReadJoins[K] };
  const files: IntakeFile[] = [];
  for (const [kind, file] of Object.entries(joins)) {
    files.push({ ...file, kind });
    try {
      const one = await readJoins({ [kind]: file.path }, undefined);
      read.files = [...read.files, ...one.files];
      read.rejects = [...read.rejects, ...one.rejects];
      read.notices = [...read.notices, ...one.notices];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      read.notices = [...read.notices, `Not read: ${error.message}`];
      log.warn(`not read: ${error.message}`);
    }
  }
  return { read, files };
}
