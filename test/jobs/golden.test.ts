import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgresServer } from '../adapters/store/postgres-server.ts';
import { type RedisServer, startRedisServer } from './queue/redis-server.ts';
import { openSite, referencePages, type Site } from './site.ts';

const redis = await startRedisServer();
const postgres = await startPostgresServer();
const isMissing = typeof redis === 'string' || typeof postgres === 'string';

/** Brings the export in and has it worked out by so many workers. */
async function workOut(environment: Readonly<Record<string, string>>, workers: number): Promise<Site> {
  const site = openSite(environment);
  expect(await site.enqueue()).toMatchObject({ code: 0 });
  const ended = await Promise.all(Array.from({ length: workers }, () => site.command(['work', '--drain'])));
  expect(ended.map(({ code }) => code)).toEqual(Array(workers).fill(0));
  return site;
}

describe('the pages of a run', { timeout: 180_000 }, () => {
  let expected: ReadonlyMap<string, string>;
  beforeAll(async () => {
    expected = await referencePages();
  }, 120_000);
  afterAll(async () => {
    if (typeof redis !== 'string') await redis.stop();
    if (typeof postgres !== 'string') await postgres.stop();
  });

  const at = () => ({
    socket: (redis as RedisServer).socket,
    database: (name: string) => (postgres as PostgresServer).database(name),
  });

  it('are the same bytes from a worker that holds the embedded store and its queue', async () => {
    const site = await workOut({}, 1);
    expect(site.pages()).toEqual(expected);
    await site.remove();
  });

  it.skipIf(isMissing)('are the same bytes from one worker on Redis, with the embedded store', async () => {
    const site = await workOut({ REDIS_URL: at().socket }, 1);
    expect(site.pages()).toEqual(expected);
    await site.remove();
  });

  it.skipIf(isMissing)('are the same bytes from four workers on Redis and PostgreSQL', async () => {
    const site = await workOut({ REDIS_URL: at().socket, DATABASE_URL: await at().database('four') }, 4);
    expect(site.pages()).toEqual(expected);
    await site.remove();
  });

  it.skipIf(isMissing)('are the same bytes from two workers with queue and store on PostgreSQL', async () => {
    const site = await workOut({ DATABASE_URL: await at().database('alone') }, 2);
    expect(site.pages()).toEqual(expected);
    await site.remove();
  });
});
