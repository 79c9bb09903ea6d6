import type { Ticket, TicketId } from '../domain/ticket.ts';
import type { Topic, TopicEvidence, TopicId, TopicRegistry } from '../domain/topic.ts';
import type { Embedding, TermVector, VectorBlock } from '../domain/vector.ts';
import type { IsoWeek } from '../domain/week.ts';
import { cosinesTo, nearestCentroids } from '../math/k-means.ts';
import { takeRows } from '../math/linear-algebra.ts';
import { seededRandom } from '../math/random.ts';
import { labelTopics } from './label-topics.ts';
import { partition, type TopicCount } from './partition.ts';
import { byNumber, matchTopics, topicIdOf } from './registry.ts';
import { topicThreshold } from './threshold.ts';
import { fitWordModel, placeByWords } from './word-model.ts';

/** What to fit with. */
export interface TopicOptions {
  /** The week that new topics are first seen in. */
  readonly week: IsoWeek;
  readonly topics: TopicCount;
  readonly seed: number;
}

/** The topics of one model, in order of their ids, and the similarity that a ticket needs to be in one. */
export interface TopicFit {
  readonly topics: readonly Topic[];
  readonly threshold: number;
}

const LEAST_TICKETS = 3;
// Fewer tickets give too few words a topic: on the sample company the words cost .007 of NMI.
const WORDS_FROM = 2000;

/**
 * Finds the topics of a window's tickets and gives them permanent ids: those of the registry where the members are largely the same, else new numbers.
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
  const { data, ids, terms } = knownRows(block);
  const width = block.dimensions;
  if (ids.length < LEAST_TICKETS) return { topics: [], threshold: 1 };
  const found = partition(data, width, options.topics, random);
  const threshold = topicThreshold(data, width, found, random);
  const fitted = keepLarge(data, width, found, threshold, ids);
  const { centroids, groups, evidence } = hearWords(data, width, terms, embedding.vocabulary.length, fitted, ids);
  const named = nameGroups(groups, registry);
  const topicOf = new Map(groups.flatMap((group, at) => group.map((ticket) => [ticket, at] as const)));
  const known = new Map(registry.topics.map((topic) => [topic.id, topic]));
  const words = labelTopics(
    tickets,
    embedding,
    topicOf,
    named.map((id) => known.get(id)?.label),
  );
  const topics = named.map((id, at): Topic => {
    const { label, keywords } = words[at] as (typeof words)[number];
    const centroid = Float32Array.from(centroids.subarray(at * width, (at + 1) * width));
    return {
      id,
      label: label || `topic ${id}`,
      keywords,
      centroid,
      firstWeek: known.get(id)?.firstWeek ?? options.week,
      evidence: evidence?.[at],
    };
  });
  return { topics: topics.sort((a, b) => byNumber(a.id, b.id)), threshold };
}

function knownRows(block: VectorBlock) {
  const { dimensions: width } = block;
  const rows = block.ids.map((_, row) => row).filter((row) => (block.terms[row]?.terms.length ?? 0) > 0);
  const data = takeRows(block.data, width, rows);
  const terms = rows.map((row) => block.terms[row] as TermVector);
  return { data, terms, ids: rows.map((row) => block.ids[row] as TicketId) };
}

interface Groups {
  readonly centroids: Float32Array;
  readonly groups: readonly (readonly TicketId[])[];
  readonly labels: Int32Array;
  readonly evidence?: readonly TopicEvidence[];
}

// Where the words would leave a topic with fewer than three tickets, the vectors alone decide.
function hearWords(
  data: Float32Array,
  width: number,
  terms: readonly TermVector[],
  size: number,
  fitted: Groups,
  ids: readonly TicketId[],
): Groups {
  const k = fitted.groups.length;
  if (ids.length < WORDS_FROM || k < 2) return fitted;
  const placing = { terms, cosines: cosinesTo(data, width, fitted.centroids) };
  const evidence = fitWordModel(placing, size, fitted.labels, k);
  const heard = placeByWords(placing, evidence);
  const labels = heard.map((label, row) => ((fitted.labels[row] as number) < 0 ? -1 : label));
  const groups = groupsOf(labels, k, ids);
  return groups.some((group) => group.length < LEAST_TICKETS) ? fitted : { ...fitted, groups, labels, evidence };
}

function groupsOf(labels: Int32Array, k: number, ids: readonly TicketId[]): TicketId[][] {
  const groups: TicketId[][] = Array.from({ length: k }, () => []);
  labels.forEach((label, row) => {
    if (label >= 0) groups[label]?.push(ids[row] as TicketId);
  });
  return groups;
}

// A group that keeps fewer than three tickets is none: its tickets try the others, which may swell or shrink in turn.
function keepLarge(
  data: Float32Array,
  width: number,
  found: Float32Array,
  threshold: number,
  ids: readonly TicketId[],
): Groups {
  let centroids = found;
  for (;;) {
    const { labels: nearest, similarities } = nearestCentroids(data, width, centroids);
    const labels = nearest.map((label, row) => ((similarities[row] as number) >= threshold ? label : -1));
    const groups = groupsOf(labels, centroids.length / width, ids);
    const smallest = groups.reduce((least, group, at) => (group.length < (groups[least]?.length ?? 0) ? at : least), 0);
    if (groups.length === 0 || (groups[smallest] as TicketId[]).length >= LEAST_TICKETS)
      return { centroids, groups, labels };
    centroids = centroids.filter((_, i) => Math.floor(i / width) !== smallest);
  }
}

function nameGroups(groups: readonly (readonly TicketId[])[], registry: TopicRegistry): TopicId[] {
  const names = matchTopics(groups, registry);
  const unnamed = names.map((_, at) => at).filter((at) => names[at] === undefined);
  unnamed.sort((a, b) => (groups[b]?.length ?? 0) - (groups[a]?.length ?? 0) || a - b);
  unnamed.forEach((at, nth) => {
    names[at] = topicIdOf(registry.nextNumber + nth);
  });
  return names as TopicId[];
}
