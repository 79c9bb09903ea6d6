import { CAUSES, type Cause } from '../domain/cause.ts';
import { hasCause, type TicketTags } from '../domain/tag.ts';
import type { TicketId } from '../domain/ticket.ts';
import { type Interval, wilson } from '../math/intervals.ts';

/** How well one cause was found. Precision and recall are null where nothing was tagged or nothing was true. */
export interface CauseScore {
  readonly cause: Cause;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly precision: Interval | null;
  readonly recall: Interval | null;
  readonly f1: number | null;
  /** Of the falsely tagged, how many have no cause at all. */
  readonly falselyFromNone: number;
}

/** Compares tags with people's labels, cause by cause; tickets without a label are left out. Unsure counts as not tagged. */
export function evaluateTags(
  tags: readonly TicketTags[],
  truth: ReadonlyMap<TicketId, readonly Cause[]>,
): CauseScore[] {
  const labelled = tags
    .filter(({ ticketId }) => truth.has(ticketId))
    .map((entry) => ({ entry, causes: truth.get(entry.ticketId) as readonly Cause[] }));
  return CAUSES.map((cause) => {
    const tagged = labelled.filter(({ entry }) => hasCause(entry, cause));
    const truePositives = tagged.filter(({ causes }) => causes.includes(cause)).length;
    const wrong = tagged.filter(({ causes }) => !causes.includes(cause));
    const real = labelled.filter(({ causes }) => causes.includes(cause)).length;
    const known = tagged.length + real;
    return {
      cause,
      truePositives,
      falsePositives: wrong.length,
      falseNegatives: real - truePositives,
      precision: tagged.length > 0 ? wilson(truePositives, tagged.length) : null,
      recall: real > 0 ? wilson(truePositives, real) : null,
      f1: known > 0 ? (2 * truePositives) / known : null,
      falselyFromNone: wrong.filter(({ causes }) => causes.length === 0).length,
    };
  });
}
