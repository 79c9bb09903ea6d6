import { openThreads } from '../../src/adapters/threads.ts';
import { THOUGHTS } from '../../src/app/thoughts.ts';
import { openTicketFiles } from '../../src/app/ticket-files.ts';
import { addTotals, NO_TOTALS } from '../../src/ingest/receipt.ts';
import { settleShard, startSettling } from '../../src/pipeline/settle-shard.ts';
import type { Thoughts } from '../../src/pipeline/thoughts.ts';
import type { Compute } from '../../src/ports.ts';

const SHARD_ROWS = 5_000;
const ZONE = 'UTC';
const CONFIG = {
  report: { zone: ZONE },
  jobs: { shardSize: SHARD_ROWS },
  origins: {},
} as unknown as Parameters<typeof openTicketFiles>[2];
const READING = { overrides: {}, dateOrder: undefined, delimiter: undefined };

/** What a part did, and the seconds of it that count. */
export interface PartOutcome {
  readonly rows: number;
  readonly seconds: number;
}

/** Looks a file through, as is done before anything is made of it. */
export async function lookThrough(path: string): Promise<PartOutcome> {
  const from = performance.now();
  const rows = rowsOf(await openTicketFiles([path], READING, CONFIG));
  return { rows, seconds: (performance.now() - from) / 1_000 };
}

/** Makes tickets shard by shard as the job does: as many shards at a time as there are threads, settled in order, nothing kept. */
export async function ingestAll(path: string, threads: number): Promise<PartOutcome> {
  const plans = await openTicketFiles([path], READING, CONFIG);
  const from = performance.now();
  const compute =
    threads === 0 ? undefined : openThreads<Thoughts>(new URL('../../src/app/thread.js', import.meta.url), threads);
  const memory = startSettling();
  let totals = NO_TOTALS;
  for (const { table, profile, marks } of plans) {
    const ask = (mark: (typeof marks)[number]) =>
      think(compute, { table, profile, from: mark, rows: SHARD_ROWS, zone: ZONE, key: 'bench', sellers: [] });
    for (let at = 0; at < marks.length; at += Math.max(1, threads)) {
      const shards = await Promise.all(marks.slice(at, at + Math.max(1, threads)).map(ask));
      for (const shard of shards) totals = addTotals(totals, settleShard(shard, memory), ZONE);
    }
  }
  await compute?.close();
  return { rows: rowsOf(plans), seconds: (performance.now() - from) / 1_000 };
}

function think(compute: Compute<Thoughts> | undefined, input: Parameters<Thoughts['ingest']>[0]) {
  return compute ? compute.run('ingest', input) : THOUGHTS.ingest(input);
}

function rowsOf(plans: Awaited<ReturnType<typeof openTicketFiles>>): number {
  return plans.reduce((sum, { profile }) => sum + profile.rows, 0);
}
