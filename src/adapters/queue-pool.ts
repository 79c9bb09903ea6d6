import { Pool } from 'pg';
import { describeDatabase } from '../domain/database-url.ts';
import { FROZEN_MS } from './store/postgres.ts';

/** The schema of the queue's tables: its own, so that its names cannot meet the store's. */
export const QUEUE_SCHEMA = 'coalface_queue';

/** What a query gives; `rows` are plain objects by column name. */
export interface QueueRows<Row> {
  rows: Row[];
  rowCount?: number | null;
}

/** What another session said on a channel. */
export interface QueueNotification {
  channel: string;
  payload?: string;
}

/** A session that its holder has until he releases it. It may stay idle for days and be told of notifications. */
export interface QueuePoolClient {
  query<Row>(text: string, values?: readonly unknown[]): Promise<QueueRows<Row>>;
  on(event: 'notification', listener: (message: QueueNotification) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'end', listener: () => void): this;
  removeListener(event: 'notification', listener: (message: QueueNotification) => void): this;
  removeAllListeners(event?: string): this;
  /** @param destroy whether the session ends, instead of serving the next holder */
  release(destroy?: boolean): void;
}

/** As much of `pg.Pool` as a queue needs. Whoever opened it ends it, after the queue is closed. */
export interface QueuePool {
  /** Where its sessions look names up, and nowhere else. */
  readonly schema: string;
  /** `keepAlive`: whether a session that breaks while idle is noticed. */
  readonly options: { readonly keepAlive?: boolean };
  query<Row>(text: string, values?: readonly unknown[]): Promise<QueueRows<Row>>;
  connect(): Promise<QueuePoolClient>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'connect', listener: (client: QueuePoolClient) => void): this;
  removeAllListeners(event?: string): this;
}

// Each worker renews locks, looks for stalled jobs, fetches and finishes: rarely more than two of these at once.
const QUERY_CONNECTIONS = 4;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens connections for a queue in a PostgreSQL database (13 or later). Nothing is asked of the server yet. The URL must lead to the server itself or to a
 * pooler that keeps sessions: LISTEN and a session's search path do not survive pooling by transaction.
 * @param url as in DATABASE_URL
 * @param listeners workers that will be open at once: each holds a connection of its own to be told of new jobs, on top of the shared ones
 * @throws ConfigError where `url` is none
 */
export function openQueuePool(url: string, listeners = 1): QueuePool {
  describeDatabase(url);
  const pool = new Pool({
    connectionString: url,
    max: QUERY_CONNECTIONS + listeners,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'coalface-queue',
    onConnect: async (client) => {
      await client.query(`set search_path to ${QUEUE_SCHEMA}; set idle_in_transaction_session_timeout to ${FROZEN_MS}`);
    },
  });
  // A server that goes away closes idle connections too: the next query opens another, or fails and says so.
  pool.on('error', () => {});
  return Object.assign(pool, { schema: QUEUE_SCHEMA });
}
