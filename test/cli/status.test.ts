import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../src/adapters/store/embedded.ts';
import { lastWeekOver } from '../../src/app/status.ts';
import { describeStatus } from '../../src/cli/status.ts';
import type { IntakeId } from '../../src/domain/intake.ts';
import type { RunId } from '../../src/domain/run.ts';
import { addWeeks, type IsoWeek, weekDays } from '../../src/domain/week.ts';
import { csv, ticketRows } from '../made-export.ts';
import { placesWithStore } from './harness.ts';

const makePlace = placesWithStore();
const week = (number: number) => `2026-W${number}` as IsoWeek;

describe('coalface status', () => {
  it('says that nothing is waiting in a store that knows nothing, and ends well', async () => {
    const here = makePlace();
    const { code, out, err } = await here.call('status');
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(`Store: ${join(here.dir, 'home/store')}\nNothing is waiting.\n`);
  });

  it('ends well while every week that is over has its report, and with code 5 once one was missed', async () => {
    const here = makePlace();
    const last = lastWeekOver(new Date(), 'UTC');
    const closedIn = (of: IsoWeek) =>
      ticketRows(4).map((row) => row.with(0, `${of}-${row[0]}`).with(1, `${weekDays(of).sunday}T09:00:00Z`));
    const run = (of: IsoWeek) => here.call('run', here.write(`${of}.csv`, csv(closedIn(of))));
    await run(last);
    const well = await here.call('status', '--json');
    expect(well.code).toBe(0);
    expect(JSON.parse(well.out)).toMatchObject({
      schema: 'coalface.status/1',
      ok: true,
      data: { intakes: [], weeks: [{ week: last, state: 'published', runId: `${last}-r1`, tickets: 12, code: null }] },
    });
    await run(addWeeks(last, -2));
    const missed = await here.call('status');
    expect(missed.code).toBe(5);
    expect(missed.out).toMatch(new RegExp(`^${addWeeks(last, -1)}  missed +0 tickets`, 'm'));
  });

  it('tells of files that could not be brought in, and ends with code 5 until others could', async () => {
    const here = makePlace();
    const store = await openEmbeddedStore(join(here.dir, 'home'));
    const file = { kind: 'tickets', name: 'empty.csv', path: '/in/empty.csv', sha256: 'ab' };
    const { id } = await store.openIntake('a'.repeat(64), { files: [file], period: {}, out: '/o', lane: 'queue' });
    const failure = { state: 'failed', code: 'no-tickets', attempts: 1, ms: 0, counts: {}, shard: 0 } as const;
    await store.markStep({ ...failure, scope: id, step: 'gather' });
    await store.settleIntake(id);
    await store.close();
    const told = await here.call('status');
    expect(told.code).toBe(5);
    expect(told.out).toMatch(/^Intake aaaaaaaaaaaa-1 failed at \S+: gather \(no-tickets\) of empty\.csv; /m);
    const { failedIntakes } = JSON.parse((await here.call('status', '--json')).out).data;
    expect(failedIntakes).toMatchObject([{ id, files: ['empty.csv'], step: 'gather', code: 'no-tickets' }]);
  });
});

describe('describeStatus', () => {
  it('shows weeks, then what is waiting, then the steps that are under way or have failed', () => {
    const mark = { done: 2, failed: 0, started: 0 };
    const lines = describeStatus({
      store: '/srv/store',
      intakes: [
        { id: 'a1-1' as IntakeId, files: ['tickets.csv', 'deals.csv'], since: '2026-11-16T06:00:00.000Z' },
        { id: 'b2-1' as IntakeId, files: [], since: '2026-11-16T06:01:00.000Z' },
      ],
      failedIntakes: [
        {
          id: 'c3-1' as IntakeId,
          files: ['empty.csv'],
          step: 'gather',
          code: 'no-tickets',
          at: '2026-11-16T05:00:00.000Z',
        },
      ],
      weeks: [
        {
          week: week(44),
          state: 'published',
          runId: '2026-W44-r1' as RunId,
          tickets: 1_234_567,
          code: null,
          publishedAt: 'x',
        },
        {
          week: week(45),
          state: 'failed',
          runId: '2026-W45-r2' as RunId,
          tickets: 9,
          code: 'step-timeout',
          publishedAt: null,
        },
        { week: week(46), state: 'missed', runId: null, tickets: 0, code: null, publishedAt: null },
      ],
      steps: [
        { ...mark, scope: '2026-W44-r1' as RunId, step: 'fit' },
        { ...mark, scope: '2026-W45-r2' as RunId, step: 'tag', failed: 1, started: 3 },
      ],
    });
    expect(lines).toEqual([
      'Store: /srv/store',
      '2026-W44  published  1234567 tickets  2026-W44-r1',
      '2026-W45  failed           9 tickets  2026-W45-r2  (step-timeout)',
      '2026-W46  missed           0 tickets',
      'Intake a1-1 since 2026-11-16T06:00:00.000Z: tickets.csv, deals.csv',
      'Intake b2-1 since 2026-11-16T06:01:00.000Z: stored weeks',
      'Intake c3-1 failed at 2026-11-16T05:00:00.000Z: gather (no-tickets) of empty.csv; the log of the worker tells why',
      '2026-W45-r2  tag: 2 done, 3 under way, 1 failed',
    ]);
  });
});
