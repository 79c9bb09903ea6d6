import type { PgPool } from 'bullmq';
import { describeDatabase } from '../../src/domain/database-url.ts';
import { parseRedisUrl } from './redis-url.ts';

/** Where a queue lives, opened as far as another room has to: pools come from `src/app`, which also ends them. */
export type QueuePlace =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'postgres' | 'embedded'; readonly pool: SchemaPool };

/** A `pg.Pool`, or what looks like one, whose sessions look names up in a schema of the queue's own. */
export type SchemaPool = PgPool & { readonly schema: string };

/** Which place the operator means; `shown` names it without user and password. */
export type QueueChoice =
  | { readonly kind: 'redis' | 'postgres'; readonly url: string; readonly shown: string }
  | { readonly kind: 'embedded' };

/**
 * Chooses the place of the queue: Redis where REDIS_URL is set, else the database of DATABASE_URL, else the embedded store's files. An empty variable counts
 * as not set; one that is wrong never leads to the next place, nor to a server on this host that nobody named.
 * @throws ConfigError `redis-url` or `database-url`, whose message never repeats the value
 */
export function chooseQueue(environment: Readonly<Record<string, string | undefined>>): QueueChoice {
  const { REDIS_URL: redis, DATABASE_URL: database } = environment;
  if (redis) return { kind: 'redis', url: redis, shown: parseRedisUrl(redis).shown };
  if (database) return { kind: 'postgres', url: database, shown: describeDatabase(database) };
  return { kind: 'embedded' };
}
