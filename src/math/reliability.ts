/** Scores of one range, against what was true. */
export interface ReliabilityBin {
  /** Half-open range of scores `[from, to)`; the last one holds 1 too. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean score and share that was true; null in an empty range. */
  readonly meanScore: number | null;
  readonly share: number | null;
}

/** How far scores can be taken as probabilities. */
export interface Reliability {
  readonly count: number;
  /** Expected calibration error in [0, 1]: the gap between mean score and true share, averaged over ranges by their counts. */
  readonly ece: number;
  /** Mean squared difference of score and truth, in [0, 1]. */
  readonly brier: number;
  readonly bins: readonly ReliabilityBin[];
}

/**
 * Compares scores with what was true, in ranges of equal width.
 * @param scores n probabilities in [0, 1].
 * @param truths n truths, in the same order.
 * @param ranges how many ranges; 10 by default.
 * @see Naeini, Cooper, Hauskrecht 2015: Obtaining well calibrated probabilities using Bayesian binning, section 3 (ECE)
 */
export function reliability(scores: readonly number[], truths: readonly boolean[], ranges = 10): Reliability {
  const tallies = Array.from({ length: ranges }, () => ({ count: 0, sum: 0, hits: 0 }));
  let squares = 0;
  scores.forEach((score, index) => {
    const truth = truths[index] ? 1 : 0;
    const tally = tallies[Math.min(ranges - 1, Math.floor(score * ranges))] as (typeof tallies)[number];
    tally.count++;
    tally.sum += score;
    tally.hits += truth;
    squares += (score - truth) ** 2;
  });
  const total = Math.max(1, scores.length);
  return {
    count: scores.length,
    ece: tallies.reduce((sum, { sum: score, hits }) => sum + Math.abs(score - hits), 0) / total,
    brier: squares / total,
    bins: tallies.map(({ count, sum, hits }, at) => ({
      from: at / ranges,
      to: (at + 1) / ranges,
      count,
      meanScore: count > 0 ? sum / count : null,
      share: count > 0 ? hits / count : null,
    })),
  };
}
