import type { TicketId } from './ticket.ts';

/** A ticket's terms: ascending ids into the embedding's vocabulary, with their counts. */
export interface TermVector {
  readonly ticketId: TicketId;
  readonly terms: Int32Array;
  readonly counts: Float32Array;
}

/** What was learned from the fitted tickets: plain data, enough to place any further ticket. */
export interface Embedding {
  /** Content hash free of time: the same tickets, options and seed give the same id. */
  readonly modelId: string;
  /** Stemmed terms, in order of their ids. */
  readonly vocabulary: readonly string[];
  /** The most frequent surface word of each stem, for labels; empty for a stem that no label may hold. */
  readonly surface: readonly string[];
  /** Weight of each term in a ticket's vector. */
  readonly weights: Float32Array;
  readonly dimensions: number;
  /** vocabulary x dimensions, row-major. */
  readonly projection: Float32Array;
  /** Direction taken out of every vector; length `dimensions`. */
  readonly common: Float32Array;
  /** First column of the second (latent semantic) half, which is scaled apart from the first; undefined where short texts have no second half. */
  readonly secondHalf?: number | undefined;
  /** Real words of each term that a label may hold, most frequent first, `surface` among them; undefined where only `surface` is known. */
  readonly forms?: readonly (readonly string[])[] | undefined;
  /** ISO 639-1 code that tickets of unknown language are read as; default `en`. */
  readonly language?: string | undefined;
}

/** Dense unit vectors of tickets. A ticket with no known term has a zero row. */
export interface VectorBlock {
  /** n ids, in input order. */
  readonly ids: readonly TicketId[];
  readonly dimensions: number;
  /** n x dimensions, row-major. */
  readonly data: Float32Array;
  /** n term vectors, in input order. */
  readonly terms: readonly TermVector[];
}
