import { describe, expect, it } from 'vitest';
import { ingest } from '../../src/ingest/ingest.ts';
import { addTotals, makeReceipt, NO_TOTALS } from '../../src/ingest/receipt.ts';
import { startProfile } from '../../src/ingest/source-profile.ts';

const FACTS = { sha256: 'ab', bytes: 10, encoding: 'utf-8', delimiter: ',' } as const;

function receiptOf(headers: readonly string[], shards: readonly (readonly (readonly string[])[])[]) {
  const pass = startProfile(headers, 'f.csv', { zone: 'UTC', zoneFrom: 'default' });
  for (const cells of shards.flat()) pass.add(cells);
  const profile = pass.finish();
  const context = { zone: 'UTC', seen: new Set<string>(), pseudonymize: String };
  let totals = NO_TOTALS;
  for (const shard of shards) {
    const rows = shard.map((body, i) => ({ source: 'f.csv', row: i + 2, body }));
    totals = addTotals(totals, ingest(rows, profile, context), 'UTC');
  }
  return makeReceipt(FACTS, profile, totals);
}

describe('makeReceipt', () => {
  it('adds shards up, with days and unmapped headers', () => {
    const receipt = receiptOf(
      ['id', 'closed_at', 'subject', 'Colour'],
      [
        [['2', '2026-11-10 09:00', 'b a@b.com', 'red']],
        [
          ['1', '2026-11-09 09:00', 'a', 'red'],
          ['1', '2026-11-09 09:00', 'a', 'red'],
        ],
      ],
    );
    expect(receipt).toMatchObject({ rows: 3, used: 2, duplicate: 1, firstDay: '2026-11-09', lastDay: '2026-11-10' });
    expect(receipt).toMatchObject({ unmapped: ['Colour'], cut: { email: 1 }, dateFormat: 'ymd', zoneFrom: 'default' });
    expect(receipt.warnings).toEqual([expect.stringContaining('--tz')]);
  });

  it('says what a subject-only export cannot give, and what to ask for', () => {
    const { gaps } = receiptOf(['id', 'closed_at', 'subject'], [[['1', '2026-11-09', 'a']]]);
    expect(gaps[0]).toMatch(/^description: only topics and trends.*ask the helpdesk administrator/);
    expect(receiptOf(['id', 'closed_at', 'description'], []).gaps.some((gap) => gap.startsWith('description'))).toBe(
      false,
    );
  });

  it('warns of other cells that are kept in part', () => {
    const rows = [['1', '2026-11-09', 'a', 'x'.repeat(5_000)]];
    const { warnings } = receiptOf(['id', 'closed_at', 'description', 'Log'], [rows]);
    expect(warnings).toEqual([expect.stringMatching(/^1 cells of other columns .* longer than 4,000 characters/)]);
  });

  it('warns of an export cap and of texts cut at it', () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => [`${i}`, '2026-11-09', i === 0 ? 'x'.repeat(32_000) : 'a']);
    const { warnings } = receiptOf(['id', 'closed_at', 'description'], [rows]);
    expect(warnings).toEqual([expect.stringContaining('10,000 rows'), expect.stringMatching(/^1 rows? /)]);
  });
});
