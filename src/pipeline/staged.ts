import type { IntakeId } from '../domain/intake.ts';
import type { ImportReceipt } from '../domain/receipt.ts';
import type { RunId, RunManifest } from '../domain/run.ts';
import type { TableFacts } from '../domain/table.ts';
import type { Reject, RowMark } from '../domain/ticket.ts';
import type { IsoWeek } from '../domain/week.ts';
import type { Ingested } from '../ingest/ingest.ts';
import type { MergedChild } from '../ingest/merged-child.ts';
import type { SourceProfile } from '../ingest/source-profile.ts';
import type { BusinessFile, Store } from '../ports.ts';
import type { RunSettings, WeekOutcome } from './context.ts';

/** A ticket file, looked through once: how to read it, and where its shards begin. */
export interface SourcePlan {
  readonly table: TableFacts;
  readonly profile: SourceProfile;
  /** One a shard, in order; null for the first row. */
  readonly marks: readonly (RowMark | null)[];
}

/** What the ticket files came to. */
export interface Gathered {
  readonly receipts: readonly ImportReceipt[];
  readonly rejects: readonly Reject[];
  readonly seen: readonly string[];
}

/** The business files of an intake. */
export interface Business {
  readonly files: readonly BusinessFile[];
  readonly rejects: readonly Reject[];
  readonly notices: readonly string[];
}

/** Weeks that an intake is about. */
export interface PlannedWeeks {
  /** To be brought up to date, oldest first. */
  readonly wanted: readonly IsoWeek[];
  /** All weeks that are over, up to the last one wanted. */
  readonly over: readonly IsoWeek[];
  /** Whether the store had reported nothing before. */
  readonly isNew: boolean;
}

/** A week's run as it was opened; null where its last run holds and is published. */
export interface OpenedWeek {
  readonly runId: RunId | null;
  /** Shards that its tickets are placed and tagged in. */
  readonly shards: number;
}

/** What an intake stages, by kind. `opened` and `outcome` have a shard a week, `sources` one a file, `ingested` one a shard of rows. */
export interface StagedValues {
  readonly settings: RunSettings;
  readonly sources: SourcePlan;
  readonly business: Business;
  readonly sellers: readonly string[];
  /** Share of rejected rows above which nothing is stored, in [0, 1]. */
  readonly refusedShare: number;
  /** Number of shards of rows over all files; staged last, so that an intake is whole where it is there. */
  readonly shards: number;
  /** `forgotten`: how many of those that are set aside were forgotten earlier. */
  readonly ingested: Ingested & { readonly forgotten?: number };
  /** What was said in tickets that were merged into others, by the shard of their rows; only shards that have any. */
  readonly merged: readonly MergedChild[];
  readonly gathered: Gathered;
  /** Weeks whose tickets a shard of rows added or changed. */
  readonly touched: readonly IsoWeek[];
  readonly joins: RunManifest['joins'];
  readonly weeks: PlannedWeeks;
  readonly opened: OpenedWeek;
  readonly outcome: WeekOutcome;
}

/** Stages a value. */
export async function stage<K extends keyof StagedValues>(
  store: Store,
  id: IntakeId,
  kind: K,
  shard: number,
  value: StagedValues[K],
): Promise<void> {
  await store.stage(id, kind, shard, value);
}

/** All staged values of a kind by shard; only one shard where it is given. */
export async function loadStaged<K extends keyof StagedValues>(
  store: Store,
  id: IntakeId,
  kind: K,
  shard?: number,
): Promise<ReadonlyMap<number, StagedValues[K]>> {
  const rows = await store.loadStaged(id, kind, shard);
  return new Map(rows.map((row) => [row.shard, row.value as StagedValues[K]]));
}
