import { assertCoverage, type Coverage, NO_COVERAGE } from '../domain/coverage.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Assignment } from '../domain/topic.ts';
import type { RunInput } from './context.ts';

/**
 * Where every row went, as seen from these tickets: rows of other weeks are out of the window; tickets that an earlier run stored count as pulled once more.
 * @param broken tickets of the same time that broke a step: set aside.
 * @throws ContractError when rows were lost.
 */
export function coverageOf(
  tickets: readonly Ticket[],
  assignments: readonly Assignment[],
  broken: readonly Ticket[],
  { receipts, seen }: RunInput,
): Coverage {
  const sum = (
    field: 'rows' | 'used' | 'rejected' | 'merged' | 'duplicate' | 'notClosed' | 'setAside' | 'outOfWindow',
  ) => receipts.reduce((total, receipt) => total + receipt[field], 0);
  const own = new Set(tickets.map(({ id }) => id));
  const all = [...tickets, ...broken];
  const brought = all.filter(({ id }) => seen.has(id)).length;
  const placed = assignments.filter(({ ticketId, topicId }) => topicId !== null && own.has(ticketId)).length;
  const coverage: Coverage = {
    ...NO_COVERAGE,
    pulled: sum('rows') + all.length - brought,
    rejected: sum('rejected'),
    merged: sum('merged'),
    duplicate: sum('duplicate'),
    not_closed: sum('notClosed'),
    set_aside: sum('setAside') + broken.length,
    out_of_window: sum('outOfWindow') + sum('used') - brought,
    tickets: tickets.length,
    assigned: placed,
    unassigned: tickets.length - placed,
  };
  assertCoverage(coverage);
  return coverage;
}
