import type { TicketId } from '../domain/ticket.ts';
import type { Assignment, Topic, TopicId, TopicRegistry } from '../domain/topic.ts';
import { bestMatching } from '../math/matching.ts';

// Of the tickets that either held and both runs know. Lower, and an id would pass to something else; higher, and every split would start two new trends.
const LEAST_OVERLAP = 0.3;
// Of at least four keywords: fewer say too little.
const LEAST_SHARED = 0.5;
const LEAST_KEYWORDS = 4;

/**
 * Finds which earlier topic each new group of tickets is: the one-to-one matching with the largest sum of overlaps (Jaccard), of at least .3.
 * Only tickets that the registry knows count, so a topic may grow or shrink from week to week.
 * @returns for each group its earlier id, or undefined.
 */
export function matchTopics(
  groups: readonly (readonly TicketId[])[],
  registry: TopicRegistry,
): (TopicId | undefined)[] {
  const known = groups.map((group) => group.filter((ticket) => registry.members.has(ticket)));
  const present = new Map<TopicId, number>();
  for (const ticket of known.flat()) {
    const id = registry.members.get(ticket) as TopicId;
    present.set(id, (present.get(id) ?? 0) + 1);
  }
  const ids = [...present.keys()].sort(byNumber);
  const overlaps = known.map((group) => ids.map((id) => overlap(group, id, present.get(id) as number, registry)));
  return bestMatching(overlaps)
    .map((column) => (column < 0 ? undefined : ids[column]))
    .map((id, group) => (id !== undefined && (overlaps[group]?.[ids.indexOf(id)] as number) > 0 ? id : undefined));
}

/**
 * Finds topics that had ended and are back: a group without a name takes the id of the topic, among those without a living one, that shares the most of its
 * keywords, and at least half of them. Vectors cannot tell: each week learns its own.
 * @returns the names, with the ids of those that are back.
 */
export function namesOfReturned(
  groups: readonly { readonly keywords: readonly string[] }[],
  names: readonly (TopicId | undefined)[],
  { topics }: TopicRegistry,
): (TopicId | undefined)[] {
  const living = new Set(names);
  const ended = topics.filter(({ id }) => !living.has(id));
  const unnamed = [...names.keys()].filter((at) => names[at] === undefined);
  const shares = unnamed.map((at) => ended.map(({ keywords }) => sharedWords(groups[at]?.keywords ?? [], keywords)));
  const back = bestMatching(shares);
  const found = new Map(unnamed.map((at, nth) => [at, back[nth] as number]));
  return names.map((id, at) => {
    const column = found.get(at) ?? -1;
    return id ?? (column >= 0 && (shares[unnamed.indexOf(at)]?.[column] as number) > 0 ? ended[column]?.id : undefined);
  });
}

/** Share of the words that both have, in [0, 1]; 0 where it is under a half. */
function sharedWords(words: readonly string[], others: readonly string[]): number {
  const known = new Set(others);
  const share = words.filter((word) => known.has(word)).length / Math.max(words.length, others.length, LEAST_KEYWORDS);
  return share >= LEAST_SHARED ? share : 0;
}

/** The registry after a run: new topics entered, labels renewed, and each assigned ticket a member of its topic. Unassigned tickets lose their place. */
export function updateRegistry(
  registry: TopicRegistry,
  topics: readonly Topic[],
  assignments: readonly Assignment[],
): TopicRegistry {
  const entries = new Map(registry.topics.map((topic) => [topic.id, topic]));
  for (const { id, label, keywords, firstWeek } of topics) entries.set(id, { id, label, keywords, firstWeek });
  const members = new Map(registry.members);
  for (const { ticketId, topicId } of assignments) {
    if (topicId === null) members.delete(ticketId);
    else members.set(ticketId, topicId);
  }
  const nextNumber = topics.reduce((next, { id }) => Math.max(next, numberOf(id) + 1), registry.nextNumber);
  return { nextNumber, topics: [...entries.values()].sort((a, b) => byNumber(a.id, b.id)), members };
}

/** Makes the id of a topic number. */
export function topicIdOf(number: number): TopicId {
  return `T-${number}` as TopicId;
}

/** Order of topic ids by number. */
export function byNumber(a: TopicId, b: TopicId): number {
  return numberOf(a) - numberOf(b);
}

function numberOf(id: TopicId): number {
  return Number(id.slice(2));
}

function overlap(group: readonly TicketId[], id: TopicId, present: number, registry: TopicRegistry): number {
  const shared = group.filter((ticket) => registry.members.get(ticket) === id).length;
  const share = shared / (group.length + present - shared);
  return share >= LEAST_OVERLAP ? share : 0;
}
