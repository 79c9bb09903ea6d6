import type { IsoWeek } from './week.ts';

/** What one command or one tick of the schedule brings in, until the last of its weeks is settled: `3f2a91c04d7e-1`, then `-2` when the same comes again. */
export type IntakeId = string & { readonly __brand: 'IntakeId' };

/** Makes an intake id from the hex digest of what was asked; `number` counts from 1. */
export function intakeIdOf(key: string, number: number): IntakeId {
  return `${key.slice(0, 12)}-${number}` as IntakeId;
}

/** Which weeks are asked for; all complete ones where nothing is given. Days are `YYYY-MM-DD`. */
export interface Period {
  readonly week?: IsoWeek | undefined;
  /** Weeks that begin on or after this day. */
  readonly from?: string | undefined;
  /** Weeks that end on or before this day. */
  readonly to?: string | undefined;
  /** Last day that is over; by default the last day on which a ticket was closed. */
  readonly asOf?: string | undefined;
  /** Only weeks without a report and weeks that tickets were brought of; there may be none. */
  readonly missing?: boolean | undefined;
}

/** A file of an intake. */
export interface IntakeFile {
  /** `tickets`, the kind of a business file, or `refused` for one that could not be read. */
  readonly kind: string;
  readonly name: string;
  /** Absolute, and the same for every worker. */
  readonly path: string;
  readonly sha256: string;
}

/** An intake as it is kept: names and hashes, never text. Without files it brings stored weeks up to date. */
export interface Intake {
  readonly id: IntakeId;
  readonly files: readonly IntakeFile[];
  readonly period: Period;
  /** Absolute path of the folder that its reports go to. */
  readonly out: string;
  /** Whether the process that opened it works it out by itself, or the queue's workers do. */
  readonly lane: 'own' | 'queue';
}
