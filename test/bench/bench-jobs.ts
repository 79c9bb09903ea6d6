import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import pg from 'pg';
import { startPostgresServer } from '../adapters/store/postgres-server.ts';
import { startRedisServer } from '../jobs/queue/redis-server.ts';
import { openSite, type Site } from '../jobs/site.ts';

/**
 * What a queue costs: one export by `coalface run` and by one and two workers on Redis and PostgreSQL, one after the other on the same machine.
 * `npm run bench:jobs -- tickets.csv [--as-of DAY ...]` prints wall seconds, the ratio to `run`, the peak of Redis' memory and the size of the database.
 */
async function benchJobs(words: readonly string[]): Promise<void> {
  const [file, ...flags] = words;
  if (file === undefined) throw new Error('expected a file of tickets: npm run bench:jobs -- tickets.csv');
  const redis = await startRedisServer();
  const postgres = await startPostgresServer();
  if (typeof redis === 'string' || typeof postgres === 'string') throw new Error(`${redis} ${postgres}`);
  const input = [resolve(file), ...flags];
  const settings = { COALFACE_JOBS_SHARD_SIZE: '', COALFACE_JOBS_CONCURRENCY: '' };
  try {
    const url = await postgres.database('run');
    const run = await timed({ ...settings, DATABASE_URL: url }, (site) => [
      site.command(['run', ...input, '--out', site.out]),
    ]);
    console.log(`run                  ${seconds(run.ms)}`);
    for (const workers of [1, 2]) {
      const places = { ...settings, REDIS_URL: redis.socket, DATABASE_URL: await postgres.database(`work${workers}`) };
      const work = await timed(
        places,
        (site) => Array.from({ length: workers }, () => site.command(['work', '--drain'])),
        (site) => site.command(['enqueue', ...input, '--out', site.out]),
      );
      const ratio = (work.ms / run.ms).toFixed(2);
      const isSame = JSON.stringify([...work.pages]) === JSON.stringify([...run.pages]);
      const bytes = `${megabytes(redisPeak(redis.socket))} Redis, ${megabytes(await databaseSize(places.DATABASE_URL))} PostgreSQL`;
      console.log(
        `${workers} worker${workers > 1 ? 's' : ' '}            ${seconds(work.ms)}  ${ratio} x run  ${bytes}  ${isSame ? 'same bytes' : 'OTHER BYTES'}`,
      );
    }
  } finally {
    await redis.stop();
    await postgres.stop();
  }
}

/** Bringing in counts: `run` reads the files, too. */
async function timed(
  environment: Readonly<Record<string, string>>,
  work: (site: Site) => readonly ReturnType<Site['command']>[],
  before: (site: Site) => Promise<unknown> = async () => {},
): Promise<{ readonly ms: number; readonly pages: ReadonlyMap<string, string> }> {
  const site = openSite(environment);
  const from = performance.now();
  await before(site);
  const ended = await Promise.all(work(site));
  const ms = performance.now() - from;
  const failed = ended.find(({ code }) => code !== 0);
  if (failed) throw new Error(`ended with ${failed.code}: ${failed.err.slice(-2_000)}`);
  const pages = site.pages();
  await site.remove();
  return { ms, pages };
}

function redisPeak(socket: string): number {
  const info = execFileSync('redis-cli', ['-s', socket, 'info', 'memory'], { encoding: 'utf8' });
  return Number(/used_memory_peak:(\d+)/.exec(info)?.[1]);
}

async function databaseSize(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ size: string }>('select pg_database_size(current_database()) as size');
  await client.end();
  return Number(rows[0]?.size);
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1).padStart(7)} s`;
const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

await benchJobs(process.argv.slice(2));
