import { CAUSES, type Cause } from '../domain/cause.ts';
import { hasCause, type Vote } from '../domain/tag.ts';
import type { TicketId } from '../domain/ticket.ts';
import type { Judged } from './evaluate-tags.ts';

/** A cause that was tagged and is not true, or is true and was not tagged. Holds no text. */
export interface TagError {
  readonly ticketId: TicketId;
  readonly cause: Cause;
  readonly kind: 'blamed' | 'missed';
  /** Score of the cause in [0, 1]. */
  readonly score: number;
  /** What spoke for or against it, heaviest first. */
  readonly votes: readonly Vote[];
  readonly labelled: readonly Cause[];
  readonly sure: boolean | undefined;
}

/**
 * Finds errors, the most confident first.
 * @param most how many at most; all by default.
 */
export function worstErrors(judged: readonly Judged[], most = Number.POSITIVE_INFINITY): TagError[] {
  return judged
    .flatMap((entry) => CAUSES.flatMap((cause) => errorOf(entry, cause)))
    .sort((a, b) => wrongness(b) - wrongness(a) || (a.ticketId < b.ticketId ? -1 : 1))
    .slice(0, most);
}

function errorOf({ tags, label }: Judged, cause: Cause): TagError[] {
  const tagged = hasCause(tags, cause);
  if (tagged === label.causes.includes(cause)) return [];
  const votes = tags.votes
    .filter((vote) => vote.cause === cause)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const { ticketId, scores } = tags;
  const kind = tagged ? 'blamed' : 'missed';
  return [{ ticketId, cause, kind, score: scores[cause], votes, labelled: label.causes, sure: label.sure }];
}

function wrongness({ kind, score }: TagError): number {
  return kind === 'blamed' ? score : 1 - score;
}
