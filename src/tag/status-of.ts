import type { CauseRules } from '../domain/cause.ts';
import type { Tag } from '../domain/tag.ts';

/**
 * Reads a score by the thresholds. A promise that only the agent's note speaks of, and denies, stays unsure whatever its score: somebody must look, but
 * nobody has complained of it.
 */
export function statusOf({ score, evidence, standing }: Omit<Tag, 'status'>, rules: CauseRules): Tag['status'] {
  const onlyDenied = standing === 'contradicted' && evidence.from === 'note';
  return score >= rules.taggedFrom && !onlyDenied ? 'tagged' : 'unsure';
}
