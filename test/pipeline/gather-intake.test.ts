import { describe, expect, it } from 'vitest';
import { runIntake } from '../../src/pipeline.ts';
import { ticketRows } from '../made-export.ts';
import { openMemoryJob } from './memory-job.ts';

const ROWS = ticketRows(12);
/** An export in which nothing is closed. */
const OPEN = ROWS.slice(0, 5).map((row) => row.with(1, ''));

describe('gatherIntake', () => {
  it('refuses files without a closed ticket where somebody asks for a report of them', async () => {
    const { bring, context } = openMemoryJob();
    await expect(runIntake(await bring(OPEN), context)).rejects.toMatchObject({
      name: 'InputError',
      code: 'no-tickets',
      message: expect.stringContaining('got none in 5 rows'),
    });
  });

  it('goes on to the stored weeks that lack a report where the schedule brought such files', async () => {
    const { bring, context } = openMemoryJob();
    await runIntake(await bring(ROWS, { period: { asOf: '2026-11-01' } }), context);
    const tick = await bring(OPEN, { name: 'empty.csv', period: { asOf: '2026-11-15', missing: true } });
    const { weeks, input } = await runIntake(tick, context);
    expect(weeks.map(({ runId }) => runId)).toEqual(['2026-W45-r1', '2026-W46-r1']);
    expect(input.receipts).toMatchObject([{ file: 'empty.csv', rows: 5, used: 0 }]);
  });
});
