import { sql, type Transaction } from 'kysely';
import { rowsWithoutTickets } from '../../domain/business-rows.ts';
import type { TicketId } from '../../domain/ticket.ts';
import type { RunValueKind } from '../../ports.ts';
import { decode, encode } from './codec.ts';
import { stagedWithoutTicket } from './staged-without-ticket.ts';
import type { Tables } from './tables.ts';
import { manifestWithoutTicket, QUOTING_KIND, receiptWithoutTicket, withoutTicket } from './without-ticket.ts';

/** Encoded values that may name tickets. */
interface Place {
  readonly table: keyof Tables;
  readonly column: string;
  /** Column that says what kind of value it is; undefined where there is only one. */
  readonly kind?: string;
  strip(kind: string, value: never, id: TicketId): unknown;
}

const RUN_VALUES: Place = {
  table: 'run_values',
  column: 'body',
  kind: 'kind',
  strip: (kind, value, id) => withoutTicket(kind as RunValueKind, value, id),
};

/** All others. */
const INPUTS: readonly Place[] = [
  { table: 'staged', column: 'body', kind: 'kind', strip: stagedWithoutTicket },
  {
    table: 'business',
    column: 'body',
    kind: 'kind',
    strip: (kind, rows, id) => rowsWithoutTickets(kind, rows, (ticket) => ticket === id),
  },
  { table: 'imports', column: 'receipt', strip: (_, receipt, id) => receiptWithoutTicket(receipt, id) },
  { table: 'runs', column: 'manifest', strip: (_, manifest, id) => manifestWithoutTicket(manifest, id) },
];

/** Removes a ticket, and its place in all that is kept. @returns whether it was among the tickets or in a run value */
export async function forgetTicket(trx: Transaction<Tables>, id: TicketId): Promise<boolean> {
  const removed = await trx.deleteFrom('tickets').where('ticket_id', '=', id).executeTakeFirst();
  await trx.deleteFrom('ticket_tags').where('ticket_id', '=', id).execute();
  await trx
    .deleteFrom('run_values')
    .where('kind', '=', QUOTING_KIND)
    .where(sql<boolean>`${mentions('body', id)}`)
    .execute();
  const inRuns = await stripPlace(trx, RUN_VALUES, id);
  for (const place of INPUTS) await stripPlace(trx, place, id);
  return removed.numDeletedRows > 0n || inRuns;
}

/** Ids stand in the values as JSON strings, so a text search finds every value to look into without reading the others here. */
function mentions(column: string, id: TicketId) {
  return sql`strpos(${sql.ref(column)}, ${JSON.stringify(id)}) > 0`;
}

/** One value at a time: together they may be more than fits into memory. Locked rows keep their place. @returns whether any named it */
async function stripPlace(trx: Transaction<Tables>, place: Place, id: TicketId): Promise<boolean> {
  const [table, column] = [sql.table(place.table), sql.ref(place.column)];
  const kindOf = place.kind === undefined ? sql.lit('') : sql.ref(place.kind);
  const { rows } = await sql<{ at: string; kind: string }>`
    select ctid::text as at, ${kindOf} as kind from ${table} where ${mentions(place.column, id)} for update`.execute(
    trx,
  );
  let found = false;
  for (const { at, kind } of rows) {
    const one = await sql<{ value: string }>`select ${column} as value from ${table} where ctid = ${at}::tid`.execute(
      trx,
    );
    const value = one.rows[0]?.value as string;
    const stripped = encode(place.strip(kind, decode(value), id));
    if (stripped === value) continue;
    await sql`update ${table} set ${column} = ${stripped} where ctid = ${at}::tid`.execute(trx);
    found = true;
  }
  return found;
}
