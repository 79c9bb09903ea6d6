import type { Ticket } from '../domain/ticket.ts';
import type { Embedding, VectorBlock } from '../domain/vector.ts';
import { pool } from './pool.ts';
import { countTerms } from './terms.ts';

/**
 * Places tickets in the space of an embedding.
 * @returns one unit row a ticket, in input order; a zero row where the embedding knows none of its words.
 */
export function transform(tickets: readonly Ticket[], embedding: Embedding): VectorBlock {
  const ids = new Map(embedding.vocabulary.map((term, id) => [term, id]));
  const terms = countTerms(tickets, ids, embedding.language ?? 'en');
  return {
    ids: tickets.map((ticket) => ticket.id),
    dimensions: embedding.dimensions,
    data: pool(terms, embedding),
    terms,
  };
}
