import { type Kysely, sql, type Transaction } from 'kysely';
import { StoreError } from '../../domain/errors.ts';
import { inLockedTransaction } from './in-locked-transaction.ts';
import { FIRST_TABLES } from './migrations/0001-first-tables.ts';
import { JOBS } from './migrations/0002-jobs.ts';
import { CLOSED_AGAIN } from './migrations/0003-closed-again.ts';
import type { Tables } from './tables.ts';

/** The schema that holds everything of ours, so that a database can be shared and ours dropped as a whole. */
export const SCHEMA = 'coalface';

/** Each migration's statements; its place in the list, from 1, is the version it leads to. Only ever append. */
const MIGRATIONS: readonly (readonly string[])[] = [FIRST_TABLES, JOBS, CLOSED_AGAIN];

/**
 * Brings the store to this version's tables, in one transaction under a lock: two processes that start at once migrate once.
 * @throws StoreError `store-too-new` (not retryable) where a newer version of Coalface has migrated further.
 */
export async function migrate(db: Kysely<Tables>, place: string): Promise<void> {
  await inLockedTransaction(db, 'migrations', async (trx) => {
    const version = await readVersion(trx);
    if (version > MIGRATIONS.length) throw tooNew(place, version);
    const missing = MIGRATIONS.slice(version).flat();
    if (missing.length === 0) return;
    for (const statement of missing) await sql.raw(statement).execute(trx);
    await sql`update schema_version set version = ${MIGRATIONS.length}`.execute(trx);
  });
}

async function readVersion(trx: Transaction<Tables>): Promise<number> {
  // Asked first: `create schema if not exists` wants the right to create one even where it exists.
  const schema = await sql<{ exists: boolean }>`select to_regnamespace(${SCHEMA}) is not null as exists`.execute(trx);
  if (!schema.rows[0]?.exists) await sql`create schema ${sql.id(SCHEMA)}`.execute(trx);
  const table = await sql<{ exists: boolean }>`select to_regclass('schema_version') is not null as exists`.execute(trx);
  if (!table.rows[0]?.exists) {
    await sql`create table schema_version (version integer not null)`.execute(trx);
    await sql`insert into schema_version values (0)`.execute(trx);
  }
  const { rows } = await sql<{ version: number }>`select version from schema_version`.execute(trx);
  return rows[0]?.version ?? 0;
}

function tooNew(place: string, version: number): StoreError {
  return new StoreError(
    'store-too-new',
    `expected a store of version ${MIGRATIONS.length} or older, got version ${version} in ${place}: a newer Coalface has used it; upgrade this one, ` +
      'or use another store (COALFACE_HOME or DATABASE_URL)',
    { retryable: false },
  );
}
