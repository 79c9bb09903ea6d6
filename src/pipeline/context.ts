import type { AuditLabel } from '../domain/audit.ts';
import type { CauseRules } from '../domain/cause.ts';
import type { Coverage } from '../domain/coverage.ts';
import type { Joins } from '../domain/join.ts';
import type { ImportReceipt } from '../domain/receipt.ts';
import type { ReportSettings, RunId, RunManifest } from '../domain/run.ts';
import type { TicketTags } from '../domain/tag.ts';
import type { Reject, TicketId } from '../domain/ticket.ts';
import type { IsoWeek } from '../domain/week.ts';
import type { Clock, Log, Publisher, Store } from '../ports.ts';
import type { RenderSettings } from '../render/render.ts';

/** What topics are learned with. */
export interface MiningSettings {
  readonly stopWords: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly topics: number | 'auto';
}

/** What a week is worked out with; all of it is part of the run's fingerprint. */
export interface WeekSettings extends MiningSettings {
  readonly version: string;
  readonly report: ReportSettings;
  readonly rules: CauseRules;
  readonly windowWeeks: number;
  readonly render: RenderSettings;
}

/** What was read for this run beside the tickets in the store. */
export interface RunInput {
  readonly receipts: readonly ImportReceipt[];
  readonly rejects: readonly Reject[];
  /** Ids of the tickets that this run's files brought. */
  readonly seen: ReadonlySet<string>;
  readonly joins: Joins;
  readonly joinFiles: RunManifest['joins'];
  readonly audit: readonly AuditLabel[];
  /** Sentences that every page of the run opens with. */
  readonly notices: readonly string[];
}

/** The world around the pure steps. */
export interface PipelineContext {
  readonly store: Store;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly log: Log;
  /** Tags of this run's tickets so far, by ticket. */
  readonly tagged: Map<TicketId, TicketTags>;
  /** Content hash of a text, hexadecimal. */
  readonly digest: (text: string) => string;
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
