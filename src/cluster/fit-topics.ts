import type { Ticket, TicketId } from '../domain/ticket.ts';
import type { Topic, TopicEvidence, TopicId, TopicRegistry } from '../domain/topic.ts';
import type { Embedding, TermVector, VectorBlock } from '../domain/vector.ts';
import type { IsoWeek } from '../domain/week.ts';
import { cosinesTo, nearestOf } from '../math/k-means.ts';
import { takeRows } from '../math/linear-algebra.ts';
import { seededRandom } from '../math/random.ts';
import { type KeptTopics, keepTopics, withoutNames } from './keep-topics.ts';
import { labelTopics } from './label-topics.ts';
import { partition, type TopicCount } from './partition.ts';
import { type Places, placeRows, type Rows } from './place.ts';
import { byNumber, matchTopics, namesOfReturned, topicIdOf } from './registry.ts';
import { topicThreshold } from './threshold.ts';
import { fitWordModel } from './word-model.ts';

/** What to fit with. */
export interface TopicOptions {
  /** The week that new topics are first seen in. */
  readonly week: IsoWeek;
  readonly topics: TopicCount;
  readonly seed: number;
}

/** The topics of one model, in order of their ids, and the cosine to the nearest that tickets of no topic have. */
export interface TopicFit {
  readonly topics: readonly Topic[];
  readonly threshold: number;
}

const LEAST_TICKETS = 3;
// Fewer tickets give too few words a topic: on the sample company the words cost .007 of NMI.
const WORDS_FROM = 2000;

/**
 * Finds the topics of a window's tickets under permanent ids: goes on with those that the registry knows, and adds what fits none of them. Where a number of topics
 * is asked for, exactly those are found anew, and take the ids of the registry where the members are largely the same.
 * @param tickets the block's tickets, for label words.
 * @returns no topics where fewer than three tickets have a known word.
 */
export function fitTopics(
  block: VectorBlock,
  embedding: Embedding,
  tickets: readonly Ticket[],
  registry: TopicRegistry,
  options: TopicOptions,
): TopicFit {
  const random = seededRandom(options.seed);
  const rows = knownRows(block);
  const { data, width, ids } = rows;
  if (ids.length < LEAST_TICKETS) return { topics: [], threshold: 1 };
  const fresh = partition(data, width, options.topics, random);
  const isGiven = options.topics !== 'auto';
  const found = isGiven ? withoutNames(fresh, width) : keepTopics(data, width, ids, fresh, registry);
  const threshold = topicThreshold(data, width, found.centroids, random);
  const evidence = learnWords(rows, embedding.vocabulary.length, found.centroids);
  const fitted = keepLarge(rows, { ...found, evidence, threshold });
  const names = isGiven ? matchTopics(fitted.groups, registry) : fitted.names;
  const topics = nameTopics({ ...fitted, names }, tickets, embedding, registry, options.week);
  return { topics: topics.sort((a, b) => byNumber(a.id, b.id)), threshold };
}

/** Topics with their ids, labels and keywords. A new one that speaks like a topic that had ended takes up that one's id. */
function nameTopics(
  { centroids, groups, names, evidence }: Groups,
  tickets: readonly Ticket[],
  embedding: Embedding,
  registry: TopicRegistry,
  week: IsoWeek,
): Topic[] {
  const topicOf = new Map(groups.flatMap((group, at) => group.map((ticket) => [ticket, at] as const)));
  const known = new Map(registry.topics.map((topic) => [topic.id, topic]));
  const earlier = names.map((id) => id && known.get(id)?.label);
  const words = labelTopics(tickets, embedding, topicOf, earlier);
  const back = namesOfReturned(words, names, registry);
  const width = embedding.dimensions;
  return withNumbers(back, groups, registry).map((id, at): Topic => {
    const { label, keywords } = words[at] as (typeof words)[number];
    const centroid = centroids.slice(at * width, (at + 1) * width);
    const firstWeek = known.get(id)?.firstWeek ?? week;
    return { id, label: label || `topic ${id}`, keywords, centroid, firstWeek, evidence: evidence?.[at] };
  });
}

function knownRows(block: VectorBlock): Rows & { readonly ids: readonly TicketId[] } {
  const { dimensions: width } = block;
  const rows = block.ids.map((_, row) => row).filter((row) => (block.terms[row]?.terms.length ?? 0) > 0);
  const data = takeRows(block.data, width, rows);
  const terms = rows.map((row) => block.terms[row] as TermVector);
  return { data, width, terms, ids: rows.map((row) => block.ids[row] as TicketId) };
}

function learnWords(rows: Rows, size: number, centroids: Float32Array): TopicEvidence[] | undefined {
  const { data, width, terms } = rows;
  const k = centroids.length / width;
  if (terms.length < WORDS_FROM || k < 2) return undefined;
  const cosines = cosinesTo(data, width, centroids);
  return fitWordModel({ terms, cosines }, size, nearestOf(cosines, terms.length).labels, k);
}

interface Groups extends KeptTopics, Places {
  readonly groups: readonly (readonly TicketId[])[];
}

// A group that keeps fewer than three tickets is none: its tickets try the others, which may swell or shrink in turn.
function keepLarge(rows: Rows & { readonly ids: readonly TicketId[] }, found: KeptTopics & Places): Groups {
  let kept = found;
  for (;;) {
    const groups = groupsOf(placeRows(rows, kept).labels, kept.names.length, rows.ids);
    const smallest = groups.reduce((least, group, at) => (group.length < (groups[least]?.length ?? 0) ? at : least), 0);
    if (groups.length === 0 || (groups[smallest] as TicketId[]).length >= LEAST_TICKETS) return { ...kept, groups };
    kept = {
      centroids: kept.centroids.filter((_, i) => Math.floor(i / rows.width) !== smallest),
      names: kept.names.filter((_, at) => at !== smallest),
      evidence: kept.evidence?.filter((_, at) => at !== smallest),
      threshold: kept.threshold,
    };
  }
}

function groupsOf(labels: Int32Array, k: number, ids: readonly TicketId[]): TicketId[][] {
  const groups: TicketId[][] = Array.from({ length: k }, () => []);
  labels.forEach((label, row) => {
    groups[label]?.push(ids[row] as TicketId);
  });
  return groups;
}

/** Ids of all groups; those without one get the next numbers, the larger first. */
function withNumbers(
  names: readonly (TopicId | undefined)[],
  groups: readonly (readonly TicketId[])[],
  { nextNumber }: TopicRegistry,
): TopicId[] {
  const unnamed = [...names.keys()].filter((at) => names[at] === undefined);
  unnamed.sort((a, b) => (groups[b]?.length ?? 0) - (groups[a]?.length ?? 0) || a - b);
  const numbers = new Map(unnamed.map((at, nth) => [at, topicIdOf(nextNumber + nth)]));
  return names.map((id, at) => id ?? (numbers.get(at) as TopicId));
}
