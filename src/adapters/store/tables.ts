import type { Generated } from 'kysely';
import type { IntakeId } from '../../domain/intake.ts';
import type { RunId } from '../../domain/run.ts';
import type { StepMark } from '../../domain/status.ts';
import type { TicketId } from '../../domain/ticket.ts';
import type { IsoWeek } from '../../domain/week.ts';
import type { RunValueKind } from '../../ports.ts';

/**
 * The tables as the newest migration leaves them, for Kysely. Bodies are text written by `encode`: jsonb would reorder keys, and `json` would be parsed twice.
 * Only text, integer and boolean columns are read, so the drivers' ways with bigint and numeric cannot matter.
 */
export interface Tables {
  readonly tickets: TicketTable;
  readonly imports: ImportTable;
  readonly rejects: RejectTable;
  readonly runs: RunTable;
  readonly run_values: RunValueTable;
  readonly settings: SettingTable;
  readonly intakes: IntakeTable;
  readonly staged: StagedTable;
  readonly steps: StepTable;
  readonly ticket_tags: TicketTagTable;
  readonly business: BusinessTable;
}

interface TicketTable {
  readonly ticket_id: TicketId;
  /** Week of the first recorded close; the body's own week is that of its last import. */
  readonly week: IsoWeek;
  /** First recorded close; the body's own is that of its last import. */
  readonly closed_at: string;
  readonly hash: string;
  readonly body: string;
  /** Later weeks of closing, separated by blanks. */
  readonly closed_again: string;
}

interface ImportTable {
  readonly import_key: string;
  /** Order of the first saving. */
  readonly position: Generated<number>;
  readonly receipt: string;
}

interface RejectTable {
  readonly import_key: string;
  readonly position: number;
  readonly file: string;
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly reason: string;
}

interface RunTable {
  readonly run_id: RunId;
  readonly week: IsoWeek;
  readonly number: number;
  readonly fingerprint: string;
  /** null until the run ended well. */
  readonly manifest: string | null;
  readonly finished_at: string | null;
}

interface RunValueTable {
  readonly run_id: RunId;
  readonly kind: RunValueKind;
  readonly shard: number;
  readonly body: string;
}

interface SettingTable {
  readonly name: string;
  readonly value: string;
}

interface IntakeTable {
  readonly intake_id: IntakeId;
  /** Digest of what was asked. */
  readonly key: string;
  readonly number: number;
  /** Order of opening. */
  readonly position: Generated<number>;
  readonly body: string;
  readonly opened_at: string;
  readonly settled_at: string | null;
}

interface StagedTable {
  readonly intake_id: IntakeId;
  readonly kind: string;
  readonly shard: number;
  readonly body: string;
}

interface StepTable {
  readonly scope: StepMark['scope'];
  readonly step: string;
  readonly shard: number;
  readonly state: StepMark['state'];
  readonly attempts: number;
  readonly ms: number;
  readonly counts: string;
  readonly code: string | null;
}

interface TicketTagTable {
  readonly ticket_id: TicketId;
  /** Content hash of the ticket that was tagged. */
  readonly hash: string;
  readonly model: string;
  readonly body: string;
}

interface BusinessTable {
  readonly kind: string;
  readonly file: string;
  readonly sha256: string;
  readonly body: string;
}
