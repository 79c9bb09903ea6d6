import { CAUSES, type Cause, type CauseRules, type TopicPooling } from '../domain/cause.ts';
import { hasCause, type Tag, type TicketTags } from '../domain/tag.ts';
import type { TicketId } from '../domain/ticket.ts';
import type { Assignment, TopicId } from '../domain/topic.ts';
import { logistic } from '../math/calibration.ts';
import { statusOf } from './status-of.ts';

/** Readable tickets of a group, and how many of them are tagged with each cause. */
interface Tally {
  tickets: number;
  readonly tagged: Record<Cause, number>;
}

/**
 * Lets a topic speak for its members, as a second pass over a window's tags: the share of the others in the topic that are tagged with a cause, shrunk
 * to the share of all, shifts the ticket's log-odds. Only causes with a tag (and so evidence) of their own move, between `tagged` and `unsure`;
 * no tag is made or lost, so pooling is not repeated and shares come from the first pass alone.
 * @param assignments places of the same tickets; one that is missing or in no topic stays as it is.
 * @returns one entry a ticket, in input order; without `rules.pooling` the tags as given.
 * @see Gelman et al. 2013, Bayesian Data Analysis, section 2.4 (beta-binomial posterior mean, the prior as pseudo-counts)
 */
export function poolByTopic(
  tags: readonly TicketTags[],
  assignments: readonly Assignment[],
  rules: CauseRules,
): TicketTags[] {
  const { pooling } = rules;
  if (!pooling) return [...tags];
  const topicOf = new Map(assignments.map(({ ticketId, topicId }) => [ticketId, topicId]));
  const all = newTally();
  const topics = tallyTopics(tags, topicOf, all);
  return tags.map((entry) => {
    const topic = topics.get(topicOf.get(entry.ticketId) as TopicId);
    const shift = (cause: Cause) => (topic ? shiftOf(entry, cause, topic, all, pooling) : 0);
    return topic && entry.tags.length > 0 ? moved(entry, shift, rules) : entry;
  });
}

function tallyTopics(
  tags: readonly TicketTags[],
  topicOf: ReadonlyMap<TicketId, TopicId | null>,
  all: Tally,
): ReadonlyMap<TopicId, Tally> {
  const topics = new Map<TopicId, Tally>();
  for (const entry of tags) {
    if (!entry.readable) continue;
    const id = topicOf.get(entry.ticketId);
    if (id && !topics.has(id)) topics.set(id, newTally());
    for (const tally of [all, ...(id ? [topics.get(id) as Tally] : [])]) count(entry, tally);
  }
  return topics;
}

function newTally(): Tally {
  return { tickets: 0, tagged: Object.fromEntries(CAUSES.map((cause) => [cause, 0])) as Record<Cause, number> };
}

function count(entry: TicketTags, tally: Tally): void {
  tally.tickets++;
  for (const cause of CAUSES) if (hasCause(entry, cause)) tally.tagged[cause]++;
}

/** Log-odds that the others in the topic add to a cause of a ticket. */
function shiftOf(entry: TicketTags, cause: Cause, topic: Tally, all: Tally, pooling: TopicPooling): number {
  const own = hasCause(entry, cause) ? 1 : 0;
  // Half a ticket on either side keeps the odds finite where none or all are tagged.
  const overall = (all.tagged[cause] - own + 0.5) / all.tickets;
  const share = (topic.tagged[cause] - own + pooling.pseudoCount * overall) / (topic.tickets - 1 + pooling.pseudoCount);
  const shift = pooling.weight * (logOdds(share) - logOdds(overall));
  return Math.max(pooling.least, Math.min(pooling.most, shift));
}

function moved(entry: TicketTags, shift: (cause: Cause) => number, rules: CauseRules): TicketTags {
  const tags = entry.tags.map((tag): Tag => {
    const score = Math.max(rules.unsureFrom, logistic(logOdds(tag.score) + shift(tag.cause)));
    return { ...tag, score, status: statusOf({ ...tag, score }, rules) };
  });
  const scores = { ...entry.scores, ...Object.fromEntries(tags.map(({ cause, score }) => [cause, score])) };
  return { ...entry, scores, tags: tags.sort((a, b) => b.score - a.score) };
}

function logOdds(share: number): number {
  return Math.log(share / (1 - share));
}
