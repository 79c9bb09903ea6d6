import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../src/domain/ticket.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { openMergedTexts } from '../../src/pipeline/merged-texts.ts';
import { runIntake } from '../../src/pipeline.ts';
import { ticket } from '../contract/ticket.ts';
import { HEADER, ticketRows } from '../made-export.ts';
import { openMemoryJob } from './memory-job.ts';

const COLUMNS = [...HEADER, 'merged_into'];
const ROWS = ticketRows(12).map((row) => [...row, '']);
const LEAK = 'The gasket of the second valve leaks since Monday, please send another one.';
const childRow = (id: string, into: string) =>
  (ROWS[0] as string[])
    .with(0, id)
    .with(2, `Leak ${id}`)
    .with(3, `${LEAK} It is ${id}.`)
    .with(5, `${id}@example.com`)
    .with(7, into);

async function bringIn(files: readonly (readonly (readonly string[])[])[]) {
  const job = openMemoryJob();
  const receipts = [];
  for (const [at, rows] of files.entries()) {
    const { input } = await runIntake(await job.bring(rows, { header: COLUMNS, name: `${at}.csv` }), job.context);
    receipts.push(...input.receipts);
  }
  const tickets = await job.store.loadTickets('2026-W01' as IsoWeek, '2026-W53' as IsoWeek);
  return { receipts, said: new Map(tickets.map(({ id, messages }) => [id as string, messages])) };
}

describe('gatherFiles', () => {
  it('keeps the words of merged tickets with the one that they went into, and counts them as merged', async () => {
    const { receipts, said } = await bringIn([
      [childRow('M-1', 'T-30'), ...ROWS, childRow('M-2', 'T-2'), childRow('M-3', 'T-99')],
    ]);
    expect(said.get('T-30')).toMatchObject([
      {
        who: 'customer',
        public: true,
        text: expect.stringContaining('Leak M-1\nThe gasket'),
        mergedFrom: { id: 'M-1' },
      },
    ]);
    expect(said.get('T-2')).toMatchObject([{ mergedFrom: { id: 'M-2' } }]);
    expect(said.has('M-1')).toBe(false);
    expect(receipts[0]).toMatchObject({ rows: 39, used: 36, merged: 3, source: { mergedLinked: 3, mergedKept: 2 } });
  });

  it('comes to the same in whatever order rows stand', async () => {
    const rows = [...ROWS, childRow('M-1', 'M-2'), childRow('M-2', 'T-5'), childRow('M-3', 'T-5')];
    const one = await bringIn([rows]);
    const other = await bringIn([rows.toReversed()]);
    expect(one.said.get('T-5')?.map(({ mergedFrom }) => mergedFrom?.id)).toEqual(['M-1', 'M-2', 'M-3']);
    const texts = (said: typeof one.said) => said.get('T-5')?.map(({ at, text }) => [at, text]);
    expect(texts(other.said)).toEqual(texts(one.said));
  });
});

describe('openMergedTexts', () => {
  it('gives the same text however the children are spread over shards', async () => {
    const parent = ticket('p', '2026-W46' as IsoWeek);
    const any = fc.record({ id: fc.integer({ min: 0, max: 20 }), day: fc.integer({ min: 1, max: 28 }) });
    const addTo = async (ids: readonly { id: number; day: number }[], size: number): Promise<Ticket> => {
      const children = ids.map(({ id, day }) => ({
        id: `${id}`,
        into: 'p',
        at: `2026-10-${day}`,
        parties: [],
        messages: [{ at: null, who: 'customer', public: true, text: `${id}` as Ticket['subject'] } as const],
      }));
      const load = async (shard: number) => children.slice(shard * size, (shard + 1) * size);
      return (await openMergedTexts(Math.ceil(children.length / size), load)).addTo(parent);
    };
    const list = fc.uniqueArray(any, { selector: ({ id }) => id, minLength: 1 });
    await fc.assert(
      fc.asyncProperty(list, fc.integer({ min: 1, max: 9 }), async (ids, size) => {
        const whole = await addTo(ids, 100);
        expect(whole.messages).toHaveLength(parent.messages.length + ids.length);
        expect(await addTo(ids.toReversed(), size)).toEqual(whole);
      }),
    );
  });

  it('leaves a ticket as it is where nothing went into it', async () => {
    const parent = ticket('p', '2026-W46' as IsoWeek);
    expect(await (await openMergedTexts(3, async () => [])).addTo(parent)).toBe(parent);
  });
});
