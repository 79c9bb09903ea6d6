import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * Runs `work` in a transaction that no other process can be in under the same name. Statements after the lock see what the earlier holder committed,
 * because each takes its own snapshot at the default isolation level (read committed).
 */
export function inLockedTransaction<T>(
  db: Kysely<Tables>,
  name: string,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`coalface:${name}`}, 0))`.execute(trx);
    return work(trx);
  });
}
