import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type { Store } from '../../ports.ts';
import { importQueries } from './import-queries.ts';
import { intakeQueries } from './intake-queries.ts';
import { migrate } from './migrate.ts';
import { runQueries } from './run-queries.ts';
import { settingQueries } from './setting-queries.ts';
import { stepQueries } from './step-queries.ts';
import { withStoreErrors } from './store-errors.ts';
import type { Tables } from './tables.ts';
import { tagQueries } from './tag-queries.ts';
import { ticketQueries } from './ticket-queries.ts';

/** A database that someone opened for the store; from then on it belongs to the store. */
export interface OpenDatabase {
  readonly kind: 'embedded' | 'postgres';
  readonly place: string;
  /** Its sessions look for tables in the schema `coalface` first. */
  readonly pool: PostgresPool;
}

/**
 * The store on any PostgreSQL: brings the tables up to date, then answers. Closing it ends the pool; so does failing to open.
 * @throws StoreError where the database cannot be reached, used, or is of a newer version
 */
export async function openSqlStore({ kind, place, pool }: OpenDatabase): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: withStoreErrors(pool, place) }) });
  try {
    await migrate(db, place);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    kind,
    place,
    ...ticketQueries(db),
    ...importQueries(db),
    ...intakeQueries(db),
    ...runQueries(db),
    ...stepQueries(db),
    ...tagQueries(db),
    ...settingQueries(db),
    close: () => db.destroy(),
  };
}
