import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../src/adapters/store/memory.ts';
import { lastWeekOver, statusOf } from '../../src/app/status.ts';
import type { RunManifest } from '../../src/domain/run.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import type { Store } from '../../src/ports.ts';
import { stored, ticket } from '../contract/ticket.ts';

const week = (number: number) => `2026-W${number}` as IsoWeek;
const PRINT = { data: 'd', config: 'c', labels: 'l', model: 'm' };
/** A Wednesday of week 48. */
const NOW = new Date('2026-11-25T12:00:00Z');
const FILE = { kind: 'tickets', name: 'tickets.csv', path: '/in/tickets.csv', sha256: 'a'.repeat(64) };

const give = (store: Store, number: number, tickets: number) =>
  store.saveTickets(Array.from({ length: tickets }, (_, n) => stored(ticket(`T-${number}-${n}`, week(number)))));

async function publish(store: Store, number: number): Promise<void> {
  const { runId } = await store.openRun(week(number), PRINT);
  await store.finishRun(runId, { runId, week: week(number) } as RunManifest);
}

describe('statusOf', () => {
  it('knows nothing of a new store', async () => {
    expect(await statusOf(openMemoryStore(), NOW, 'UTC')).toEqual({
      store: 'memory',
      intakes: [],
      failedIntakes: [],
      weeks: [],
      steps: [],
    });
  });

  it('tells of every week from the first that is known to the last that is over', async () => {
    const store = openMemoryStore();
    await give(store, 43, 3);
    await publish(store, 43);
    await give(store, 45, 2);
    const running = await store.openRun(week(45), PRINT);
    await store.markStep({ ...mark(running.runId), state: 'started', code: null });
    await give(store, 46, 1);
    const failed = await store.openRun(week(46), PRINT);
    await store.markStep({ ...mark(failed.runId), state: 'failed', code: 'step-timeout' });
    await give(store, 47, 4);
    await give(store, 48, 5);
    const { weeks, steps } = await statusOf(store, NOW, 'UTC');
    expect(weeks).toMatchObject([
      { week: week(43), state: 'published', runId: '2026-W43-r1', tickets: 3, code: null },
      { week: week(44), state: 'missed', runId: null, tickets: 0, publishedAt: null },
      { week: week(45), state: 'running', runId: '2026-W45-r1', tickets: 2, publishedAt: null },
      { week: week(46), state: 'failed', runId: '2026-W46-r1', tickets: 1, code: 'step-timeout' },
      { week: week(47), state: 'waiting', runId: null, tickets: 4 },
    ]);
    expect(Date.parse(weeks[0]?.publishedAt ?? '')).toBeGreaterThan(0);
    expect(steps).toEqual([
      { scope: '2026-W45-r1', step: 'tag', done: 0, failed: 0, started: 1 },
      { scope: '2026-W46-r1', step: 'tag', done: 0, failed: 1, started: 0 },
    ]);
  });

  it('keeps what is published while it is made again', async () => {
    const store = openMemoryStore();
    await give(store, 47, 1);
    await publish(store, 47);
    await store.openRun(week(47), { ...PRINT, data: 'other' });
    const { weeks } = await statusOf(store, NOW, 'UTC');
    expect(weeks).toMatchObject([{ state: 'running', runId: '2026-W47-r2', publishedAt: expect.any(String) }]);
  });

  it('tells of a later week where it has a report all the same', async () => {
    const store = openMemoryStore();
    await publish(store, 47);
    await publish(store, 51);
    const { weeks } = await statusOf(store, NOW, 'UTC');
    expect(weeks.map(({ week: one, state }) => [one, state])).toEqual([
      [week(47), 'published'],
      [week(51), 'published'],
    ]);
  });

  it('names the files of what is waiting and counts its steps by state', async () => {
    const store = openMemoryStore();
    const { id } = await store.openIntake('k', { files: [FILE], period: {}, out: '/o', lane: 'queue' });
    for (const [shard, state] of (['done', 'done', 'started'] as const).entries())
      await store.markStep({ ...mark(id), step: 'ingest', shard, state, code: null });
    expect(await statusOf(store, NOW, 'UTC')).toMatchObject({
      intakes: [{ id, files: ['tickets.csv'], since: expect.stringMatching(/^20\d\d-.*Z$/) }],
      steps: [{ scope: id, step: 'ingest', done: 2, failed: 0, started: 1 }],
    });
  });

  it('tells of intakes that came to nothing until a later one comes to something', async () => {
    const store = openMemoryStore();
    const settle = async (key: string, step: string, state: 'done' | 'failed', code: string | null) => {
      const { id } = await store.openIntake(key, { files: [FILE], period: {}, out: '/o', lane: 'queue' });
      await store.markStep({ ...mark(id), step, state, code });
      await store.settleIntake(id);
      return id;
    };
    const failed = async () => (await statusOf(store, NOW, 'UTC')).failedIntakes;
    await settle('a', 'gather', 'done', null);
    expect(await failed()).toEqual([]);
    const empty = await settle('b', 'gather', 'failed', 'no-tickets');
    const gone = await settle('c', 'ingest', 'failed', 'file-changed');
    const at = expect.stringMatching(/^20.*Z$/);
    expect(await failed()).toEqual([
      { id: gone, files: ['tickets.csv'], step: 'ingest', code: 'file-changed', at },
      { id: empty, files: ['tickets.csv'], step: 'gather', code: 'no-tickets', at },
    ]);
    await settle('d', 'gather', 'done', null);
    expect(await failed()).toEqual([]);
  });
});

function mark(scope: Parameters<Store['listSteps']>[0]) {
  return { scope, step: 'tag', shard: 0, attempts: 1, ms: 0, counts: {} };
}

describe('lastWeekOver', () => {
  it('hangs on the zone: Monday begins in the east', () => {
    const sundayNight = new Date('2026-11-22T20:00:00Z');
    expect(lastWeekOver(sundayNight, 'UTC')).toBe(week(46));
    expect(lastWeekOver(sundayNight, 'Asia/Tokyo')).toBe(week(47));
  });
});
