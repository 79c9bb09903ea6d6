import type { Answer } from '../domain/measure.ts';

/** The fixed words for a probability, each up to its upper bound; the bands of ICD 203. */
const WORDS: readonly (readonly [below: number, words: string])[] = [
  [0.05, 'Almost no chance (under 5 %)'],
  [0.2, 'Very unlikely (5–20 %)'],
  [0.45, 'Unlikely (20–45 %)'],
  [0.55, 'Roughly even chance (45–55 %)'],
  [0.8, 'Likely (55–80 %)'],
  [0.95, 'Very likely (80–95 %)'],
  [Number.POSITIVE_INFINITY, 'Almost certain (over 95 %)'],
];

/** What each probability that a question is answered with is a probability of. */
const CLAIMS: Readonly<Record<string, string>> = {
  probability_ratio_above_1_5:
    'that this part of Sales breaks promises on over half as many deals again as expected. Why was not tested',
  probability_returns_fall_5_percent:
    'that mending this lot would make warranty returns fall by 5 % or more. What is wrong with it was not tested',
  probability_campaign_loses: 'that this campaign costs more to support than it brings in',
};

/**
 * How likely the department's question is answered with yes for this segment, in fixed words.
 * @returns undefined where no probability was worked out: then nothing is said of a cause.
 * @see ICD 203, Analytic Standards, section D.6.e.2 (expressions of likelihood)
 */
export function describeLikelihood(answer: Answer | null): string | undefined {
  const measure = answer?.measures.find(({ name, value }) => CLAIMS[name] !== undefined && value !== null);
  if (!measure || measure.value === null) return undefined;
  const words = WORDS.find(([below]) => (measure.value as number) < below)?.[1];
  return `${words} ${CLAIMS[measure.name]}.`;
}
