import type { Generated } from 'kysely';
import type { RunId } from '../../domain/run.ts';
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
}

interface TicketTable {
  readonly ticket_id: TicketId;
  /** Week of the first recorded close; the body's own week is that of its last import. */
  readonly week: IsoWeek;
  readonly closed_at: string;
  readonly hash: string;
  readonly body: string;
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
