import { openThreads } from '../adapters/threads.ts';
import type { Thoughts } from '../pipeline/thoughts.ts';
import type { Compute } from '../ports.ts';

/** Threads that think. @param threads most at a time */
export function openThinkers(threads: number): Compute<Thoughts> {
  // Built, this file and its neighbour end in .js.
  const neighbour = import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js';
  return openThreads<Thoughts>(new URL(neighbour, import.meta.url), threads);
}
