import { Pool } from 'pg';
import { describeDatabase } from '../../domain/database-url.ts';
import type { Store } from '../../ports.ts';
import { SCHEMA } from './migrate.ts';
import { openSqlStore } from './sql-store.ts';

// Reading one week while saving the next is all the concurrency a process has.
const MAX_CONNECTIONS = 4;
const CONNECT_TIMEOUT_MS = 10_000;
/**
 * Milliseconds after which the server ends a transaction whose process says nothing more. Ours only ask and never wait within one: such a process is frozen (a paused
 * machine), and everyone else would wait for its locks.
 */
export const FROZEN_MS = 15_000;

/**
 * Opens the store in a PostgreSQL database (13 or later), in a schema of its own named `coalface`, which is made where missing. Several processes may use it.
 * @param url as in DATABASE_URL: `postgres://user:password@host:5432/database`
 * @throws ConfigError where `url` is none; StoreError `store-unreachable` (retryable), `store-denied` or `store-too-new` (not retryable)
 */
export async function openPostgresStore(url: string): Promise<Store> {
  const place = describeDatabase(url);
  const pool = new Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'coalface',
    // Not by the connection's `options`: the URL may have its own, and poolers refuse it.
    onConnect: async (client) => {
      await client.query(`set search_path to ${SCHEMA}; set idle_in_transaction_session_timeout to ${FROZEN_MS}`);
    },
  });
  // A server that goes away closes idle connections too: the next query opens another, or fails and says so.
  pool.on('error', () => {});
  // So does one in use; its query says so, and an event that nobody hears would end the process.
  pool.on('connect', (client) => void client.on('error', () => {}));
  return openSqlStore({ kind: 'postgres', place, pool });
}
