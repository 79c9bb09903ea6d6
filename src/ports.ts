import type { Finding, LedgerEntry } from './domain/finding.ts';
import type { Measures } from './domain/measure.ts';
import type { ImportReceipt } from './domain/receipt.ts';
import type { Page } from './domain/report.ts';
import type { RunFingerprint, RunId, RunManifest } from './domain/run.ts';
import type { TicketTags } from './domain/tag.ts';
import type { RawTicket, Reject, Ticket, TicketId } from './domain/ticket.ts';
import type { Assignment, Topic, TopicRegistry } from './domain/topic.ts';
import type { Embedding, VectorBlock } from './domain/vector.ts';
import type { IsoWeek } from './domain/week.ts';

/** A place that tickets come from: one file, later one helpdesk account. */
export interface TicketSource {
  /** Short name for messages and receipts (a file's base name). */
  readonly name: string;
  /** Hex digest of the bytes behind it. */
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: ImportReceipt['encoding'];
  readonly delimiter: string;
  readonly headers: readonly string[];
  /** Every row, in order; each call starts anew. */
  rows(): AsyncIterable<RawTicket>;
}

/** What a run has found out, by kind. Each value is kept for one run and one shard; saving it again replaces it. */
export interface RunValues {
  readonly embedding: Embedding;
  readonly vectors: VectorBlock;
  readonly topics: readonly Topic[];
  readonly registry: TopicRegistry;
  readonly assignments: readonly Assignment[];
  readonly tags: readonly TicketTags[];
  readonly measures: Measures;
  readonly findings: readonly Finding[];
  readonly ledger: readonly LedgerEntry[];
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
}

/**
 * What Coalface remembers. All writes are idempotent: keys are natural (ticket id, run id, kind, shard), so a retry changes nothing.
 * Every method may throw StoreError.
 */
export interface Store {
  readonly kind: 'memory' | 'embedded' | 'postgres';
  /** Where it lies, fit for a message (no password). */
  readonly place: string;

  /** Inserts or replaces by ticket id. A ticket keeps the week of its first recorded close. At most a few thousand a call. */
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
  /** Removes a ticket, and its place in every stored run value. @returns whether it was there. */
  forgetTicket(id: TicketId): Promise<boolean>;

  /** Keeps a file's receipt and rejects under the file's hash. */
  saveImport(receipt: ImportReceipt, rejects: readonly Reject[]): Promise<void>;
  loadImports(): Promise<readonly ImportReceipt[]>;

  /** Opens a run of a week: takes up the newest unfinished one with the same fingerprint, else makes the next number. */
  openRun(week: IsoWeek, fingerprint: RunFingerprint): Promise<RunRecord>;
  /** Marks a run as done. */
  finishRun(runId: RunId, manifest: RunManifest): Promise<void>;
  /** The newest finished run of a week, or null. */
  latestRun(week: IsoWeek): Promise<RunRecord | null>;
  /** The newest finished run of each week, oldest week first. */
  listRuns(): Promise<readonly RunRecord[]>;

  save<K extends RunValueKind>(runId: RunId, kind: K, shard: number, value: RunValues[K]): Promise<void>;
  /** All shards of a kind, in shard order; empty when there are none. */
  load<K extends RunValueKind>(runId: RunId, kind: K): Promise<readonly RunValues[K][]>;

  /** A named setting that the store itself made (such as the key of pseudonyms); `make` is called once in the store's life. */
  setting(name: string, make: () => string): Promise<string>;

  close(): Promise<void>;
}

/** Puts pages where people read them. */
export interface Publisher {
  /** Replaces the folder (`2026-W46`, `first-look`) with these pages as a whole: either all of the new or all of the old is seen. @throws PublishError */
  publish(folder: string, pages: readonly Page[]): Promise<void>;
  /** Replaces one page beside the folders (the index). @throws PublishError */
  publishPage(page: Page): Promise<void>;
  /** Whether a folder was published. */
  has(folder: string): Promise<boolean>;
}

/** Monotonic milliseconds, for timings alone: no result may depend on it. */
export interface Clock {
  now(): number;
}

/** Progress for people and records for machines. Ids and counts only, never ticket text. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
}
