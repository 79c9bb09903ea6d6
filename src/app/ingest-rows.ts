import { ticketBatches } from '../adapters/files/ticket-file.ts';
import type { RawTicket } from '../domain/ticket.ts';
import { type Ingested, ingest } from '../ingest/ingest.ts';
import { sellersPattern } from '../ingest/redact.ts';
import type { IngestInput } from '../pipeline/thoughts.ts';
import { pseudonymOf } from './pseudonym.ts';

/** Reads one shard of a file and makes tickets of it. */
export async function ingestRows({ table, profile, from, rows, zone, key, sellers }: IngestInput): Promise<Ingested> {
  const raw: RawTicket[] = [];
  for await (const batch of ticketBatches(table, from)) {
    for (const row of batch.slice(0, rows - raw.length)) raw.push(row);
    if (raw.length === rows) break;
  }
  return ingest(raw, profile, {
    zone,
    seen: new Set(),
    pseudonymize: (text) => pseudonymOf(text, key),
    sellers: sellersPattern(sellers),
  });
}
