import type { TicketId } from './ticket.ts';
import type { IsoWeek } from './week.ts';

/** A permanent topic id such as `T-17`; never given to another topic. */
export type TopicId = string & { readonly __brand: 'TopicId' };

/** A group of tickets about one thing, as fitted for one week's model. */
export interface Topic {
  readonly id: TopicId;
  /** Real words, at most 60 characters, unlike any other topic's label. */
  readonly label: string;
  /** Most telling words, strongest first. */
  readonly keywords: readonly string[];
  /** Unit vector in the model's space. */
  readonly centroid: Float32Array;
  readonly firstWeek: IsoWeek;
  /** What its words say of a ticket; undefined where only the centroid is known. */
  readonly evidence?: TopicEvidence | undefined;
}

/** Natural logarithms of how much likelier terms are in a topic than in all tickets. */
export interface TopicEvidence {
  /** Ids of the terms that its tickets hold. */
  readonly terms: Int32Array;
  readonly weights: Float32Array;
  /** Of every other term. */
  readonly unseen: number;
  /** Of the topic itself: ln(tickets + 1). */
  readonly prior: number;
}

/** A ticket's place: its topic, or null where it fits none well enough. */
export interface Assignment {
  readonly ticketId: TicketId;
  readonly topicId: TopicId | null;
  /** Cosine similarity to the topic's centroid (to the nearest one where unassigned), in [-1, 1]. */
  readonly similarity: number;
}

/** What clustering knows from earlier weeks: which ids exist, how they were called and who was in them. */
export interface TopicRegistry {
  /** Number of the next new topic. */
  readonly nextNumber: number;
  readonly topics: readonly Omit<Topic, 'centroid' | 'evidence'>[];
  /** Topic of each ticket at the last run that held it. */
  readonly members: ReadonlyMap<TicketId, TopicId>;
}

/** A registry before the first run. */
export const EMPTY_REGISTRY: TopicRegistry = { nextNumber: 1, topics: [], members: new Map() };
