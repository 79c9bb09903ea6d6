import type { ImportReceipt } from '../domain/receipt.ts';
import type { RawTicket, Reject, Ticket } from '../domain/ticket.ts';
import { type IngestContext, ingest } from '../ingest/ingest.ts';
import { addTotals, makeReceipt, NO_TOTALS } from '../ingest/receipt.ts';
import { type ProfileOptions, type SourceProfile, startProfile } from '../ingest/source-profile.ts';
import type { TicketSource } from '../ports.ts';

/** Rows that are parsed and handed on at once. */
const SHARD = 2_000;

/** What reading one source came to. */
export interface Imported {
  readonly receipt: ImportReceipt;
  readonly rejects: readonly Reject[];
}

/**
 * Reads a source twice: once to learn how its columns and dates are written, once to make tickets, shard by shard.
 * @param take is given each shard's tickets, in row order: saving them, or nothing when only checking.
 * @throws InputError when the source as a whole cannot be read as tickets.
 */
export async function importTickets(
  source: TicketSource,
  options: ProfileOptions,
  context: IngestContext,
  take: (tickets: readonly Ticket[]) => Promise<void>,
): Promise<Imported> {
  const profile = await profileSource(source, options);
  const rejects: Reject[] = [];
  let totals = NO_TOTALS;
  for await (const rows of inShards(source)) {
    const ingested = ingest(rows, profile, context);
    await take(ingested.tickets);
    rejects.push(...ingested.rejects);
    totals = addTotals(totals, ingested, context.zone);
  }
  return { receipt: makeReceipt(source, profile, totals), rejects };
}

async function profileSource(source: TicketSource, options: ProfileOptions): Promise<SourceProfile> {
  const pass = startProfile(source.headers, source.name, options);
  for await (const { row, body } of source.rows()) pass.add(body as readonly string[], row);
  return pass.finish();
}

async function* inShards(source: TicketSource): AsyncGenerator<RawTicket[]> {
  let shard: RawTicket[] = [];
  for await (const row of source.rows()) {
    shard.push(row);
    if (shard.length < SHARD) continue;
    yield shard;
    shard = [];
  }
  if (shard.length > 0) yield shard;
}
