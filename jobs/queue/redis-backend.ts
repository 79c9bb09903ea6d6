import { createRedisBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { StoreError } from '../../src/domain/errors.ts';
import type { QueueBackend } from './queue-backend.ts';
import { parseRedisUrl } from './redis-url.ts';

/** Keys of ours begin with this word, so that a server can be shared. */
const PREFIX = 'coalface';
const MAX_PAUSE_MS = 2_000;

/**
 * Connects to Redis and waits until it answers.
 * @param timeoutMs how long it may take; an unreachable server is tried again until then, because it may be starting
 * @throws ConfigError `redis-url`; StoreError `queue-unreachable` (retryable) or `queue-denied` (not retryable)
 */
export async function openRedisBackend(url: string, timeoutMs: number): Promise<QueueBackend> {
  const { options, shown } = parseRedisUrl(url);
  const retryStrategy = (times: number) => Math.min(times * 200, MAX_PAUSE_MS);
  // Producers give up after the driver's twenty reconnections, about half a minute; workers wait for as long as it takes.
  const client = new Redis({ ...options, retryStrategy });
  try {
    const info = await answer(client, timeoutMs);
    return {
      factory: createRedisBackend,
      queueOptions: { connection: client, prefix: PREFIX },
      workerOptions: { connection: { ...options, retryStrategy, maxRetriesPerRequest: null }, prefix: PREFIX },
      warnings: warningsOf(info, shown),
      close: async () => {
        client.disconnect();
      },
    };
  } catch (error) {
    client.disconnect();
    throw asQueueError(error, shown, timeoutMs);
  }
}

/** What the server says of itself. */
async function answer(client: Redis, timeoutMs: number): Promise<string> {
  let reason: Error = new Error('no answer');
  const note = (error: Error) => {
    reason = error;
  };
  client.on('error', note);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(reason), timeoutMs);
  });
  try {
    return await Promise.race([client.ping().then(() => client.info()), late]);
  } finally {
    clearTimeout(timer);
  }
}

function warningsOf(info: string, shown: string): string[] {
  const [, policy = 'noeviction'] = /^maxmemory_policy:(\S+)/m.exec(info) ?? [];
  const evicts = `${shown}: maxmemory-policy is ${policy}, so Redis may drop queued jobs; set it to noeviction`;
  const forgets = `${shown}: appendonly is off, so a restart of Redis loses queued jobs; set it to yes`;
  return [...(policy === 'noeviction' ? [] : [evicts]), ...(/^aof_enabled:0/m.test(info) ? [forgets] : [])];
}

/** The driver's error is not kept as the cause: it carries the command that failed, which may be the one with the password. */
function asQueueError(error: unknown, shown: string, timeoutMs: number): StoreError {
  const { code, message } = error as { code?: string; message: string };
  const reason = code ?? message;
  if (/^(WRONGPASS|NOAUTH|NOPERM|ERR invalid password)/.test(message))
    return new StoreError('queue-denied', `${shown}: ${message}; check user and password in REDIS_URL`, {
      retryable: false,
    });
  const expected = `expected a Redis server that answers within ${timeoutMs / 1000} s`;
  return new StoreError('queue-unreachable', `${shown}: ${expected}, got ${reason}; check REDIS_URL and that it runs`);
}
