import { startPostgresServer } from '../../adapters/store/postgres-server.ts';
import { type RedisServer, startRedisServer } from '../queue/redis-server.ts';
import { type BringIn, openScene, type Scene } from './scene.ts';

/** The servers of one test file. */
export interface Servers {
  /** Whether this machine cannot run one of them; under CI that is an error at once. */
  readonly isMissing: boolean;
  /** Brings the export into a database and a Redis of its own. @param environment e.g. an empty REDIS_URL for a queue in the database */
  scene(
    name: string,
    environment?: Readonly<Record<string, string>>,
    bringIn?: BringIn,
  ): Promise<Scene & { readonly redis: RedisServer }>;
  /** Removes scenes and servers. */
  stop(): Promise<void>;
}

/** Starts a PostgreSQL, and a Redis for each scene. @param settings of Redis */
export async function startServers(...settings: readonly string[]): Promise<Servers> {
  const [first, postgres] = await Promise.all([startRedisServer(...settings), startPostgresServer()]);
  if (typeof first === 'string' || typeof postgres === 'string') return missing(`${first} ${postgres}`);
  await first.stop();
  const ends: (() => Promise<void>)[] = [];
  return {
    isMissing: false,
    scene: async (name, environment = {}, bringIn = undefined) => {
      const redis = await startRedisServer(...settings);
      if (typeof redis === 'string') throw new Error(redis);
      ends.unshift(redis.stop);
      const DATABASE_URL = await postgres.database(name);
      const scene = await openScene({ REDIS_URL: redis.socket, DATABASE_URL, ...environment }, bringIn);
      ends.unshift(scene.close);
      return { ...scene, redis };
    },
    stop: async () => {
      for (const end of ends) await end();
      await postgres.stop();
    },
  };
}

function missing(reason: string): Servers {
  return {
    isMissing: true,
    scene: () => Promise.reject(new Error(reason)),
    stop: async () => {},
  };
}
