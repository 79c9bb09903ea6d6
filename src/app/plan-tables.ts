import { ticketBatches } from '../adapters/files/ticket-file.ts';
import { InputError } from '../domain/errors.ts';
import type { TableFacts } from '../domain/table.ts';
import type { RowMark } from '../domain/ticket.ts';
import { type ProfileOptions, startProfile } from '../ingest/source-profile.ts';
import type { SourcePlan } from '../pipeline/staged.ts';

/** A part of an archive that lacks a column that tickets have is another table of the same export, unless none has them. */
const NO_TICKETS = new Set(['no-id-column', 'no-close-column', 'no-text-column', 'unknown-column']);

/**
 * Looks through all rows of a file's tables once: how to read them, and where their shards begin.
 * @param options how a table is to be read
 * @param shardSize rows of a shard
 * @returns one plan a table that holds tickets, at least one; the first names the others in `leftOut`
 * @throws InputError as `startProfile` and `rowBatches` do
 */
export async function planTables(
  tables: readonly TableFacts[],
  options: (table: TableFacts) => ProfileOptions,
  shardSize: number,
): Promise<readonly SourcePlan[]> {
  const plans: SourcePlan[] = [];
  const others: { readonly name: string; readonly error: InputError }[] = [];
  for (const table of tables) {
    try {
      plans.push(await planSource(table, options(table), shardSize));
    } catch (error) {
      if (!(error instanceof InputError && NO_TICKETS.has(error.code))) throw error;
      others.push({ name: table.entry ?? table.name, error });
    }
  }
  const [first, ...rest] = plans;
  if (first === undefined) throw others[0]?.error;
  const leftOut = [...tables.flatMap((table) => table.leftOut), ...others.map(({ name }) => name)];
  return [{ ...first, table: { ...first.table, leftOut } }, ...rest];
}

async function planSource(table: TableFacts, options: ProfileOptions, shardSize: number): Promise<SourcePlan> {
  const pass = startProfile(table.headers, table.name, options);
  const marks: (RowMark | null)[] = [];
  let before: RowMark | null = null;
  let rows = 0;
  let footer: readonly number[] = [];
  for await (const batch of ticketBatches(table, null, (dropped) => (footer = dropped)))
    for (const { row, body, end = 0 } of batch) {
      if (rows % shardSize === 0) marks.push(before);
      pass.add(body as readonly string[], row);
      before = { row, end };
      rows += 1;
    }
  return { table: { ...table, dropped: { ...table.dropped, footer } }, profile: pass.finish(), marks };
}
