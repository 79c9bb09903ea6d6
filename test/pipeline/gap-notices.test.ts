import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../src/adapters/store/memory.ts';
import type { RunManifest } from '../../src/domain/run.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { gapNotices } from '../../src/pipeline/gap-notices.ts';
import type { Store } from '../../src/ports.ts';
import { stored, ticket } from '../contract/ticket.ts';

const week = (number: number) => `2026-W${number}` as IsoWeek;
const PRINT = { data: 'd', config: 'c', labels: 'l', model: 'm' };
const open = (store: Store, number: number) => store.openRun(week(number), PRINT);
const give = (store: Store, ...numbers: readonly number[]) =>
  store.saveTickets(numbers.map((number) => stored(ticket(`T-${number}`, week(number)))));

async function publish(store: Store, number: number): Promise<void> {
  const { runId } = await open(store, number);
  await store.finishRun(runId, { runId, week: week(number) } as RunManifest);
}

describe('gapNotices', () => {
  it('says nothing of the first report, nor where the week before has one', async () => {
    const store = openMemoryStore();
    await give(store, 41, 42);
    expect(await gapNotices(week(46), store)).toEqual([]);
    await publish(store, 45);
    expect(await gapNotices(week(46), store)).toEqual([]);
  });

  it('names weeks that nobody gave a ticket of, in one sentence where they follow each other', async () => {
    const store = openMemoryStore();
    await publish(store, 41);
    expect(await gapNotices(week(43), store)).toEqual(['Week 2026-W42 was not produced: no ticket of it was given.']);
    expect(await gapNotices(week(46), store)).toEqual([
      'Weeks 2026-W42 to 2026-W45 were not produced: no ticket of it was given.',
    ]);
  });

  it('tells weeks that failed from those that nobody asked for', async () => {
    const store = openMemoryStore();
    await publish(store, 41);
    await give(store, 42, 43, 45);
    const { runId } = await open(store, 43);
    const mark = { scope: runId, shard: 0, attempts: 3, ms: 0, counts: {} } as const;
    await store.markStep({ ...mark, step: 'fit', state: 'done', code: null });
    await store.markStep({ ...mark, step: 'tag', state: 'failed', code: 'step-timeout' });
    expect(await gapNotices(week(46), store)).toEqual([
      'Week 2026-W42 was not produced: it was not asked for.',
      'Week 2026-W43 was not produced: its step "tag" failed (step-timeout).',
      'Week 2026-W44 was not produced: no ticket of it was given.',
      'Week 2026-W45 was not produced: it was not asked for.',
    ]);
  });

  it('looks no further back than to the last report before the week', async () => {
    const store = openMemoryStore();
    for (const number of [41, 44, 46]) await publish(store, number);
    expect(await gapNotices(week(46), store)).toEqual(['Week 2026-W45 was not produced: no ticket of it was given.']);
  });
});
