import { CAUSES, type Cause } from '../domain/cause.ts';
import { hasCause, type TicketTags } from '../domain/tag.ts';
import type { TicketId } from '../domain/ticket.ts';
import { type Interval, intervalOfDraws, wilson } from '../math/intervals.ts';
import { integer, seededRandom } from '../math/random.ts';
import { type Reliability, reliability } from '../math/reliability.ts';

/** What a person says of a ticket. */
export interface CauseLabel {
  /** Causes that hold; empty for none. */
  readonly causes: readonly Cause[];
  /** Where the ticket comes from; figures are told apart by it. */
  readonly source?: string | undefined;
  /** Shortest span that convinced the person. */
  readonly evidence?: string | undefined;
  /** Whether the person was sure. */
  readonly sure?: boolean | undefined;
}

/** A ticket's tags beside what a person says of it. */
export interface Judged {
  readonly tags: TicketTags;
  readonly label: CauseLabel;
}

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
  readonly reliability: Reliability;
}

/** Mean of the causes' F1, with the interval of resampled tickets. */
export interface MacroF1 extends Interval {
  /** Causes that enter: those with at least `FEWEST` true tickets. */
  readonly causes: readonly Cause[];
}

/** How well causes were found in some tickets. */
export interface CauseFigures {
  readonly tickets: number;
  readonly causes: readonly CauseScore[];
  /** Null where no cause has enough true tickets. */
  readonly macroF1: MacroF1 | null;
  /** Of the tickets with no cause, the share that is tagged with one: an accusation without ground. Null where there are none. */
  readonly falseBlame: Interval | null;
  /** Counts of tickets by what is true (rows) and tagged (columns): the four causes, then none; a ticket with two causes counts in each. */
  readonly confusion: readonly (readonly number[])[];
  /** Of all scores, four a ticket. */
  readonly reliability: Reliability;
}

/** True tickets that a cause needs to enter the mean: the F1 of a handful says nothing. */
export const FEWEST = 5;
const DRAWS = 1000;

/** Joins tags with labels; tickets without a label are left out. */
export function joinLabels(tags: readonly TicketTags[], labels: ReadonlyMap<TicketId, CauseLabel>): Judged[] {
  return tags.flatMap((entry) => {
    const label = labels.get(entry.ticketId);
    return label ? [{ tags: entry, label }] : [];
  });
}

/**
 * Compares tags with people's labels. Unsure counts as not tagged.
 * @param seed of the resampling behind the interval of the macro-F1.
 */
export function evaluateTags(judged: readonly Judged[], seed = 1): CauseFigures {
  const none = judged.filter(({ label }) => label.causes.length === 0);
  const blamed = none.filter(({ tags }) => CAUSES.some((cause) => hasCause(tags, cause)));
  return {
    tickets: judged.length,
    causes: CAUSES.map((cause) => scoreCause(cause, judged)),
    macroF1: macroF1(judged, seed),
    falseBlame: none.length > 0 ? wilson(blamed.length, none.length) : null,
    confusion: confuse(judged),
    reliability: reliabilityOf(judged, CAUSES),
  };
}

function scoreCause(cause: Cause, judged: readonly Judged[]): CauseScore {
  const tagged = judged.filter(({ tags }) => hasCause(tags, cause));
  const wrong = tagged.filter(({ label }) => !label.causes.includes(cause));
  const real = judged.filter(({ label }) => label.causes.includes(cause)).length;
  const [truePositives, known] = [tagged.length - wrong.length, tagged.length + real];
  return {
    cause,
    truePositives,
    falsePositives: wrong.length,
    falseNegatives: real - truePositives,
    precision: tagged.length > 0 ? wilson(truePositives, tagged.length) : null,
    recall: real > 0 ? wilson(truePositives, real) : null,
    f1: known > 0 ? (2 * truePositives) / known : null,
    falselyFromNone: wrong.filter(({ label }) => label.causes.length === 0).length,
    reliability: reliabilityOf(judged, [cause]),
  };
}

function reliabilityOf(judged: readonly Judged[], causes: readonly Cause[]): Reliability {
  const pairs = judged.flatMap(({ tags, label }) =>
    causes.map((cause) => [tags.scores[cause], label.causes.includes(cause)] as const),
  );
  return reliability(
    pairs.map(([score]) => score),
    pairs.map(([, truth]) => truth),
  );
}

/** @see Efron, Tibshirani 1993: An Introduction to the Bootstrap, section 13.3 (percentile interval) */
function macroF1(judged: readonly Judged[], seed: number): MacroF1 | null {
  const causes = CAUSES.filter((cause) => judged.filter(({ label }) => label.causes.includes(cause)).length >= FEWEST);
  if (causes.length === 0) return null;
  // Per ticket and cause: 2 where tagged and true, 1 where only one of both. F1 is the sum of twos over the sum of all.
  const marks = judged.map(({ tags, label }) =>
    causes.map((cause) => Number(hasCause(tags, cause)) + Number(label.causes.includes(cause))),
  );
  const random = seededRandom(seed);
  const draw = () => meanF1(Array.from(marks, () => marks[integer(random, marks.length)] as number[]));
  const { low, high } = intervalOfDraws(Float64Array.from({ length: DRAWS }, draw));
  return { value: meanF1(marks), low, high, causes };
}

function meanF1(marks: readonly (readonly number[])[]): number {
  const count = marks[0]?.length ?? 0;
  let total = 0;
  for (let at = 0; at < count; at++) {
    let [both, all] = [0, 0];
    for (const mark of marks) {
      all += mark[at] as number;
      if (mark[at] === 2) both += 2;
    }
    total += all > 0 ? both / all : 0;
  }
  return total / count;
}

function confuse(judged: readonly Judged[]): number[][] {
  const table = Array.from({ length: CAUSES.length + 1 }, () => new Array<number>(CAUSES.length + 1).fill(0));
  for (const { tags, label } of judged) {
    const tagged = CAUSES.filter((cause) => hasCause(tags, cause));
    for (const row of placesOf(label.causes))
      for (const column of placesOf(tagged)) (table[row] as number[])[column] = (table[row]?.[column] ?? 0) + 1;
  }
  return table;
}

function placesOf(causes: readonly Cause[]): readonly number[] {
  return causes.length > 0 ? causes.map((cause) => CAUSES.indexOf(cause)) : [CAUSES.length];
}
