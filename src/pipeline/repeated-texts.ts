import type { Ticket } from '../domain/ticket.ts';
import { textKey } from '../ingest/text-key.ts';

/** The same text of the same sender within this many days is the same ticket, sent twice. */
export const REPEAT_DAYS = 14;
const REPEAT_MINUTES = REPEAT_DAYS * 24 * 60;
/** How many texts are remembered before those too old to matter are looked for. */
const SWEEP = 100_000;

/** Remembers who sent what, as hashes: texts are not kept. */
export interface RepeatedTexts {
  /** Whether the ticket repeats one that was asked about before and was no repeat itself. */
  isRepeat(ticket: Ticket): boolean;
}

/**
 * Starts to remember. The answers rest on the order of the tickets alone. As long as they come in order of time (either way), what is too far back is forgotten, so that
 * memory holds a fortnight's texts; else it holds all, about 60 bytes a ticket.
 */
export function rememberTexts(sweep = SWEEP): RepeatedTexts {
  const times = new Map<number, readonly number[]>();
  const order = watchOrder();
  let next = sweep;
  function forget(now: number): void {
    const isFar = (at: number) => Math.abs(at - now) > REPEAT_MINUTES;
    for (const [key, known] of times) if (known.every(isFar)) times.delete(key);
    next = times.size + sweep;
  }
  return {
    isRepeat: (ticket) => {
      const key = textKey(ticket);
      if (key === undefined) return false;
      const at = Math.floor(Date.parse(ticket.createdAt ?? ticket.closedAt) / 60_000);
      const inOrder = order(at);
      const known = times.get(key) ?? [];
      if (known.some((time) => Math.abs(time - at) <= REPEAT_MINUTES)) return true;
      times.set(key, [...known, at]);
      if (inOrder && times.size >= next) forget(at);
      return false;
    },
  };
}

/** Tells of each time whether all so far rose or all fell. */
function watchOrder(): (at: number) => boolean {
  let last: number | undefined;
  let rises = true;
  let falls = true;
  return (at) => {
    if (last !== undefined && at < last) rises = false;
    if (last !== undefined && at > last) falls = false;
    last = at;
    return rises || falls;
  };
}
