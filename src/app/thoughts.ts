import { PURE_THOUGHTS, type Thoughts } from '../pipeline/thoughts.ts';
import { ingestRows } from './ingest-rows.ts';

/** All thoughts, reading files among them. */
export const THOUGHTS: Thoughts = { ...PURE_THOUGHTS, ingest: ingestRows };
