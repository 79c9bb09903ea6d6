import { afterAll } from 'vitest';
import { openQueue, type TaskQueue } from '../../jobs/queue/open-queue.ts';
import type { Task } from '../../src/domain/task.ts';
import { type RedisServer, startRedisServer } from './queue/redis-server.ts';

/** Queues on a Redis of this test file alone, each under a name of its own; or why there is none here. */
export async function redisQueues(): Promise<string | ((name: string) => Promise<TaskQueue<Task>>)> {
  const redis = await startRedisServer();
  if (typeof redis === 'string') return redis;
  const { socket, stop } = redis as RedisServer;
  const queues: TaskQueue<Task>[] = [];
  afterAll(async () => {
    await Promise.all(queues.map((queue) => queue.close()));
    await stop();
  });
  return async (name) => {
    const queue = await openQueue<Task>({ kind: 'redis', url: socket }, name, { backoffMs: 20 });
    queues.push(queue);
    return queue;
  };
}
