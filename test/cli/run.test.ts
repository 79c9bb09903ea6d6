import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../src/adapters/store/embedded.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { csv, ticketRows } from '../made-export.ts';
import { type Ended, type Place, placesWithStore } from './harness.ts';

const makePlace = placesWithStore();
const ROOT_ALONE = 'a small file system can be mounted by root alone';
const mounts: string[] = [];
afterEach(() => mounts.splice(0).forEach((dir) => void execFileSync('umount', [dir])));

const runs = ({ out }: Ended): Record<string, boolean> =>
  Object.fromEntries(
    JSON.parse(out).data.weeks.map((week: { run_id: string; changed: boolean }) => [week.run_id, week.changed]),
  );

describe('coalface run', () => {
  it('says nothing new and touches no page when nothing changed, and recomputes from a changed ticket on', async () => {
    const here = makePlace();
    const rows = ticketRows();
    const first = await here.call('run', here.write('tickets.csv', csv(rows)), '--json');
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out)).toMatchObject({
      schema: 'coalface.run-result/1',
      ok: true,
      warnings: [],
      errors: [],
    });
    expect(runs(first)).toEqual({ '2026-W44-r1': true, '2026-W45-r1': true, '2026-W46-r1': true });
    const pages = here.list('reports');

    const again = await here.call('run', join(here.dir, 'tickets.csv'));
    expect([again.code, again.out]).toEqual([0, `${join(here.dir, 'reports/index.html')}\n`]);
    expect(again.err).toMatch(/^Store: .* knows 3 weeks, 2026-W44 to 2026-W46\n/);
    expect(again.err).toContain('Nothing new: 3 weeks are as they were.');
    expect(here.list('reports')).toEqual(pages);
    const people = await requesters(here);

    // One ticket of the middle week, in a file of its own: the later week is worked out again, too.
    const late = (rows[35] as string[]).with(3, 'The pump was replaced and hums again.');
    const changed = await here.call('run', here.write('late.csv', csv([late])), '--json', '--quiet');
    expect([changed.code, changed.err]).toEqual([0, '']);
    expect(runs(changed)).toEqual({ '2026-W44-r1': false, '2026-W45-r2': true, '2026-W46-r2': true });
    const kept = (lines: readonly string[]) => lines.filter((line) => /2026-W44|first-look/.test(line));
    expect(kept(here.list('reports'))).toEqual(kept(pages));
    expect(await requesters(here)).toEqual(people);
  });

  it('reports the weeks asked for alone, and refuses one that is not over or not there before it writes', async () => {
    const here = makePlace();
    const rows = ticketRows().slice(0, 80);
    const file = here.write('tickets.csv', csv(rows));
    const run = (...words: string[]) => here.call('run', file, ...words);
    const cut = await run('--week', '2026-W46', '--json');
    expect([cut.code, JSON.parse(cut.out).errors[0].code]).toEqual([3, 'week-not-complete']);
    expect(cut.err).toMatch(
      /error: tickets\.csv: .*2026-W46, which ends on 2026-11-15 .* closed on 2026-11-13; pass --as-of/,
    );
    expect((await run('--week', '2026-W50')).err).toMatch(/error: .*got tickets of 2026-W44 to 2026-W46 alone/);
    expect((await run('--from', '2026-11-09')).err).toMatch(/error: .*expected a week that is over within --from/);
    expect(here.list('reports')).toEqual([]);

    expect(runs(await run('--week', '2026-W44', '--json'))).toEqual({ '2026-W44-r1': true });
    expect(readdirSync(join(here.dir, 'reports'))).toEqual(['2026-W44', 'first-look', 'index.html']);
    expect(runs(await run('--from', '2026-11-02', '--as-of', '2026-11-15', '--json'))).toEqual({
      '2026-W45-r1': true,
      '2026-W46-r1': true,
    });
    const other = join(here.dir, 'other');
    expect((await run('--week', '2026-W45', '--out', other)).code).toBe(0);
    expect(readFileSync(join(other, 'index.html'), 'utf8')).not.toContain('2026-W44/index.html');
  });

  it('reports the good rows beside bad ones, warns of joins that never match, and counts none of them as zero', async () => {
    const here = makePlace();
    const rows = [...ticketRows(), ['T-x', 'cut short']];
    const accounts = here.write('accounts.csv', 'account_id,name\nX-1,One\nX-2,Two\n');
    const deals = here.write(
      'deals.csv',
      'deal_id,account_id,closed_at,sales_team\nD-1,X-1,2026-09-30,North\nD-2,,2026-09-30,N\n',
    );
    const projects = here.write('projects.csv', 'project_id,account_id,solution,engineer\nP-1,X-1,Import,E. Moss\n');
    const joins = ['--accounts', accounts, '--deals', deals, '--projects', projects];
    const { code, out } = await here.call('run', here.write('tickets.csv', csv(rows)), '--json', ...joins);
    const { ok, data, warnings } = JSON.parse(out);
    expect([code, ok]).toEqual([4, true]);
    expect(warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^accounts: only 0 of 90 tickets with an account id/),
        expect.stringMatching(/^deals: 0 of 90 .*refused$/),
        expect.stringMatching(/^projects: 0 of 0 .*refused$/),
        expect.stringMatching(/^tickets\.csv:92: expected 7 cells, got 2/),
        expect.stringMatching(/^deals\.csv:3:account_id: expected a value/),
        expect.stringMatching(/^1 of 91 rows were rejected, more than the limit of 0\.01/),
      ]),
    );
    expect(data.match_rates).toMatchObject([
      { join: 'accounts', matched: 0, of: 90 },
      { join: 'deals', matched: 0, of: 90 },
      { join: 'projects', matched: 0, of: 0 },
    ]);
    const week = join(here.dir, 'reports/2026-W46');
    expect(readFileSync(join(week, 'analyst/rejects.csv'), 'utf8')).toMatch(/^tickets\.csv,92,.*ragged-row/m);
    const { refusals, findings, coverage } = JSON.parse(readFileSync(join(week, 'findings.json'), 'utf8'));
    expect(coverage).toMatchObject({ tickets: 30, rejected: 1 });
    expect(refusals.map(({ department }: { department: string }) => department)).toContain('sales');
    expect(JSON.stringify(findings)).not.toContain('"sales_team"');
  });

  it('ends with code 3 and names the process that holds the store', async () => {
    const here = makePlace();
    here.write('tickets.csv', csv(ticketRows(4)));
    const store = await openEmbeddedStore(join(here.dir, 'home'));
    const { code, out, err } = await here.spawn(['run', 'tickets.csv']);
    await store.close();
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(new RegExp(`^error: .*store\\.lock: .*process ${process.pid} on .*COALFACE_HOME`));
    expect(here.list('reports')).toEqual([]);
  });

  it('is stopped by Ctrl-C with code 130, and the same command ends the work', async () => {
    const here = makePlace();
    here.write('tickets.csv', csv(ticketRows(10)));
    const stopped = await here.spawn(['run', 'tickets.csv'], {}, (child, said) => {
      if (said.includes('2026-W44')) child.kill('SIGINT');
    });
    expect([stopped.code, stopped.out]).toEqual([130, '']);
    expect((await here.call('run', join(here.dir, 'tickets.csv'))).code).toBe(0);
    const reports = readdirSync(join(here.dir, 'reports'));
    expect(reports).toEqual(['2026-W44', '2026-W45', '2026-W46', 'first-look', 'index.html']);
  });

  it('reads no .env file', async () => {
    const here = makePlace();
    here.write('.env', 'COALFACE_REPORTING_ZONE=Asia/Tokyo\n');
    const shown = await here.spawn(['config', 'show']);
    expect([shown.code, shown.err]).toEqual([0, '']);
    expect(shown.out).toContain('reporting.zone = "UTC"');
    const set = await here.spawn(['config', 'show'], { COALFACE_REPORTING_ZONE: 'Asia/Tokyo' });
    expect(set.out).toContain('reporting.zone = "Asia/Tokyo"');
  });
});

