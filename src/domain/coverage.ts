import { ContractError } from './errors.ts';

/** Where every pulled row went. */
export interface Coverage {
  readonly pulled: number;
  readonly rejected: number;
  readonly merged: number;
  readonly duplicate: number;
  readonly not_closed: number;
  /** Robots, bounces and auto-replies. */
  readonly set_aside: number;
  readonly out_of_window: number;
  readonly tickets: number;
  readonly assigned: number;
  readonly unassigned: number;
}

/** A coverage with nothing in it. */
export const NO_COVERAGE: Coverage = {
  pulled: 0,
  rejected: 0,
  merged: 0,
  duplicate: 0,
  not_closed: 0,
  set_aside: 0,
  out_of_window: 0,
  tickets: 0,
  assigned: 0,
  unassigned: 0,
};

/**
 * Checks that no row was lost.
 * @throws ContractError when pulled differs from the sum of its parts, or tickets from assigned + unassigned.
 */
export function assertCoverage(coverage: Coverage): void {
  const { pulled, rejected, merged, duplicate, not_closed, set_aside, out_of_window, tickets } = coverage;
  const parts = rejected + merged + duplicate + not_closed + set_aside + out_of_window + tickets;
  if (pulled !== parts || tickets !== coverage.assigned + coverage.unassigned) {
    throw new ContractError('coverage', `coverage does not add up: ${JSON.stringify(coverage)}`);
  }
}
