import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lastWeekOver } from '../../../src/app/status.ts';
import { addWeeks, type IsoWeek } from '../../../src/domain/week.ts';
import { csv, MARKER, ticketRows } from '../../made-export.ts';
import type { LogLine, Site } from '../site.ts';
import { between, drop, embeddedSites } from './embedded-sites.ts';

const PER_WEEK = 20;
const makeSite = embeddedSites();

// The clock of a process cannot be moved: the export's weeks are the last five that are over today.
const last = lastWeekOver(new Date(), 'UTC');
const weeks = [-4, -3, -2, -1, 0].map((count) => addWeeks(last, count)) as [
  IsoWeek,
  IsoWeek,
  IsoWeek,
  IsoWeek,
  IsoWeek,
];
const [first, second, third, fourth, fifth] = weeks;

/** Rows of these weeks. */
function rowsOf(...wanted: readonly IsoWeek[]): string[][] {
  return wanted.flatMap((week) => {
    const shift = (Date.parse(`${mondayOf(week)}T00:00:00Z`) - Date.UTC(2026, 9, 26)) / 1_000;
    return (
      ticketRows(PER_WEEK)
        .slice(0, PER_WEEK - 1)
        // Other people each week: the same words of the same sender within a fortnight would be one ticket sent twice.
        .map(([id, closed = '', subject = '', text = '', account = '', requester, ...rest]) => [
          `${week}-${id}`,
          moved(closed, shift),
          subject,
          text,
          account,
          `${week}-${requester}`,
          ...rest,
        ])
    );
  });
}

function mondayOf(week: IsoWeek): string {
  const fourth = Date.UTC(Number(week.slice(0, 4)), 0, 4);
  const day =
    fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * 86_400_000 + (Number(week.slice(6)) - 1) * 604_800_000;
  return new Date(day).toISOString().slice(0, 10);
}

const moved = (closed: string, seconds: number) => new Date(Date.parse(closed) + seconds * 1_000).toISOString();

/** The next tick of the schedule is due, and no worker is there. */
const tickIsDue = (site: Site) =>
  between(site, async ({ queue: { queue } }) => {
    const [next] = await queue.getDelayed();
    await next?.changeDelay(0);
  });

async function workOff(site: Site): Promise<readonly LogLine[]> {
  const worker = site.start(['work', '--drain']);
  const { code, err } = await worker.ended;
  expect([code, err.includes(MARKER)]).toEqual([0, false]);
  return worker.lines();
}

const renderedIn = (lines: readonly LogLine[]) =>
  lines.filter(({ msg }) => msg === 'render done').map(({ week }) => week);
const notTaken = (lines: readonly LogLine[]) => lines.filter(({ level }) => level === 'warn').map(({ msg }) => msg);

describe('an embedded worker with a schedule', { timeout: 120_000 }, () => {
  let site: Site;
  let exports: string;
  beforeAll(async () => {
    site = makeSite();
    exports = join(site.dir, 'exports');
    mkdirSync(exports);
    const set = ['schedule', '--cron', '0 6 * * 1', '--source', exports, '--out', site.out];
    expect(await site.command(set)).toMatchObject({ code: 0 });
  }, 60_000);

  const states = async () =>
    (await site.status()).weeks.map(({ week, state, runId }) => [week, state, runId?.replace(`${week}-`, '')]);

  it('that was away for three ticks catches up on three weeks, in their order, each once', async () => {
    drop(exports, 'c.csv', csv(rowsOf(first)));
    drop(exports, 'a.csv', csv(rowsOf(second)));
    drop(exports, 'b.csv', csv(rowsOf(third)));
    await tickIsDue(site);
    const lines = await workOff(site);
    expect(lines.filter(({ msg }) => msg.startsWith('tick'))).toMatchObject([{ msg: 'tick: brought in', files: 3 }]);
    expect(renderedIn(lines)).toEqual([first, second, third]);
    expect(await states()).toEqual([
      [first, 'published', 'r1'],
      [second, 'published', 'r1'],
      [third, 'published', 'r1'],
      [fourth, 'missed', undefined],
      [fifth, 'missed', undefined],
    ]);
    expect(readdirSync(exports).sort()).toEqual(['taken']);
  });

  it('takes overlapping exports without making a week again, and says what it could not read and which week it missed', async () => {
    drop(exports, 'overlapping.csv', csv(rowsOf(second, third, fifth)));
    drop(exports, 'broken.csv', 'neither;a;table\nof;tickets;this\n');
    await tickIsDue(site);
    const lines = await workOff(site);
    expect(notTaken(lines)).toEqual([expect.stringMatching(/^Not read: broken\.csv:/)]);
    expect(renderedIn(lines)).toEqual([fifth]);
    expect(await states()).toEqual([
      [first, 'published', 'r1'],
      [second, 'published', 'r1'],
      [third, 'published', 'r1'],
      [fourth, 'missed', undefined],
      [fifth, 'published', 'r1'],
    ]);
    const ended = await site.command(['status']);
    expect([ended.code, ended.out]).toEqual([
      5,
      expect.stringMatching(new RegExp(`^${fourth} +missed +0 tickets`, 'm')),
    ]);
    const { warnings } = JSON.parse(readFileSync(join(site.out, fifth, 'analyst/run.json'), 'utf8'));
    expect(warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Not read: broken\.csv:/),
        `Week ${fourth} was not produced: no ticket of it was given.`,
      ]),
    );
  });

  it('looks at once when its queue has lost the schedule, and takes nothing twice', async () => {
    await between(site, ({ queue }) => queue.queue.obliterate({ force: true }));
    const lines = await workOff(site);
    expect(lines.filter(({ msg }) => msg.startsWith('tick'))).toMatchObject([{ msg: 'tick: nothing new' }]);
    expect([notTaken(lines), renderedIn(lines)]).toEqual([[], []]);
    await between(site, async ({ queue: { queue } }) => {
      expect(await queue.getJobSchedulers()).toMatchObject([{ pattern: '0 6 * * 1', tz: 'UTC', name: 'tick' }]);
      expect(await queue.getDelayedCount()).toBe(1);
    });
  });

  it('makes the later weeks again where a ticket of an earlier one came late', async () => {
    const [late = []] = rowsOf(third);
    drop(exports, 'late.csv', csv([late.with(0, `${third}-late`)]));
    await tickIsDue(site);
    expect(renderedIn(await workOff(site))).toEqual([third, fifth]);
    expect(await states()).toEqual([
      [first, 'published', 'r1'],
      [second, 'published', 'r1'],
      [third, 'published', 'r2'],
      [fourth, 'missed', undefined],
      [fifth, 'published', 'r2'],
    ]);
  });
});
