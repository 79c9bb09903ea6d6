// Run as a process of its own: opens the queue named last at the place given by kind and address, takes one job, prints its id and never ends it.

import { openQueue } from '../../../jobs/queue/open-queue.ts';
import type { QueuePlace } from '../../../jobs/queue/queue-place.ts';
import { openQueuePool } from '../../../src/adapters/queue-pool.ts';
import { openEmbedded } from '../../../src/adapters/store/embedded.ts';

const [kind = '', address = '', name = ''] = process.argv.slice(2);

async function placeOf(): Promise<QueuePlace> {
  if (kind === 'redis') return { kind, url: address };
  if (kind === 'postgres') return { kind, pool: openQueuePool(address) };
  return { kind: 'embedded', pool: (await openEmbedded(address)).pool };
}

const { work } = await openQueue(await placeOf(), name);
work(
  async ({ id }) => {
    console.log(id);
    await new Promise(() => {});
  },
  { lockMs: 1_500, stalledIntervalMs: 300 },
);
