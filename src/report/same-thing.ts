import type { TicketId } from '../domain/ticket.ts';

/** Of the shorter list more than this much must be shared. */
const OF_SHORTER = 0.5;
/** Of the longer one more than this: a small lot inside a large topic is not that topic. */
const OF_LONGER = 0.3;

/** Share of `own` that is in `other` too, in [0, 1]; 0 for none. */
export function shareIn(own: readonly TicketId[], other: readonly TicketId[]): number {
  return countShared(own, other) / Math.max(1, own.length);
}

/**
 * How much two groups of tickets are one thing seen twice.
 * @returns the shared part of the longer list, in [0, 1]; 0 where too little is shared to call them the same.
 */
export function likeness(a: readonly TicketId[], b: readonly TicketId[]): number {
  const shared = countShared(a, b);
  const [shorter, longer] = [Math.min(a.length, b.length), Math.max(a.length, b.length)];
  return shared > OF_SHORTER * shorter && shared > OF_LONGER * longer ? shared / longer : 0;
}

function countShared(a: readonly TicketId[], b: readonly TicketId[]): number {
  const inB = new Set(b);
  return a.filter((id) => inB.has(id)).length;
}
