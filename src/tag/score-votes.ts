import { CAUSES, type Cause, type CauseRules, type LengthPrior } from '../domain/cause.ts';
import { logistic } from '../math/calibration.ts';
import type { Hit } from './find-hits.ts';

/** Most log-odds that notes may add or take: one closing note can tag a ticket, a long one cannot drown the customer's words. */
const NOTE_CAP = 6;
/** Most log-odds that filled record fields may add: never enough alone. */
const RECORD_CAP = 1;

/**
 * Adds the votes of each cause to its prior.
 * @param sentences how many sentences were searched for them.
 * @returns sums in log-odds, before calibration.
 */
export function sumVotes(hits: readonly Hit[], sentences: number, rules: CauseRules): Readonly<Record<Cause, number>> {
  const byLength = lengthShift(sentences, rules.length);
  const sum = (cause: Cause) => rules.prior[cause] + byLength + sumOf(hits, cause);
  return Object.fromEntries(CAUSES.map((cause) => [cause, sum(cause)])) as Record<Cause, number>;
}

function lengthShift(sentences: number, length: LengthPrior | undefined): number {
  // One sentence more keeps an empty ticket finite and the step from one sentence to two no larger than from three to five.
  return length ? -length.weight * Math.log((Math.max(1, sentences) + 1) / (length.typical + 1)) : 0;
}

/**
 * Turns sums into calibrated scores.
 * @returns probabilities in (0, 1).
 */
export function scoreSums(sums: Readonly<Record<Cause, number>>, rules: CauseRules): Readonly<Record<Cause, number>> {
  const score = (cause: Cause) => {
    const { slope, intercept } = rules.calibration?.[cause] ?? { slope: 1, intercept: 0 };
    return logistic(slope * sums[cause] + intercept);
  };
  return Object.fromEntries(CAUSES.map((cause) => [cause, score(cause)])) as Record<Cause, number>;
}

function sumOf(hits: readonly Hit[], cause: Cause): number {
  let [text, note, record] = [0, 0, 0];
  for (const { compiled, field } of hits) {
    if (compiled.rule.cause !== cause) continue;
    if (!field) record += compiled.rule.weight;
    else if (field.from === 'note') note += compiled.rule.weight;
    else text += compiled.rule.weight;
  }
  return text + clamp(note, NOTE_CAP) + clamp(record, RECORD_CAP);
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
