import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadStaged } from '../../src/pipeline/staged.ts';
import { runIntake } from '../../src/pipeline.ts';
import { ticketRows } from '../made-export.ts';
import { type MemoryJob, openMemoryJob } from '../pipeline/memory-job.ts';

const ROWS = ticketRows(12);
const HEADER = 'deal_id,account_id,closed_at,sales_rep\n';
const FIRST = `${HEADER}D-1,A-1,2026-09-30,Quentin Applewhite\n`;
const SECOND = `${HEADER}D-2,A-2,2026-10-02,Ottoline Fairbrother\n`;

/** A ticket of the last week that names both sellers. */
const naming = (id: string) =>
  (ROWS.at(-1) as string[])
    .with(0, id)
    .with(3, 'Quentin Applewhite and Ottoline Fairbrother promised us a discount that nobody knows of.');

const sellersOf = async ({ store }: MemoryJob, intake: Parameters<typeof loadStaged>[1]) =>
  (await loadStaged(store, intake, 'sellers')).get(0);

async function textOf({ store }: MemoryJob, id: string): Promise<string> {
  const tickets = await store.loadTickets('2026-W01' as never, '2026-W53' as never);
  return tickets.find((ticket) => ticket.id === id)?.description ?? '';
}

describe('bringIn', () => {
  it('is the same intake while it is not settled, and another one afterwards', async () => {
    const { bring, context } = openMemoryJob();
    const first = await bring(ROWS);
    expect((await bring(ROWS)).id).toBe(first.id);
    expect((await bring(ROWS.slice(1), { name: 'other.csv' })).id).not.toBe(first.id);
    await runIntake(first, context);
    expect((await bring(ROWS)).id).toBe(first.id.replace(/1$/, '2'));
  });

  it('stages everything that the steps need, last of all how many shards there are', async () => {
    const { bring, store, dir } = openMemoryJob();
    const { id, files, lane } = await bring(ROWS);
    expect([files, lane]).toEqual([
      [{ kind: 'tickets', name: 'tickets.csv', path: join(dir, 'tickets.csv'), sha256: expect.any(String) }],
      'queue',
    ]);
    expect((await loadStaged(store, id, 'shards')).get(0)).toBe(4);
    expect((await loadStaged(store, id, 'settings')).get(0)).toMatchObject({ shardSize: 10, seed: 1 });
    expect(JSON.stringify((await loadStaged(store, id, 'settings')).get(0))).not.toMatch(/pseudonym|token/i);
  });

  it('goes on with the business files of an earlier intake, and lists them', async () => {
    const job = openMemoryJob();
    await runIntake(await job.bring(ROWS, { joins: { deals: job.write('deals.csv', FIRST) } }), job.context);
    await runIntake(await job.bring([naming('T-late')], { name: 'late.csv' }), job.context);
    const run = JSON.parse(readFileSync(join(job.out, '2026-W46/analyst/run.json'), 'utf8'));
    expect(run.joins).toMatchObject([{ kind: 'deals', file: 'deals.csv', rows: 1 }]);
    expect(job.told.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^From earlier runs: deals \(deals\.csv\)/),
    );
  });

  it('takes names of sellers out of texts as long as any file has ever named them', async () => {
    const job = openMemoryJob();
    await runIntake(await job.bring(ROWS, { joins: { deals: job.write('deals.csv', FIRST) } }), job.context);
    await runIntake(
      await job.bring([naming('T-1')], { joins: { deals: job.write('deals.csv', SECOND) } }),
      job.context,
    );
    await runIntake(await job.bring([naming('T-2')]), job.context);
    for (const id of ['T-1', 'T-2']) {
      expect(await textOf(job, id)).toContain('promised us a discount');
      expect(await textOf(job, id)).not.toMatch(/Applewhite|Fairbrother/);
    }
  });

  it('knows the sellers of an intake that nobody has worked out yet', async () => {
    const job = openMemoryJob();
    await job.bring(ROWS, { joins: { deals: job.write('deals.csv', FIRST) } });
    const next = await job.bring([naming('T-next')], { name: 'next.csv' });
    expect(await sellersOf(job, next.id)).toEqual(['Quentin Applewhite']);
  });

  it('leaves them in where the operator wants sellers named, and knows them all the same', async () => {
    const job = openMemoryJob({ 'privacy.nameSellers': true });
    const { id } = await job.bring(ROWS, { joins: { deals: job.write('deals.csv', FIRST) } });
    expect(await sellersOf(job, id)).toEqual([]);
    expect(await job.store.readSetting('sellers')).toBe('["Quentin Applewhite"]');
  });
});
