import { basename } from 'node:path';
import { TABLE_ENDINGS } from '../adapters/watched-folder/business-name.ts';
import { type TakenFile, type TakenFiles, takeFiles } from '../adapters/watched-folder.ts';
import type { Config } from '../config.ts';
import { InputError } from '../domain/errors.ts';
import type { Intake, IntakeFile } from '../domain/intake.ts';
import { weekDays } from '../domain/week.ts';
import { missingWeeks } from '../pipeline/missing-weeks.ts';
import type { SourcePlan } from '../pipeline/staged.ts';
import type { Store } from '../ports.ts';
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
  /** Folder of reviewed mapping files: what a dropped file cannot say by flags. */
  readonly mappings?: string | undefined;
}

const READING: ReadingOptions = { overrides: {}, dateOrder: undefined, delimiter: undefined };

/** What taking came to. */
export interface TakenIn {
  /** Null where there is nothing to do. */
  readonly intake: Intake | null;
  /** Sentences on what was not taken or cannot be read. */
  readonly told: readonly string[];
  /** Whether a file lies there that was still being written, or is empty. */
  readonly hasUnsettled: boolean;
}

/**
 * Takes what lies in a watched folder, and opens an intake that brings every week up to date that is over and has no report, or that tickets came for.
 * A file that cannot be read is named on the reports and does not hold up the others.
 * @throws ConfigError, SourceError where the folder cannot be used; StoreError
 */
export async function takeIn(store: Store, options: TakeOptions): Promise<TakenIn> {
  const { source, settleMs } = options;
  if (source === null) return { ...(await bringTaken(NOTHING, store, options)), hasUnsettled: false };
  const taken = await takeFiles(source, (sha256) => store.knowsFile(sha256), { settleMs });
  try {
    const { intake, told } = await bringTaken(taken, store, options);
    return { intake, told: [...notTaken(taken), ...told], hasUnsettled: taken.unsettled.length > 0 };
  } finally {
    taken.release();
  }
}

const ENDINGS = TABLE_ENDINGS.map((ending) => `.${ending}`);

function notTaken({ ignored, unreadable, unsettled, twice, replaced }: TakenFiles): readonly string[] {
  const reasons: readonly (readonly [readonly string[], string])[] = [
    [ignored, `expected a plain file ending in ${ENDINGS.slice(0, -1).join(', ')} or ${ENDINGS.at(-1)}`],
    [unreadable, 'this user may not read it'],
    [unsettled, 'it is empty or still being written'],
    [twice, 'the same bytes were taken before'],
    [replaced, 'there is a newer file of its kind'],
  ];
  return reasons.flatMap(([names, reason]) => names.map((name) => `${name}: not taken, ${reason}`));
}

const NOTHING: Pick<TakenFiles, 'tickets' | 'joins'> = { tickets: [], joins: {} };

async function bringTaken(
  taken: typeof NOTHING,
  store: Store,
  { out, config, now, mappings }: TakeOptions,
): Promise<Pick<TakenIn, 'intake' | 'told'>> {
  const tickets = await readTickets(taken.tickets, config, mappings);
  const business = await readBusiness(taken.joins);
  const period = { asOf: weekDays(lastWeekOver(now, config.report.zone)).sunday, missing: true };
  const others = [...tickets.refused, ...business.files];
  const told = [...tickets.notices, ...business.read.notices];
  const isNews = tickets.sources.length + others.length > 0 || (await missingWeeks(store, period)).wanted.length > 0;
  if (!isNews) return { intake: null, told };
  const { sources } = tickets;
  const read: ReadJoins = { ...business.read, notices: told };
  const request = { sources, business: read, others, period, out, csv: 'guarded', config, lane: 'queue' } as const;
  return { intake: await bringIn(store, request), told };
}

async function readTickets(files: readonly TakenFile[], config: TakeConfig, mappings: string | undefined) {
  const sources: SourcePlan[] = [];
  const refused: IntakeFile[] = [];
  const notices: string[] = [];
  for (const file of files) {
    try {
      const plans = await openTicketFiles([file.path], { ...READING, mappings }, config);
      sources.push(...plans.map((plan) => underItsName(plan, file)));
    } catch (error) {
      notices.push(refusal(error, file));
      refused.push({ ...file, kind: 'refused' });
    }
  }
  return { sources, refused, notices };
}

/** What was taken lies under a name that begins with its digest: people know it by the name that they gave it. */
function underItsName({ table, profile, marks }: SourcePlan, file: TakenFile): SourcePlan {
  const name = withItsName(table.name, file);
  return { table: { ...table, name }, profile: { ...profile, file: name }, marks };
}

function withItsName(text: string, { name, path }: TakenFile): string {
  return text.replaceAll(basename(path), name);
}

/** Errors whose advice is a flag, which only a file that is named on a command line can have. */
const MENDED_BY_FLAGS: ReadonlySet<string> = new Set([
  'no-id-column',
  'no-close-column',
  'no-text-column',
  'date-order-undecided',
]);

/** A notice of a file that cannot be read. @throws what is no fault of the file */
function refusal(error: unknown, file: TakenFile): string {
  if (!(error instanceof InputError)) throw error;
  const told = `Not read: ${withItsName(error.message, file)}`;
  if (!MENDED_BY_FLAGS.has(error.code)) return told;
  return `${told} (a dropped file takes no flags: give them in \`coalface enqueue ${file.path}\`, or change the export's columns and drop it again)`;
}

async function readBusiness(joins: TakenFiles['joins']) {
  const read: ReadJoins[] = [];
  const files: IntakeFile[] = [];
  for (const [kind, file] of Object.entries(joins)) {
    files.push({ ...file, kind });
    try {
      const { files: known, rejects, notices } = await readJoins({ [kind]: file.path }, undefined);
      read.push({
        files: known.map((one) => ({ ...one, file: file.name })),
        rejects: rejects.map((reject) => ({ ...reject, file: file.name })),
        notices: notices.map((notice) => withItsName(notice, file)),
      });
    } catch (error) {
      read.push({ files: [], rejects: [], notices: [refusal(error, file)] });
    }
  }
  return { read: joined(read), files };
}

function joined(all: readonly ReadJoins[]): ReadJoins {
  return {
    files: all.flatMap(({ files }) => files),
    rejects: all.flatMap(({ rejects }) => rejects),
    notices: all.flatMap(({ notices }) => notices),
  };
}
