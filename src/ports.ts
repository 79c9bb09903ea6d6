import type { Finding, LedgerEntry } from './domain/finding.ts';
import type { Intake, IntakeId } from './domain/intake.ts';
import type { Measures } from './domain/measure.ts';
import type { ImportReceipt } from './domain/receipt.ts';
import type { Overview, Page, Report } from './domain/report.ts';
import type { RunFingerprint, RunId, RunManifest, WeekPlan } from './domain/run.ts';
import type { StepMark } from './domain/status.ts';
import type { TicketTags } from './domain/tag.ts';
import type { Reject, Ticket, TicketId } from './domain/ticket.ts';
import type { Assignment, Topic, TopicRegistry } from './domain/topic.ts';
import type { Embedding } from './domain/vector.ts';
import type { IsoWeek } from './domain/week.ts';

/** What a run has found out, by kind. Each value is kept for one run and one shard; saving it again replaces it. */
export interface RunValues {
  readonly plan: WeekPlan;
  readonly embedding: Embedding;
  readonly topics: readonly Topic[];
  /** Cosine to the nearest topic that tickets of no topic have. */
  readonly threshold: number;
  readonly registry: TopicRegistry;
  readonly assignments: readonly Assignment[];
  readonly tags: readonly TicketTags[];
  readonly measures: Measures;
  readonly findings: readonly Finding[];
  readonly ledger: readonly LedgerEntry[];
  /** The written reports and the manifest to be, on their way to the printer; dropped when the run ends. */
  readonly reports: { readonly reports: readonly Report[]; readonly overview: Overview };
  readonly manifest: RunManifest;
}

/** One of the kinds of value that a run keeps. */
export type RunValueKind = keyof RunValues;

/** A run as the store knows it. */
export interface RunRecord {
  readonly runId: RunId;
  readonly week: IsoWeek;
  readonly fingerprint: RunFingerprint;
  /** Set when the run ended well; a run without it may be taken up again. */
  readonly manifest: RunManifest | null;
  /** Instant of its end, ISO 8601 in UTC. */
  readonly finishedAt: string | null;
}

/** What one ticket's words alone say, with the content hash of the ticket that was read. */
export interface StoredTags {
  readonly tags: TicketTags;
  readonly hash: string;
}

/** A business file as last given: its rows as they were read. */
export interface BusinessFile {
  readonly kind: string;
  readonly file: string;
  readonly sha256: string;
  readonly rows: readonly unknown[];
}

/** A ticket as stored: its content hash tells whether an import changed it. */
export interface StoredTicket {
  readonly ticket: Ticket;
  readonly hash: string;
}

/** What changed in the store by saving tickets. */
export interface SavedTickets {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Weeks of the tickets that were added or changed, oldest first. */
  readonly weeks: readonly IsoWeek[];
}

/**
 * What Coalface remembers. All writes are idempotent: keys are natural (ticket id, run id, kind, shard), so a retry changes nothing.
 * Every method may throw StoreError.
 */
export interface Store {
  readonly kind: 'memory' | 'embedded' | 'postgres';
  /** Where it lies, fit for a message (no password). */
  readonly place: string;

  /** Inserts or replaces by ticket id, for a later export knows better; within one export the first row counts. A ticket keeps the week of its first recorded close, and that close; later weeks in which it was closed again are noted in `closedAgain`. At most a few thousand a call. */
  saveTickets(tickets: readonly StoredTicket[]): Promise<SavedTickets>;
  /** Tickets of the weeks `first` to `last`, both included, ordered by closing time, then id. */
  loadTickets(first: IsoWeek, last: IsoWeek): Promise<readonly Ticket[]>;
  /** Content hashes of the same tickets, in the same order. */
  loadTicketHashes(
    first: IsoWeek,
    last: IsoWeek,
  ): Promise<readonly { readonly id: TicketId; readonly week: IsoWeek; readonly hash: string }[]>;
  /** Weeks that hold tickets, oldest first, with their counts. */
  countTickets(): Promise<readonly { readonly week: IsoWeek; readonly tickets: number }[]>;
  /** How many tickets of earlier weeks were closed again in this one. */
  countClosedAgain(week: IsoWeek): Promise<number>;
  /** Keeps what tagging alone said of tickets; `model` names the rules. */
  saveTags(model: string, tags: readonly StoredTags[]): Promise<void>;
  /** What is kept of these tickets under this model, in any order; a ticket whose text has changed since has nothing. */
  loadTags(model: string, ids: readonly TicketId[]): Promise<readonly TicketTags[]>;
  /** Removes a ticket, and its place in run values, business files, receipts and what intakes stage. @returns whether it was among the tickets or in a run value. */
  forgetTicket(id: TicketId): Promise<boolean>;

  /** Keeps a file's receipt and rejects under the file's hash. */
  saveImport(receipt: ImportReceipt, rejects: readonly Reject[]): Promise<void>;
  loadImports(): Promise<readonly ImportReceipt[]>;
  /** Keeps business files, each in place of the last one of its kind. */
  saveBusiness(files: readonly BusinessFile[]): Promise<void>;
  /** The last file of each kind, in order of kind. */
  loadBusiness(): Promise<readonly BusinessFile[]>;

