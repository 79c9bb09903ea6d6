import type { AuditLabel } from '../domain/audit.ts';
import { CAUSES, type Cause } from '../domain/cause.ts';
import { cohensKappa } from '../math/intervals.ts';
import { firstReadings, type LabelError } from './label-error.ts';

const UNAUDITED =
  'Tagged by machine, not audited: counts of tags are shown against their own past, no rates and no comparison of teams or people.';
/** Fewest tickets read twice that an agreement is stated for. */
const TWICE_NEEDED = 10;

/** The sentence that every report carries about how far its tags may be believed. */
export function describeLabelError(
  errors: ReadonlyMap<Cause, LabelError | null>,
  labels: readonly AuditLabel[],
): string {
  const first = CAUSES.map((cause) => errors.get(cause)).find((error) => error);
  if (!first) return UNAUDITED;
  const parts = CAUSES.map((cause) => {
    const cell = errors.get(cause)?.cells.tagged;
    return cell && cell.read > 0 ? `${cause} ${cell.right} of ${cell.read}` : `${cause} none read`;
  });
  const read = `${first.audited} tickets of the window were read by people without sight of the machine's tags.`;
  return `${read} Of the tags they met, right were: ${parts.join(', ')}.${describeAgreement(labels)}`;
}

/** Agreement of the first two readers over every cause of every ticket that both read. */
function describeAgreement(labels: readonly AuditLabel[]): string {
  const first = new Map(firstReadings(labels).map((label) => [label.ticketId, label]));
  const again = firstReadings(labels.filter((label) => first.get(label.ticketId) !== label));
  if (again.length === 0) return '';
  if (again.length < TWICE_NEEDED) return ` ${again.length} were read twice: too few to state the readers' agreement.`;
  const answers = (list: readonly (AuditLabel | undefined)[]) =>
    list.flatMap((label) => CAUSES.map((cause) => label?.causes.includes(cause) ?? false));
  const kappa = cohensKappa(answers(again.map(({ ticketId }) => first.get(ticketId))), answers(again));
  return ` ${again.length} were read twice; the readers agree with kappa ${kappa.toFixed(2)}.`;
}
