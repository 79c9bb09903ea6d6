import type { AuditLabel } from '../domain/audit.ts';
import type { Cause } from '../domain/cause.ts';
import type { Measure } from '../domain/measure.ts';
import { intervalOfDraws } from '../math/intervals.ts';
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

/** Tickets of one call, and what people found who read some of them. */
interface Cell {
  /** All tickets of the window with this call: a census. */
  readonly tickets: number;
  readonly read: number;
  /** Of those read, how many truly have the cause. */
  readonly right: number;
  /** Number of evenly drawn tickets that those read are worth under unequal drawing (Kish). */
  readonly effective: number;
  /** Share that truly has the cause, each reading weighted by the tickets it stands for. */
  readonly trueShare: number;
}

/** What an audit says of one cause's tags. */
export interface LabelError {
  readonly cells: Readonly<Record<Call, Cell>>;
  readonly audited: number;
}

/** One draw of what tags are worth. */
export interface ErrorDraw {
  /** Share of true tickets that are tagged. */
  readonly sensitivity: number;
  /** Share of untrue tickets that are tagged all the same. */
  readonly falseRate: number;
  /** Share of all tickets that truly have the cause. */
  readonly share: number;
}

/** Labels of one ticket by two readers count once: the first. */
export function firstReadings(labels: readonly AuditLabel[]): AuditLabel[] {
  const byTicket = new Map<string, AuditLabel>();
  for (const label of labels) if (!byTicket.has(label.ticketId)) byTicket.set(label.ticketId, label);
  return [...byTicket.values()];
}

/**
 * Lines up audit labels with the machine's calls.
 * A stratum's size over all its labels (in the window or not) is each label's weight; a label without one weighs 1.
 * @returns null with fewer than 50 audited tickets in the window.
 */
export function fitLabelError(cause: Cause, cases: readonly Case[], labels: readonly AuditLabel[]): LabelError | null {
  const readings = firstReadings(labels);
  const byId = new Map(cases.map((entry) => [entry.ticket.id, entry]));
  const audited = readings.filter(({ ticketId }) => byId.has(ticketId));
  if (audited.length < AUDITED_TICKETS) return null;
  const weightOf = stratumWeights(readings);
  const cellOf = (call: Call): Cell => {
    const read = audited.filter(({ ticketId }) => callOf(byId.get(ticketId) as Case, cause) === call);
    const tickets = cases.filter((entry) => callOf(entry, cause) === call).length;
    return { tickets, ...weigh(read, cause, weightOf) };
  };
  const cells = { tagged: cellOf('tagged'), unsure: cellOf('unsure'), 'not tagged': cellOf('not tagged') };
  return { audited: audited.length, cells };
}

function callOf(entry: Case, cause: Cause): Call {
  return entry.tags.tags.find((tag) => tag.cause === cause)?.status ?? 'not tagged';
}

function weigh(
  read: readonly AuditLabel[],
  cause: Cause,
  weightOf: (label: AuditLabel) => number,
): Omit<Cell, 'tickets'> {
  const right = read.filter(({ causes }) => causes.includes(cause));
  const [sum, squares] = [1, 2].map((power) => read.reduce((total, label) => total + weightOf(label) ** power, 0)) as [
    number,
    number,
  ];
  const rightSum = right.reduce((total, label) => total + weightOf(label), 0);
  return {
    read: read.length,
    right: right.length,
    effective: squares > 0 ? sum ** 2 / squares : 0,
    trueShare: sum > 0 ? rightSum / sum : 0,
  };
}

/** A stratum that is drawn from again, with another size, is another stratum. */
function stratumWeights(labels: readonly AuditLabel[]): (label: AuditLabel) => number {
  const keyOf = ({ stratum, stratumSize }: AuditLabel) => `${stratum ?? ''}\n${stratumSize ?? ''}`;
  const drawn = new Map<string, number>();
  for (const label of labels) drawn.set(keyOf(label), (drawn.get(keyOf(label)) ?? 0) + 1);
  return (label) => (label.stratumSize === undefined ? 1 : label.stratumSize / (drawn.get(keyOf(label)) ?? 1));
}

/**
 * Draws one possible truth about a cause's tags from what the audit saw.
 * @see Angelopoulos et al. 2023, Science 382; Egami et al. 2023, for why rates need it
 */
export function drawLabelError({ cells }: LabelError, random: Random): ErrorDraw {
  const truly = CALLS.map((call) => {
    const { tickets, effective, trueShare } = cells[call];
    return tickets * beta(random, trueShare * effective + PSEUDO, (1 - trueShare) * effective + PSEUDO);
  }) as [number, number, number];
  const tickets = CALLS.reduce((sum, call) => sum + cells[call].tickets, 0);
  const positive = truly[0] + truly[1] + truly[2];
  return {
    sensitivity: positive > 0 ? truly[0] / positive : 0,
    falseRate: (cells.tagged.tickets - truly[0]) / Math.max(1e-9, tickets - positive),
    share: positive / tickets,
  };
}

/** Share of closed tickets that truly have the cause, corrected by the audit; refused without one. */
export function measureCauseShare(
  cause: Cause,
  cases: readonly Case[],
  error: LabelError | null,
  random: Random,
): Measure {
  const weeks = new Set(cases.map(({ week }) => week)).size;
  const base = `${cases.length} tickets closed in ${weeks === 1 ? 'this week' : `these ${weeks} weeks`}`;
  const shell = { name: `share_${cause.replace('-', '_')}`, unit: 'share', base };
  if (!error) {
    const tagged = cases.filter(({ causes }) => causes.includes(cause)).length;
    const refused = `${tagged} of ${cases.length} tickets are tagged by machine; no rate is given before people have read at least ${AUDITED_TICKETS} of them blind`;
    return { ...shell, value: null, low: null, high: null, level: 'L0', method: 'none', refused };
  }
  const draws = Float64Array.from({ length: DRAWS }, () => drawLabelError(error, random).share);
  const method = `post-stratified by machine call, ${error.audited} tickets read by people; ${DRAWS} Beta draws, 95 %`;
  return { ...shell, ...intervalOfDraws(draws), level: 'L1', method, refused: null };
}
