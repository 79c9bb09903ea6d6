import { describe, expect, it } from 'vitest';
import type { IsoWeek } from '../../src/domain/week.ts';
import type { Ingested } from '../../src/ingest/ingest.ts';
import { settleShard } from '../../src/pipeline/settle-shard.ts';
import { ticket } from '../contract/ticket.ts';

const shard = (...ids: readonly string[]) =>
  ({
    tickets: ids.map((id) => ticket(id, '2026-W46' as IsoWeek)),
    rejects: [{ code: 'x' }],
    counts: { rows: 9, duplicate: 2 },
  }) as unknown as Ingested;
const idsOf = ({ tickets }: Ingested) => tickets.map(({ id }) => id);

describe('settleShard', () => {
  it('leaves a shard as it is where nothing came before', () => {
    const seen = new Set<string>();
    expect(settleShard(shard('a', 'b'), seen)).toEqual(shard('a', 'b'));
    expect([...seen]).toEqual(['a', 'b']);
  });

  it('takes out what an earlier shard has brought, and counts it as duplicate', () => {
    const seen = new Set(['b', 'x']);
    const settled = settleShard(shard('a', 'b', 'c'), seen);
    expect(idsOf(settled)).toEqual(['a', 'c']);
    expect(settled.counts).toEqual({ rows: 9, duplicate: 3 });
    expect(settled.rejects).toHaveLength(1);
    expect([...seen]).toEqual(['b', 'x', 'a', 'c']);
  });
});
