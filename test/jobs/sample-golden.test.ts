import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JOIN_KINDS } from '../../src/ingest/joins/join-specs.ts';
import { type PostgresServer, startPostgresServer } from '../adapters/store/postgres-server.ts';
import { type RedisServer, startRedisServer } from './queue/redis-server.ts';
import { openSite, type Site } from './site.ts';

const SAMPLE = resolve(import.meta.dirname, '../../data/sample');
const JOINS = JOIN_KINDS.map((kind) => [`--${kind}`, join(SAMPLE, `${kind}.csv`)] as const).filter(([, path]) =>
  existsSync(path),
);
/** The sample company's tickets, business files and settings. */
const INPUT = [join(SAMPLE, 'tickets.csv'), ...JOINS.flat(), '--config', join(SAMPLE, 'coalface.config.json')];
/** More than one shard a step, and the sample's own zone. */
const SETTINGS = { COALFACE_JOBS_SHARD_SIZE: '500', COALFACE_REPORTING_ZONE: '' };

const redis = await startRedisServer();
const postgres = await startPostgresServer();
const isMissing = typeof redis === 'string' || typeof postgres === 'string';

describe("the sample's 13 weeks", { timeout: 300_000 }, () => {
  const sites: Site[] = [];
  let expected: ReadonlyMap<string, string>;

  beforeAll(async () => {
    const site = openSite(SETTINGS);
    sites.push(site);
    expect(await site.command(['run', ...INPUT, '--out', site.out])).toMatchObject({ code: 0 });
    expected = site.pages();
  }, 300_000);
  afterAll(async () => {
    for (const site of sites) await site.remove();
    if (typeof redis !== 'string') await redis.stop();
    if (typeof postgres !== 'string') await postgres.stop();
  });

  async function pagesOf(places: Readonly<Record<string, string>>, workers: number) {
    const site = openSite({ ...SETTINGS, ...places });
    sites.push(site);
    expect(await site.command(['enqueue', ...INPUT, '--out', site.out])).toMatchObject({ code: 0 });
    const ended = await Promise.all(Array.from({ length: workers }, () => site.command(['work', '--drain'])));
    expect(ended.map(({ code }) => code)).toEqual(Array(workers).fill(0));
    return site.pages();
  }
  const redisUrl = () => (redis as RedisServer).socket;
  const databaseUrl = (name: string) => (postgres as PostgresServer).database(name);

  it('have all of their folders', () => {
    expect(new Set([...expected.keys()].map((path) => path.split('/')[0])).size).toBe(15);
  });

  it('are the same bytes from an embedded worker', async () => {
    expect(await pagesOf({}, 1)).toEqual(expected);
  });

  it.skipIf(isMissing)('are the same bytes from one worker on Redis', async () => {
    expect(await pagesOf({ REDIS_URL: redisUrl() }, 1)).toEqual(expected);
  });

  it.skipIf(isMissing)('are the same bytes from four workers on Redis and PostgreSQL', async () => {
    expect(await pagesOf({ REDIS_URL: redisUrl(), DATABASE_URL: await databaseUrl('four') }, 4)).toEqual(expected);
  });

  it.skipIf(isMissing)('are the same bytes from the queue on PostgreSQL', async () => {
    expect(await pagesOf({ DATABASE_URL: await databaseUrl('alone') }, 2)).toEqual(expected);
  });
});
