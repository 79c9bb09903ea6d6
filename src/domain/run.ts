import type { AuditLabel } from './audit.ts';
import type { Cause } from './cause.ts';
import type { Correction } from './correction.ts';
import type { Coverage } from './coverage.ts';
import type { ImportReceipt } from './receipt.ts';
import type { IsoWeek } from './week.ts';

/** One computation of one week's reports: `2026-W46-r1`, then r2 when input, configuration, labels or model changed. */
export type RunId = string & { readonly __brand: 'RunId' };

/** Makes a run id; `number` counts from 1. */
export function runIdOf(week: IsoWeek, number: number): RunId {
  return `${week}-r${number}` as RunId;
}

/** What went into a run, by hash, so that two runs can be compared by what changed. */
export interface RunFingerprint {
  readonly data: string;
  readonly config: string;
  readonly labels: string;
  readonly model: string;
}

/** What a run was opened on: the same for every step, whoever takes it. */
export interface WeekPlan {
  /** Weeks that it is judged with, oldest first, its own last. */
  readonly weeks: readonly IsoWeek[];
  /** Whether the start of the export cuts the week itself. */
  readonly isCut: boolean;
  /** The run of the week before, whose registry and ledger it goes on from. */
  readonly before: RunId | null;
  /** Tickets of the window. */
  readonly tickets: number;
  /** Tickets that one task places or tags. */
  readonly shardSize: number;
  /** Audit labels that were known by the end of the week. */
  readonly audit: readonly AuditLabel[];
  /** Corrections that were made by the end of the week, or that state no day; the oldest first. */
  readonly corrections: readonly Correction[];
}

/** The head of a department as configured. */
export interface DepartmentSetting {
  readonly head: string | null;
}

/** What reports need to know of the firm; nothing here is invented when it is not set. */
export interface ReportSettings {
  readonly departments: Readonly<Record<Cause, DepartmentSetting>>;
  /** Cost of a handled minute, null where not configured: hours are shown instead of money. */
  readonly costPerHandleMinute: number | null;
  readonly currency: string;
  readonly warrantyMonths: number;
  /** Link to a ticket with `{id}` in it, or null. */
  readonly ticketUrl: string | null;
  readonly zone: string;
  /** Whether sales people may be named (default off) and authors of custom solutions (default on, their head's report alone). */
  readonly nameSellers: boolean;
  readonly nameEngineers: boolean;
}

/** The manifest of a run (`analyst/run.json`). */
export interface RunManifest {
  readonly runId: RunId;
  readonly week: IsoWeek;
  readonly version: string;
  readonly fingerprint: RunFingerprint;
  readonly seed: number;
  readonly inputs: readonly ImportReceipt[];
  /** Join file by kind, with its hash and row count. */
  readonly joins: readonly {
    readonly kind: string;
    readonly file: string;
    readonly sha256: string;
    readonly rows: number;
  }[];
  readonly coverage: Coverage;
  readonly counts: Readonly<Record<string, number>>;
  /** Wall milliseconds a step: the only bytes that differ between two equal runs. */
  readonly timings: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
}