  /** Opens an intake: takes up the newest unsettled one with the same key, else makes the next number. */
  openIntake(key: string, intake: Omit<Intake, 'id'>): Promise<Intake>;
  /** Intakes that are not settled, with the instant of their opening, oldest first. */
  waitingIntakes(): Promise<readonly (Intake & { readonly since: string })[]>;
  /** Intakes that are settled, with the instants of their opening and settling, the newest first. @param most how many */
  settledIntakes(most: number): Promise<readonly (Intake & { readonly since: string; readonly settledAt: string })[]>;
  /** Whether any intake, also a settled one, named a file whose hash is or begins so. */
  knowsFile(sha256: string): Promise<boolean>;
  /** Marks an intake as settled and drops what it staged. */
  settleIntake(id: IntakeId): Promise<void>;
  /** Keeps a value of an unsettled intake; its kinds are the pipeline's own (pipeline/staged.ts). Does nothing once the intake is settled. */
  stage(id: IntakeId, kind: string, shard: number, value: unknown): Promise<void>;
  /** The staged shards of a kind, in shard order, or one of them. */
  loadStaged(
    id: IntakeId,
    kind: string,
    shard?: number,
  ): Promise<readonly { readonly shard: number; readonly value: unknown }[]>;

  /** Keeps how far a shard of a step has come. A mark that says done stays. */
  markStep(mark: StepMark): Promise<void>;
  /** Marks of an intake's or a run's steps, in order of step and shard. */
  listSteps(scope: StepMark['scope']): Promise<readonly StepMark[]>;
  /** Forgets attempts and failures of a scope; what is done stays done. */
  clearSteps(scope: StepMark['scope']): Promise<void>;

  /** Opens a run of a week: takes up the newest unfinished one with the same fingerprint, else makes the next number. */
  openRun(week: IsoWeek, fingerprint: RunFingerprint): Promise<RunRecord>;
  /** Marks a run as done, once: a second call changes nothing. @throws ContractError `unknown-run` */
  finishRun(runId: RunId, manifest: RunManifest): Promise<void>;
  /** The newest finished run of a week, or null. */
  latestRun(week: IsoWeek): Promise<RunRecord | null>;
  /** The newest finished run of each week, oldest week first. */
  listRuns(): Promise<readonly RunRecord[]>;
  /** The newest unfinished run of each week in which nothing newer has ended, oldest week first. */
  openRuns(): Promise<readonly RunRecord[]>;
  /** @throws ContractError `unknown-run` */
  findRun(runId: RunId): Promise<RunRecord>;

  save<K extends RunValueKind>(runId: RunId, kind: K, shard: number, value: RunValues[K]): Promise<void>;
  /** All shards of a kind, in shard order; empty when there are none. */
  load<K extends RunValueKind>(runId: RunId, kind: K): Promise<readonly RunValues[K][]>;

  /**
   * Drops what nobody will ask for again: all values of runs that a newer finished run of their week has replaced, and of all but the newest finished run of all the
   * words that were learned. Open runs that may still be taken up stay whole.
   */
  prune(): Promise<void>;

  /** A named setting that the store itself made (such as the key of pseudonyms); `make` is called once in the store's life. */
  setting(name: string, make: () => string): Promise<string>;
  /** Adds words to a setting that is a list in JSON, in their order, each once; whoever does so at the same time loses nothing. @returns the whole list */
  extendSetting(name: string, words: readonly string[]): Promise<readonly string[]>;
  /** Writes a setting; null removes it. */
  writeSetting(name: string, value: string | null): Promise<void>;
  /** A setting, or null where it was never made. */
  readSetting(name: string): Promise<string | null>;

  close(): Promise<void>;
}

/** Puts pages where people read them. */
export interface Publisher {
  /**
   * Replaces the folder (`2026-W46`, `first-look`) with these pages as a whole: either all of the new or all of the old is seen.
   * @param isWanted asked last of all, when nothing is left but to put them in place. Default: they are.
   * @returns whether they are in place
   * @throws PublishError
   */
  publish(folder: string, pages: readonly Page[], isWanted?: () => Promise<boolean>): Promise<boolean>;
  /** Replaces one page beside the folders (the index). @throws PublishError */
  publishPage(page: Page): Promise<void>;
  /** Whether a folder was published. */
  has(folder: string): Promise<boolean>;
}

/** Monotonic milliseconds, for timings alone: no result may depend on it. */
export interface Clock {
  now(): number;
}

/** Where heavy pure functions are computed: right here, or in a thread that leaves the event loop free. Arguments and results are plain data. */
export interface Compute<Tasks> {
  /** @throws what the function throws; a CoalfaceError keeps its class and code. Aborting ends the computation at once. */
  run<Name extends keyof Tasks>(
    name: Name,
    input: Tasks[Name] extends (input: infer Input) => unknown ? Input : never,
    signal?: AbortSignal,
  ): Promise<Tasks[Name] extends (input: never) => infer Output ? Awaited<Output> : never>;
  close(): Promise<void>;
}

/** Progress for people and records for machines. Ids and counts only, never ticket text. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
}
