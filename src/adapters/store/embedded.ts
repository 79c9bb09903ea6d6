import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { PostgresPool } from 'kysely';
import { StoreError } from '../../domain/errors.ts';
import type { Store } from '../../ports.ts';
import type { QueuePool } from '../queue-pool.ts';
import { embeddedPool } from './embedded-pool.ts';
import { embeddedQueuePool } from './embedded-queue-pool.ts';
import { type EmbeddedSession, shareSession } from './embedded-session.ts';
import { type FolderLock, takeFolderLock } from './folder-lock.ts';
import { SCHEMA } from './migrate.ts';
import { openSqlStore } from './sql-store.ts';
import { asStoreError } from './store-errors.ts';

const START = [
  ...PGlite.defaultStartParams,
  '-c',
  `search_path=${SCHEMA}`,
  // An eighth of the usual page cache, for it is memory of this very process; a log of changes that does not outgrow a small store.
  '-c',
  'shared_buffers=16MB',
  '-c',
  'max_wal_size=64MB',
  '-c',
  'min_wal_size=32MB',
];

/** A store inside this process, and room for a queue in the same files. */
export interface Embedded {
  /** Closing it closes the files and gives the folder back: end the queue first. */
  readonly store: Store;
  readonly pool: QueuePool;
}

/**
 * Opens the store in `<home>/store`: PostgreSQL inside this process, on files that one process may use at a time. The first opening makes the folder and takes
 * seconds. PGlite does not fsync: the store outlives a killed process, but after a power cut it may have to be rebuilt from the exports.
 * @throws StoreError `store-in-use`, `store-not-writable`, `store-broken`, `store-too-new` (none retryable)
 */
export async function openEmbedded(home: string): Promise<Embedded> {
  const place = join(resolve(home), 'store');
  const lock = await lockHome(resolve(home), place);
  try {
    const session = await openFolder(place);
    const pool = embeddedPool(session);
    const end = () => pool.end().finally(lock.release);
    const store = await openSqlStore({ kind: 'embedded', place, pool: { ...pool, end } });
    return { store, pool: embeddedQueuePool(session) };
  } catch (error) {
    lock.release();
    throw asStoreError(error, place);
  }
}

/** The same store without a queue. @throws StoreError as `openEmbedded` */
export async function openEmbeddedStore(home: string): Promise<Store> {
  return (await openEmbedded(home)).store;
}

/** The same store on a folder that the caller holds: for tests that bring their own folder. @throws StoreError `store-broken` */
export async function openEmbeddedPool(place: string): Promise<PostgresPool> {
  return embeddedPool(await openFolder(place));
}

async function lockHome(home: string, place: string): Promise<FolderLock> {
  try {
    mkdirSync(home, { recursive: true });
    return await takeFolderLock(`${place}.lock`);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const advice = 'make it writable, or set COALFACE_HOME to a folder that is';
    throw new StoreError('store-not-writable', `${home}: expected a folder to write to, got ${code}; ${advice}`, {
      cause: error,
      retryable: false,
    });
  }
}

/** A new folder is made beside its place and renamed when it is whole: a first opening that is killed leaves nothing that looks like a store. */
async function openFolder(place: string): Promise<EmbeddedSession> {
  if (!existsSync(place)) {
    const unfinished = `${place}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    try {
      const made = await PGlite.create(unfinished, { startParams: START });
      await made.close();
      renameSync(unfinished, place);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      throw error;
    }
  }
  const db = await PGlite.create(place, { startParams: START }).catch((error: unknown) => {
    throw new StoreError(
      'store-broken',
      `${place}: expected a store that opens, got "${error instanceof Error ? error.message : error}"; move the folder away and run again with all ` +
        'exports: everything in it is made from them',
      { cause: error, retryable: false },
    );
  });
  return shareSession(db, SCHEMA);
}