describe('coalface run on a full disk', () => {
  it('keeps nothing half-written among the reports, and ends the work once there is room', async (context) => {
    const here = makePlace();
    const file = here.write('tickets.csv', csv(ticketRows(10)));
    const full = mountSmall(join(here.dir, 'small'), '100k') ?? context.skip(ROOT_ALONE);
    const { code, out, err } = await here.call('run', file, '--out', join(full, 'reports'));
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(/error: .*the disk is full \(ENOSPC\); free some space/);
    expect(readdirSync(join(full, 'reports'))).toEqual([]);
    execFileSync('mount', ['-o', 'remount,size=10m', full]);
    expect((await here.call('run', file, '--out', join(full, 'reports'))).code).toBe(0);
  });

  it('refuses a read-only report folder before it reads anything', async (context) => {
    const here = makePlace();
    const file = here.write('tickets.csv', csv(ticketRows(10)));
    const closed = mountSmall(join(here.dir, 'small'), '100k') ?? context.skip(ROOT_ALONE);
    execFileSync('mount', ['-o', 'remount,ro', closed]);
    const { code, err } = await here.call('run', file, '--out', join(closed, 'reports'));
    expect(code).toBe(3);
    expect(err).toMatch(/^error: .*expected a folder to write to, got EROFS .*choose another with --out\n$/);
  });

  it('says that the store is full, and takes the work up once there is room', async (context) => {
    const here = makePlace((dir) => mountSmall(join(dir, 'home'), '60m'));
    if (mounts.length === 0) context.skip(ROOT_ALONE);
    const file = here.write('tickets.csv', csv(ticketRows()));
    const home = join(here.dir, 'home');
    const { bavail, bsize } = statfsSync(home);
    writeFileSync(join(home, 'filler'), Buffer.alloc((bavail - 20) * bsize));
    const { code, out, err } = await here.spawn(['run', file]);
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(/error: .*No space left on device; free some space on its disk, then run again/);
    expect(here.list('reports')).toEqual([]);
    rmSync(join(home, 'filler'));
    expect((await here.call('run', file)).code).toBe(0);
  });
});

/** A file system of its own that is soon full; undefined where this user may not mount one. */
function mountSmall(path: string, size: string): string | undefined {
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  mounts.push(path);
  return path;
}

async function requesters({ dir }: Place): Promise<Record<string, string | undefined>> {
  const store = await openEmbeddedStore(join(dir, 'home'));
  const tickets = await store.loadTickets('2026-W01' as IsoWeek, '2026-W53' as IsoWeek);
  await store.close();
  return Object.fromEntries(tickets.map(({ id, requester }) => [id, requester]));
}
