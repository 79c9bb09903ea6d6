import { startPostgresServer } from '../../adapters/store/postgres-server.ts';
import { type RedisServer, startRedisServer } from '../queue/redis-server.ts';
import { openScene, type Scene } from './scene.ts';

/** A Redis and a PostgreSQL of one test file. */
export interface Servers {
  /** Whether this machine cannot run one of them; under CI that is an error at once. */
  readonly isMissing: boolean;
  readonly redis: RedisServer;
  /** Brings the export into a new database of that name. @param environment e.g. an empty REDIS_URL for a queue in the database */
  scene(name: string, environment?: Readonly<Record<string, string>>): Promise<Scene>;
  /** Removes scenes and servers. */
  stop(): Promise<void>;
}

/** Starts both. @param settings of Redis */
export async function startServers(...settings: readonly string[]): Promise<Servers> {
  const [redis, postgres] = await Promise.all([startRedisServer(...settings), startPostgresServer()]);
  const isMissing = typeof redis === 'string' || typeof postgres === 'string';
  const scenes: Scene[] = [];
  return {
    isMissing,
    redis: redis as RedisServer,
    scene: async (name, environment = {}) => {
      if (isMissing) throw new Error(`${redis} ${postgres}`);
      const DATABASE_URL = await postgres.database(name);
      const scene = await openScene({ REDIS_URL: redis.socket, DATABASE_URL, ...environment });
      scenes.push(scene);
      return scene;
    },
    stop: async () => {
      for (const scene of scenes) await scene.close();
      if (typeof redis !== 'string') await redis.stop();
      if (typeof postgres !== 'string') await postgres.stop();
    },
  };
}
