import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepSchedule } from '../../../jobs/queue/keep-schedule.ts';
import { openQueue, type TaskQueue } from '../../../jobs/queue/open-queue.ts';
import { type Embedded, openEmbedded } from '../../../src/adapters/store/embedded.ts';
import type { IsoWeek } from '../../../src/domain/week.ts';
import { describeQueue, until } from '../../contract/queue.ts';
import { stored, ticket } from '../../contract/ticket.ts';

const PATIENCE = 120_000;
const WEEK = '2026-W46' as IsoWeek;

let root = '';

// Making a data folder takes seconds, copying one 65 ms: made once, as a first opening makes it.
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'coalface-queue-'));
  const { store } = await openEmbedded(join(root, 'template'));
  await store.close();
}, PATIENCE);

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const copy = (name: string) => {
  const home = join(root, name);
  cpSync(join(root, 'template'), home, { recursive: true });
  return home;
};

describeQueue('embedded', suite());

describe('the embedded queue beside its store', { timeout: PATIENCE }, () => {
  it('works while the store does', async () => {
    const { store, pool } = await openEmbedded(copy('beside'));
    const tasks = await openQueue({ kind: 'embedded', pool }, 'x');
    const saved = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        await tasks.queue.add('x', { n }, { jobId: `j${n}` });
        return store.saveTickets([stored(ticket(`outside-${n}`, WEEK))]);
      }),
    );
    tasks.work(
      async ({ id = '' }) => {
        await store.saveTickets([stored(ticket(id, WEEK))]);
        await tasks.queue.add('next', {}, { jobId: `${id}-next`, delay: 3_600_000 });
      },
      { concurrency: 4 },
    );
    await until(async () => (await tasks.queue.getCompletedCount()) === 20, 'all jobs to be done');
    expect(saved).toHaveLength(20);
    expect(await store.countTickets()).toEqual([{ week: WEEK, tickets: 40 }]);
    expect(await tasks.queue.getDelayedCount()).toBe(20);
    expect(await tasks.close()).toBe(true);
    await pool.end();
    await store.close();
  });

  it('is there again, with all its jobs, when the folder is opened again', async () => {
    const home = copy('again');
    const session = async (work: (tasks: TaskQueue) => Promise<void>) => {
      const { store, pool } = await openEmbedded(home);
      const tasks = await openQueue({ kind: 'embedded', pool }, 'x');
      await work(tasks);
      await tasks.close();
      await pool.end();
      await store.close();
    };
    await session(async ({ queue }) => {
      await queue.add('x', {}, { jobId: 'waiting' });
      await queue.add('x', {}, { jobId: 'delayed', delay: 3_600_000 });
      await keepSchedule(queue, 'weekly', { pattern: '0 6 * * 1', tz: 'Europe/Berlin' }, { name: 'tick', data: {} });
    });
    await session(async ({ queue }) => {
      expect(await queue.getJobState('waiting')).toBe('waiting');
      expect(await queue.getJobState('delayed')).toBe('delayed');
      expect(await queue.getJobScheduler('weekly')).toMatchObject({ name: 'tick', tz: 'Europe/Berlin' });
    });
  });
});

function suite() {
  let home = '';
  let embedded: Embedded;
  const leave = async () => {
    await embedded.pool.end();
    await embedded.store.close();
  };
  const comeBack = async () => {
    embedded = await openEmbedded(home);
  };
  return {
    start: async () => {
      home = copy('contract');
      await comeBack();
    },
    open: (name: string, settings = {}) => openQueue({ kind: 'embedded', pool: embedded.pool }, name, settings),
    address: () => ['embedded', home] as const,
    leave,
    comeBack,
    stop: leave,
  };
}
