import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { until } from './site.ts';

/** What lies in each place, as text. */
export type Places = Readonly<Record<string, string>>;

/** Everything that one Redis holds, and every command that was sent to it. */
export interface WatchedRedis {
  /** Keys with their values, of all types, and the commands since it is watched: also those whose keys are gone. */
  read(): Promise<Places>;
  /** Sets a value, as the program might. */
  put(key: string, value: string): Promise<void>;
  /** Empties it, for the next one to watch, and lets it go. */
  close(): Promise<void>;
}

/** Watches a Redis from now on. @param socket path of its socket */
export async function watchRedis(socket: string): Promise<WatchedRedis> {
  const redis = new Redis({ path: socket });
  const watcher = await redis.monitor();
  const commands: string[] = [];
  watcher.on('monitor', (_time: string, words: readonly string[]) => void commands.push(words.join(' ')));
  return {
    read: async () => {
      // Commands are told on a connection of their own: when this one is told, so are all before it.
      const mark = `read ${commands.length}`;
      await redis.echo(mark);
      await until(() => commands.some((command) => command.endsWith(mark)));
      const places: Record<string, string> = { 'redis commands': commands.join('\n') };
      for (const key of await redis.keys('*')) places[`redis ${key}`] = `${key}\n${await readKey(redis, key)}`;
      return places;
    },
    put: async (key, value) => void (await redis.set(key, value)),
    close: async () => {
      await redis.flushall();
      watcher.disconnect();
      redis.disconnect();
    },
  };
}

/** @throws Error at a type that it cannot read: nothing may stay unread */
async function readKey(redis: Redis, key: string): Promise<string> {
  const type = await redis.type(key);
  switch (type) {
    case 'string':
      return String(await redis.get(key));
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case 'set':
      return JSON.stringify(await redis.smembers(key));
    case 'zset':
      return JSON.stringify(await redis.zrange(key, '0', '-1', 'WITHSCORES'));
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    default:
      throw new Error(`${key}: expected a type that can be read, got ${type}`);
  }
}

/** Every row of every table of a database, in all schemas but the server's own. */
export async function readDatabase(url: string): Promise<Places> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query<{ schema: string; name: string }>(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`,
  );
  const places: Record<string, string> = {};
  for (const { schema, name } of tables) {
    const table = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${table} t`);
    places[`table ${schema}.${name}`] = rows.map(({ row }) => withBytes(row)).join('\n');
  }
  await client.end();
  return places;
}

/** Bytes stand in a row as hexadecimal digits: a value in them is found only when they are read as text too. */
function withBytes(row: string): string {
  const bytes = [...row.matchAll(/\\x([0-9a-f]+)/g)].map(([, digits = '']) =>
    Buffer.from(digits, 'hex').toString('latin1'),
  );
  return [row, ...bytes].join('\n');
}

/**
 * A database server's log of all that was written: rows that were deleted or replaced since still stand in it.
 * @param url as of `PostgresServer.database`: its host is the server's folder
 */
export function readWrites(url: string): Places {
  return readFolder(join(String(new URL(url).searchParams.get('host')), 'pg_wal'), 'written ');
}

/** Every file below a folder, with its path. */
export function readFolder(folder: string, name: string): Places {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.map((path) => [name + path.slice(folder.length), `${path}\n${readFileSync(path, 'latin1')}`]),
  );
}
