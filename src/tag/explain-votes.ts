import type { Cause, CauseRules } from '../domain/cause.ts';
import type { TicketTags } from '../domain/tag.ts';

/** Why a ticket has the score it has, in words. */
export interface VoteReason {
  readonly ruleId: string;
  readonly weight: number;
  readonly reason: string;
}

/**
 * Says what spoke for and against a cause of a ticket.
 * @returns the votes with their rules' reasons, heaviest first; a rule that no longer exists is left out.
 */
export function explainVotes(tags: TicketTags, cause: Cause, rules: CauseRules): VoteReason[] {
  const reasons = new Map(rules.rules.map((rule) => [rule.id, rule.reason]));
  return tags.votes
    .filter((vote) => vote.cause === cause && reasons.has(vote.ruleId))
    .map(({ ruleId, weight }) => ({ ruleId, weight, reason: reasons.get(ruleId) as string }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}
