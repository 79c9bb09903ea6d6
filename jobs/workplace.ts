import { mappingFolder } from '../src/app/mapping-files.ts';
import { openPlaces } from '../src/app/open-places.ts';
import type { Task } from '../src/domain/task.ts';
import type { Log, Store } from '../src/ports.ts';
import { openQueue, type TaskQueue } from './queue/open-queue.ts';
import { chooseQueue, type QueuePlace } from './queue/queue-place.ts';

/** The store and the queue that the environment names. */
export interface Workplace {
  readonly store: Store;
  readonly queue: TaskQueue<Task>;
  /** Folder of reviewed mapping files. */
  readonly mappings?: string | undefined;
  /** Closes the queue, then the store. */
  close(): Promise<void>;
}

/**
 * Opens store and queue: the queue on REDIS_URL, else in the database of DATABASE_URL, else in the embedded store's own files.
 * @throws ConfigError, StoreError; `store-in-use` where another process holds the embedded store
 */
export async function openWorkplace(
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
  log: Log,
): Promise<Workplace> {
  const choice = chooseQueue(environment);
  const databaseUrl = environment.DATABASE_URL || undefined;
  const places = await openPlaces({ home, databaseUrl, hasRedis: choice.kind === 'redis' });
  try {
    const place = choice.kind === 'redis' ? choice : { kind: choice.kind, pool: places.pool };
    const queue = await openQueue<Task>(place as QueuePlace, 'coalface', {
      onError: (message) => log.warn('queue', { reason: message }),
    });
    for (const warning of queue.warnings) log.warn(warning);
    return {
      store: places.store,
      queue,
      mappings: mappingFolder(home),
      close: async () => {
        await queue.close();
        await places.close();
      },
    };
  } catch (error) {
    await places.close();
    throw error;
  }
}
