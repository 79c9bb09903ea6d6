import type { TableFacts } from '../../../domain/table.ts';
import { gzipBytes } from './gzip.ts';
import { plainBytes } from './plain.ts';
import { zipBytes } from './zip.ts';

/** Where a table's bytes are. */
export type ByteSource = Pick<TableFacts, 'path' | 'name' | 'container' | 'entry'>;

/** The unpacked bytes of a table from its first one on, in chunks of at most 256 kB. @throws InputError `bad-archive` or `archive-bomb`, while they are read */
export function openBytes({ path, name, container, entry = '' }: ByteSource): AsyncIterable<Buffer> {
  if (container === 'gzip') return gzipBytes(path, name);
  return container === 'zip' ? zipBytes(path, entry, name) : plainBytes(path, name);
}

/** The first bytes of a table, as many as there are up to a limit. */
export async function readHead(source: ByteSource, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of openBytes(source)) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
