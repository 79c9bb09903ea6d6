import type { AuditLabel } from '../domain/audit.ts';
import { type Cause, CAUSES } from '../domain/cause.ts';
import type { Measure } from '../domain/measure.ts';
import { quantile } from '../math/intervals.ts';
import { beta, type Random } from '../math/random.ts';
import type { Case } from './cases.ts';

/** Fewest audited tickets that a correction is made from. */
export const AUDITED_TICKETS = 50;
/** Pseudo-counts added to each cell before drawing (measures.md: Beta(count + 0.2)). */
const PSEUDO = 0.2;
const DRAWS = 2_000;

/** How the machine stands to a cause on one ticket. */
type Call = 'tagged' | 'unsure' | 'not tagged';
const CALLS: readonly Call[] = ['tagged', 'unsure', 'not tagged'];

/** Audited tickets of one call: how many were read, their effective number under unequal drawing, and the weighted share that truly has the cause. */
interface Cell {
  readonly tickets: number;
  readonly read: number;
  readonly effective: number;
  readonly trueShare: number;
}

/** What an audit says of one cause's tags. */
export interface LabelError {
  readonly cells: Readonly<Record<Call, Cell>>;
  readonly audited: number;
}

/** One draw of what tags are worth: share of true tickets that are tagged, and of untrue ones that are tagged all the same. */
export interface ErrorDraw {
  readonly sensitivity: number;
  readonly falseRate: number;
  /** Share of all tickets that truly have the cause. */
  readonly share: number;
}

/**
 * Lines up audit labels with the machine's calls.
 * Labels of one ticket by two readers count once (the first). A stratum's size over its labels is each label's weight; without strata all weigh the same.
 * @returns null with fewer than 50 audited tickets in the window.
 */
export function fitLabelError(cause: Cause, cases: readonly Case[], labels: readonly AuditLabel[]): LabelError | null {
  const byId = new Map(cases.map((entry) => [entry.ticket.id, entry]));
  const seen = new Set<string>();
  const audited = labels.filter(({ ticketId }) => byId.has(ticketId) && !seen.has(ticketId) && seen.add(ticketId));
  if (audited.length < AUDITED_TICKETS) return null;
  const weightOf = stratumWeights(audited);
  const cellOf = (call: Call): Cell => {
    const read = audited.filter(({ ticketId }) => callOf(byId.get(ticketId) as Case, cause) === call);
    const weights = read.map(weightOf);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const squares = weights.reduce((total, weight) => total + weight ** 2, 0);
    const truly = read.reduce((total, label, index) => total + (label.causes.includes(cause) ? (weights[index] ?? 0) : 0), 0);
    return { tickets: cases.filter((entry) => callOf(entry, cause) === call).length, read: read.length, effective: squares > 0 ? sum ** 2 / squares : 0, trueShare: sum > 0 ? truly / sum : 0 };
  };
  return { audited: audited.length, cells: { tagged: cellOf('tagged'), unsure: cellOf('unsure'), 'not tagged': cellOf('not tagged') } };
}

function callOf(entry: Case, cause: Cause): Call {
  return entry.tags.tags.find((tag) => tag.cause === cause)?.status ?? 'not tagged';
}

function stratumWeights(labels: readonly AuditLabel[]): (label: AuditLabel) => number {
  const drawn = new Map<string, number>();
  for (const { stratum } of labels) drawn.set(stratum ?? '', (drawn.get(stratum ?? '') ?? 0) + 1);
  return ({ stratum, stratumSize }) => (stratumSize === undefined ? 1 : stratumSize / (drawn.get(stratum ?? '') ?? 1));
}

/** Draws one possible truth about a cause's tags from what the audit saw. @see Angelopoulos et al. 2023; Egami et al. 2023 for why rates need it */
export function drawLabelError(error: LabelError, random: Random): ErrorDraw {
  const truly = CALLS.map((call) => {
    const { tickets, effective, trueShare } = error.cells[call];
    return tickets * beta(random, trueShare * effective + PSEUDO, (1 - trueShare) * effective + PSEUDO);
  });
  const tickets = CALLS.reduce((sum, call) => sum + error.cells[call].tickets, 0);
  const positive = truly.reduce((sum, count) => sum + count, 0);
  const tagged = error.cells.tagged.tickets;
  return { sensitivity: positive > 0 ? (truly[0] ?? 0) / positive : 0, falseRate: (tagged - (truly[0] ?? 0)) / Math.max(1e-9, tickets - positive), share: positive / tickets };
}

/** Share of closed tickets that truly have the cause, corrected by the audit; refused without one. */
export function measureCauseShare(cause: Cause, cases: readonly Case[], error: LabelError | null, random: Random): Measure {
  const tagged = cases.filter(({ causes }) => causes.includes(cause)).length;
  const shell = { name: `share_${cause.replace('-', '_')}`, unit: 'share', base: `${cases.length} tickets closed in ${windowWords(cases)}` };
  if (!error) return { ...shell, value: null, low: null, high: null, level: 'L0', method: 'none', refused: `${tagged} of ${cases.length} tickets are tagged by machine; no rate is given before people have read at least ${AUDITED_TICKETS} of them blind` };
  const draws = Float64Array.from({ length: DRAWS }, () => drawLabelError(error, random).share).sort();
  return { ...shell, value: quantile(draws, 0.5), low: quantile(draws, 0.025), high: quantile(draws, 0.975), level: 'L1', method: `post-stratified by machine call, ${error.audited} tickets read by people; ${DRAWS} Beta draws, 95 %`, refused: null };
}

function windowWords(cases: readonly Case[]): string {
  const weeks = new Set(cases.map(({ week }) => week)).size;
  return weeks === 1 ? 'this week' : `these ${weeks} weeks`;
}

/** The sentence that every report carries about how far its tags may be believed. */
export function describeLabelError(errors: ReadonlyMap<Cause, LabelError | null>): string {
  const first = CAUSES.map((cause) => errors.get(cause)).find((error) => error);
  if (!first) return 'Tagged by machine, not audited: counts of tags are shown against their own past, no rates and no comparison of teams or people.';
  const parts = CAUSES.map((cause) => {
    const cell = errors.get(cause)?.cells.tagged;
    return cell && cell.read > 0 ? `${cause} ${Math.round(cell.trueShare * cell.read)} of ${cell.read}` : `${cause} none read`;
  });
  return `${first.audited} tickets of the window were read by people without sight of the machine's tags. Of the tags they met, right were: ${parts.join(', ')}.`;
}
