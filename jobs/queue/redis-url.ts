import type { RedisOptions } from 'ioredis';
import { ConfigError } from '../../src/domain/errors.ts';

/** A Redis server as REDIS_URL names it. */
export interface RedisAddress {
  /** All that says where and as whom; every field that the driver would otherwise fill in by itself is given. */
  readonly options: RedisOptions;
  /** The server without user and password, for messages. */
  readonly shown: string;
}

const DEFAULT_PORT = 6379;
const SOCKET_SCHEME = 'redis+unix://';

/**
 * Reads `redis://user:password@host:6379/0`, `rediss://` for TLS, `redis+unix:///path/to/redis.sock` or a plain absolute path. The URL is taken apart here
 * because the driver takes what it cannot read for a server on this host, and waits for it.
 * @throws ConfigError `redis-url`, whose message never repeats the value
 */
export function parseRedisUrl(url: string): RedisAddress {
  const path = url.startsWith(SOCKET_SCHEME) ? url.slice(SOCKET_SCHEME.length) : url;
  return /^\/(?!\/)/.test(path) ? socketAddress(path) : serverAddress(url);
}

function socketAddress(path: string): RedisAddress {
  if (path.endsWith('/') || /[?#\s]/.test(path)) throw wrong('a path that cannot be a socket');
  return { options: { path, db: 0 }, shown: path };
}

function serverAddress(url: string): RedisAddress {
  if (!URL.canParse(url)) throw wrong('something else');
  const parsed = new URL(url);
  if (parsed.protocol !== 'redis:' && parsed.protocol !== 'rediss:') throw wrong('another scheme');
  if (parsed.hostname === '') throw wrong('no host');
  if (parsed.search !== '' || parsed.hash !== '') throw wrong('settings after ? or #');
  if (!/^\/?\d*$/.test(parsed.pathname)) throw wrong('a database that is not a number');
  const port = Number(parsed.port || DEFAULT_PORT);
  const db = Number(parsed.pathname.slice(1));
  return {
    options: {
      host: parsed.hostname.replace(/^\[|\]$/g, ''),
      port,
      db,
      ...(parsed.username === '' ? {} : { username: decode(parsed.username) }),
      ...(parsed.password === '' ? {} : { password: decode(parsed.password) }),
      ...(parsed.protocol === 'rediss:' ? { tls: {} } : {}),
    },
    shown: `${parsed.protocol}//${parsed.hostname}:${port}/${db}`,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong('a user or password with a bare %, which is written %25');
  }
}

function wrong(got: string): ConfigError {
  const expected = 'redis://:password@host:6379/0, rediss://host:6380/0 or the absolute path of a socket';
  return new ConfigError('redis-url', `REDIS_URL: expected ${expected}, got ${got}`);
}
