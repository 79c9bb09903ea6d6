import type { Ticket } from '../domain/ticket.ts';
import type { Embedding, VectorBlock } from '../domain/vector.ts';
import { type FitOptions, fit } from './fit.ts';
import { transform } from './transform.ts';

/** Learns an embedding from tickets and places the same tickets in it. */
export function vectorize(
  tickets: readonly Ticket[],
  options: FitOptions,
): { readonly embedding: Embedding; readonly block: VectorBlock } {
  const embedding = fit(tickets, options);
  return { embedding, block: transform(tickets, embedding) };
}
