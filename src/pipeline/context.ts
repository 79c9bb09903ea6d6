import type { AuditLabel } from '../domain/audit.ts';
import type { CauseRules } from '../domain/cause.ts';
import type { Correction } from '../domain/correction.ts';
import type { Coverage } from '../domain/coverage.ts';
import type { Intake } from '../domain/intake.ts';
import type { Joins } from '../domain/join.ts';
import type { ImportReceipt } from '../domain/receipt.ts';
import type { ReportSettings, RunId, RunManifest } from '../domain/run.ts';
import type { Reject, Ticket } from '../domain/ticket.ts';
import type { IsoWeek } from '../domain/week.ts';
import type { Clock, Compute, Log, Publisher, Store } from '../ports.ts';
import type { RenderSettings } from '../render/render.ts';
import type { Memory } from './memory.ts';
import type { Thoughts } from './thoughts.ts';

/** What topics are learned with. */
export interface MiningSettings {
  readonly stopWords: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly topics: number | 'auto';
}

/** What comes with this version of Coalface. */
export interface Product {
  readonly version: string;
  readonly rules: CauseRules;
  readonly stopWords: Readonly<Record<string, string>>;
  /** Digest of version and rules: what a ticket's own tags hang on beside its text. */
  readonly tagModel: string;
}

/** What the operator's configuration says of a run; it travels with the intake, so that every worker does the same. */
export interface RunSettings {
  readonly report: ReportSettings;
  readonly seed: number;
  readonly topics: number | 'auto';
  readonly windowWeeks: number;
  readonly render: RenderSettings;
  /** Rows or tickets that one task takes; no result rests on it. */
  readonly shardSize: number;
}

/** What a week is worked out with; all of it is part of the run's fingerprint. */
export interface WeekSettings extends Product, RunSettings {}

/** What is known beside the tickets in the store when a week is worked out. */
export interface RunInput {
  readonly receipts: readonly ImportReceipt[];
  readonly rejects: readonly Reject[];
  /** Ids of the tickets that this intake's files brought. */
  readonly seen: ReadonlySet<string>;
  readonly joins: Joins;
  readonly joinFiles: RunManifest['joins'];
  readonly audit: readonly AuditLabel[];
  /** Every correction, the oldest first. */
  readonly corrections: readonly Correction[];
  /** Sentences that every page of the run opens with. */
  readonly notices: readonly string[];
}

/** The world around the pure steps. */
export interface PipelineContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly compute: Compute<Thoughts>;
  readonly memory: Memory;
  readonly product: Product;
  /** Where an intake's reports go. */
  readonly publisherOf: (intake: Intake) => Publisher;
  /** Key of pseudonyms: the same person gives the same pseudonym from week to week. */
  readonly pseudonymKey: () => Promise<string>;
  /** Content hash of a text, hexadecimal. */
  readonly digest: (text: string) => string;
  /** Aborts what is being computed. */
  readonly signal?: AbortSignal | undefined;
  /** Whether to set aside a ticket that breaks a step, instead of failing and being tried again. */
  readonly isLastAttempt: boolean;
}

/** What became of a week. */
export interface WeekOutcome {
  readonly week: IsoWeek;
  readonly runId: RunId;
  /** False where input, configuration, labels and model are those of its last run, and its pages are in place. */
  readonly changed: boolean;
  readonly coverage: Coverage;
  readonly findings: number;
}

/**
 * Content hash of a ticket. Persons are left out: their pseudonyms hang on the store's own key, and two stores must come to the same bytes. So is the week: a ticket that
 * was closed again keeps its first one in the store, and must be known there as what was read.
 */
export function hashTicket(
  { requester: _, week: _week, closedAgain: _again, lastClosedAt, extra, ...content }: Ticket,
  { digest }: Pick<PipelineContext, 'digest'>,
): string {
  const things = extra && Object.entries(extra).filter(([, cell]) => !/\bp-[0-9a-f]{16}\b/.test(cell));
  const messages = content.messages.map(({ mergedFrom, ...message }) =>
    mergedFrom ? { ...message, from: mergedFrom.id } : message,
  );
  return digest(
    JSON.stringify({
      ...content,
      closedAt: lastClosedAt ?? content.closedAt,
      messages,
      ...(things && { extra: Object.fromEntries(things) }),
    }),
  );
}
