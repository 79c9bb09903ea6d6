import type { DateOrder } from './date-vote.ts';
import { readDate } from './read-date.ts';

/** A ticket is not closed before it was created: an order under which some are, while under the other none is, is wrong. */
export function startOrderEvidence(): { add(created: string, closed: string): void; decide(): DateOrder | undefined } {
  const early = { dmy: 0, mdy: 0 };

  function add(created: string, closed: string): void {
    for (const order of ['dmy', 'mdy'] as const) {
      const [start, end] = [readDate(created, order), readDate(closed, order)];
      if (start && end && end.ms < start.ms) early[order] += 1;
    }
  }

  function decide(): DateOrder | undefined {
    if ((early.dmy === 0) === (early.mdy === 0)) return undefined;
    return early.dmy === 0 ? 'dmy' : 'mdy';
  }

  return { add, decide };
}
