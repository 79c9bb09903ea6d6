import { openQueuePool, type QueuePool } from '../adapters/queue-pool.ts';
import { openEmbedded } from '../adapters/store/embedded.ts';
import { openPostgresStore } from '../adapters/store/postgres.ts';
import type { Store } from '../ports.ts';

/** The store, and room for a queue beside it. */
export interface Places {
  readonly store: Store;
  /** The database that the queue may live in; null where it lives elsewhere. */
  readonly pool: QueuePool | null;
  /** Closes all; the queue is to be closed before. */
  close(): Promise<void>;
}

/** What the places are opened with. */
export interface PlaceOptions {
  /** Folder of the embedded store; not used with a database. */
  readonly home: string;
  readonly databaseUrl: string | undefined;
  /** Whether the queue lives on a Redis. */
  readonly hasRedis: boolean;
}

/** Opens the store that the settings name and, where there is no Redis, the same database for the queue. @throws StoreError, ConfigError */
export async function openPlaces({ home, databaseUrl, hasRedis }: PlaceOptions): Promise<Places> {
  if (databaseUrl) {
    const store = await openPostgresStore(databaseUrl);
    const pool = hasRedis ? null : openQueuePool(databaseUrl);
    return { store, pool, close: async () => void (await Promise.all([store.close(), pool?.end()])) };
  }
  const { store, pool } = await openEmbedded(home);
  return { store, pool: hasRedis ? null : pool, close: () => store.close() };
}
