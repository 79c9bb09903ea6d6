import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../src/domain/ticket.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import type { Ingested } from '../../src/ingest/ingest.ts';
import { settleShard, startSettling } from '../../src/pipeline/settle-shard.ts';
import { ticket } from '../contract/ticket.ts';

const shardOf = (...tickets: readonly Ticket[]) =>
  ({ tickets, rejects: [{ code: 'x' }], counts: { rows: 9, duplicate: 2 } }) as unknown as Ingested;
const plain = (id: string) => ticket(id, '2026-W46' as IsoWeek);
const shard = (...ids: readonly string[]) => shardOf(...ids.map(plain));
const idsOf = ({ tickets }: Ingested) => tickets.map(({ id }) => id);

const LEAK = 'The pump on line 4 leaks oil since the last service visit, please send a new seal.';
const said = (id: string, day: number, requester: string | undefined, description = LEAK, more: Partial<Ticket> = {}) =>
  ({
    ...plain(id),
    createdAt: new Date(Date.UTC(2026, 8, day)).toISOString(),
    requester,
    accountId: undefined,
    description,
    ...more,
  }) as Ticket;
const kept = (...tickets: readonly Ticket[]) => idsOf(settleShard(shardOf(...tickets), startSettling()));

describe('settleShard', () => {
  it('leaves a shard as it is where nothing came before', () => {
    const memory = startSettling();
    expect(settleShard(shard('a', 'b'), memory)).toEqual(shard('a', 'b'));
    expect([...memory.seen]).toEqual(['a', 'b']);
  });

  it('takes out what an earlier shard has brought, and counts it as duplicate', () => {
    const memory = startSettling();
    settleShard(shard('b', 'x'), memory);
    const settled = settleShard(shard('a', 'b', 'c'), memory);
    expect(idsOf(settled)).toEqual(['a', 'c']);
    expect(settled.counts).toEqual({ rows: 9, duplicate: 3 });
    expect(settled.rejects).toHaveLength(1);
    expect([...memory.seen]).toEqual(['b', 'x', 'a', 'c']);
  });

  it('takes out what the same person sends again within fourteen days', () => {
    const again = 'the PUMP on line 5 leaks oil, since the last service-visit please send a [NAME] new seal';
    expect(kept(said('a', 1, 'p'), said('b', 15, 'p', again))).toEqual(['a']);
    expect(kept(said('a', 1, 'p'), said('b', 16, 'p', again))).toEqual(['a', 'b']);
  });

  it('measures the fortnight from the ticket that was kept', () => {
    expect(kept(said('a', 1, 'p'), said('b', 12, 'p'), said('c', 24, 'p'), said('d', 30, 'p'))).toEqual(['a', 'c']);
  });

  it.each([
    ['another person', said('b', 2, 'q')],
    ['other words', said('b', 2, 'p', LEAK.replace('oil', 'water'))],
    ['another unit', said('b', 2, 'p', LEAK, { serial: 'TX2-001' })],
    ['another subject', said('b', 2, 'p', LEAK, { subject: 'Second pump' as Ticket['subject'] })],
  ])('keeps %s', (_, other) => {
    expect(kept(said('a', 1, 'p'), other)).toEqual(['a', 'b']);
  });

  it('keeps short texts and texts of nobody known', () => {
    expect(kept(said('a', 1, 'p', 'It leaks.'), said('b', 2, 'p', 'It leaks.'))).toEqual(['a', 'b']);
    expect(kept(said('a', 1, undefined), said('b', 2, undefined))).toEqual(['a', 'b']);
  });

  it('goes by the account where the requester is unknown', () => {
    const [a, b] = [
      said('a', 1, undefined, LEAK, { accountId: 'x' }),
      said('b', 2, undefined, LEAK, { accountId: 'x' }),
    ];
    expect(kept(a, b)).toEqual(['a']);
  });

  it('takes an answer to a subject for the same subject', () => {
    const [a, b] = ['Pump', 'Re: Pump'].map((subject, i) =>
      said(`${i}`, 1 + i, 'p', LEAK, { subject: subject as Ticket['subject'] }),
    );
    expect(kept(a as Ticket, b as Ticket)).toEqual(['0']);
  });

  it('comes to the same however the rows are cut into shards', () => {
    const any = fc.record({
      id: fc.integer({ min: 0, max: 12 }),
      day: fc.integer({ min: 1, max: 60 }),
      who: fc.constantFrom('p', 'q', undefined),
      text: fc.constantFrom(LEAK, `${LEAK} It is urgent.`, 'short'),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), fc.integer({ min: 1, max: 30 }), (rows, size) => {
        const tickets = rows.map(({ id, day, who, text }) => said(`${id}`, day, who, text));
        const memory = startSettling();
        const parts: string[] = [];
        for (let i = 0; i < tickets.length; i += size)
          parts.push(...idsOf(settleShard(shardOf(...tickets.slice(i, i + size)), memory)));
        expect(parts).toEqual(kept(...tickets));
      }),
    );
  });
});
