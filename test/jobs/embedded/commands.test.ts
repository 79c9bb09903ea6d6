import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeFolderLock } from '../../../src/adapters/store/folder-lock.ts';
import { csv, MARKER, ticketRows } from '../../made-export.ts';
import { type Ended, type Running, referencePages, type Site, until } from '../site.ts';
import { drop, embeddedSites, homeOf } from './embedded-sites.ts';

const PER_WEEK = 20;
const SECRETS = {
  COALFACE_PSEUDONYM_KEY: 'a-key-that-nobody-knows',
  COALFACE_MONITOR_BOARD_TOKEN: 'a-token-that-nobody-has',
};
const makeSite = embeddedSites(PER_WEEK);
const json = ({ out }: Ended) => JSON.parse(out);

describe('commands that meet an embedded worker', { timeout: 120_000 }, () => {
  let site: Site;
  let worker: Running;
  let url: string;
  const said: string[] = [];

  beforeAll(async () => {
    site = makeSite(SECRETS);
    worker = site.start(['work'], { COALFACE_MONITOR_PORT: '0' });
    url = String((await worker.says(({ msg }) => msg === 'worker started')).monitor);
  }, 60_000);
  afterAll(() => {
    const inbox = join(homeOf(site), 'inbox');
    for (const name of readdirSync(inbox)) said.push(readFileSync(join(inbox, name), 'utf8'));
  });

  const get = async (path: string) => {
    const answer = await fetch(`${url}${path}`);
    const text = await answer.text();
    said.push(text);
    return { status: answer.status, text };
  };

  it('bring files in through its inbox, and wait until it has worked them out', async () => {
    const waiting = site.enqueue('--wait', '--json');
    await worker.says(({ msg }) => msg === 'ingest done');
    for (const path of ['/healthz', '/readyz', '/metrics']) expect(await get(path)).toMatchObject({ status: 200 });
    const ended = await waiting;
    expect(ended).toMatchObject({ code: 0, err: expect.stringMatching(/^Mapping: [^\n]* \(new: [^\n]*\)\n$/) });
    expect(json(ended)).toMatchObject({ schema: 'coalface.enqueued/1', ok: true, data: { failed: [] } });
    expect(site.pages()).toEqual(await referencePages(PER_WEEK));
    expect((await get('/metrics')).text).toMatch(/coalface_weeks\{state="published"\} 3\n/);
  });

  it('ask it how far it is', async () => {
    const { weeks, intakes } = await site.status();
    expect(intakes).toEqual([]);
    expect(weeks.slice(0, 3).map(({ week, state, tickets }) => [week, state, tickets])).toEqual([
      ['2026-W44', 'published', PER_WEEK],
      ['2026-W45', 'published', PER_WEEK],
      ['2026-W46', 'published', PER_WEEK],
    ]);
  });

  it('have it take what lies in a folder, each file once', async () => {
    const exports = join(site.dir, 'exports');
    const missing = await site.command(['enqueue', '--source', exports, '--out', site.out]);
    expect([missing.code, missing.err]).toEqual([
      3,
      expect.stringMatching(/^error: .*exports: expected a folder that/),
    ]);

    mkdirSync(exports);
    const take = () => site.command(['enqueue', '--source', 'exports', '--out', site.out, '--wait']);
    const names = (folder: string) => readdirSync(join(exports, folder)).map((name) => name.replace(/^.{12}-/, ''));
    drop(exports, 'brought-by-hand.csv', readFileSync(join(site.dir, 'tickets.csv'), 'utf8'));
    expect(await take()).toMatchObject({ code: 0, out: 'nothing new\n' });
    drop(exports, 'fewer.csv', csv(ticketRows(PER_WEEK).slice(0, 30)));
    expect(await take()).toMatchObject({ code: 0, out: expect.stringMatching(/^[0-9a-f]{12}-1\n$/) });
    expect([names('twice'), names('taken')]).toEqual([['brought-by-hand.csv'], ['fewer.csv']]);
    expect((await site.status()).weeks.slice(0, 3).map(({ runId }) => runId)).toEqual([
      '2026-W44-r1',
      '2026-W45-r1',
      '2026-W46-r1',
    ]);
  });

  it('set, show and remove its schedule', async () => {
    const schedule = (...words: readonly string[]) => site.command(['schedule', ...words, '--json']);
    const wanted = { pattern: '0 6 * * 1', zone: 'Europe/Berlin', source: join(site.dir, 'exports'), out: site.out };
    const set = ['--cron', '0 6 * * 1', '--tz', 'Europe/Berlin', '--source', 'exports', '--out', 'reports'];
    expect(json(await schedule(...set)).data).toEqual(wanted);
    expect(json(await schedule()).data).toEqual(wanted);
    const bad = await schedule('--cron', '0 25 * * 1');
    expect([bad.code, json(bad).errors[0].code]).toEqual([3, 'schedule-pattern']);
    expect(json(await schedule('--remove')).data).toBe(null);
    expect(json(await schedule()).data).toBe(null);
  });

  it('are told what to do where it cannot do their work', async () => {
    const run = await site.command(['run', 'tickets.csv', '--out', site.out]);
    expect([run.code, run.err]).toEqual([3, expect.stringMatching(/a running worker holds it; .*`coalface enqueue`/)]);
    const second = await site.command(['work']);
    expect([second.code, second.err]).toEqual([3, expect.stringMatching(/a running worker holds it; one is enough/)]);
    expect(second.err).not.toContain('waiting');
  });

  it('leave no word of a ticket and no secret in its log, its metrics and its inbox', async () => {
    worker.child.kill('SIGTERM');
    const { code, err, out } = await worker.ended;
    expect([code, out]).toEqual([143, '']);
    const lines = err.trimEnd().split('\n');
    expect(worker.lines()).toHaveLength(lines.length);
    expect(lines.map((line) => typeof JSON.parse(line).msg)).toEqual(lines.map(() => 'string'));
    for (const secret of [MARKER, ...Object.values(SECRETS)])
      expect([err, ...said].filter((text) => text.includes(secret))).toEqual([]);
  });
});

describe('commands that meet another command', { timeout: 60_000, concurrent: true }, () => {
  it('wait for it to end, and then do their work', async () => {
    const site = makeSite();
    const lock = await takeFolderLock(join(homeOf(site), 'store.lock'));
    const status = site.start(['status']);
    const worker = site.start(['work', '--drain']);
    await worker.says(({ msg }) => msg.includes('waiting for it to end'));
    setTimeout(lock.release, 500);
    expect(await status.ended).toMatchObject({ code: 0, out: expect.stringContaining('Nothing is waiting.') });
    expect(await worker.ended).toMatchObject({ code: 0 });
  });

  it('leave the store to the worker that they wait for', async () => {
    const site = makeSite();
    const waiting = site.enqueue('--wait');
    await until(() => existsSync(join(homeOf(site), 'store.lock')));
    await until(() => !existsSync(join(homeOf(site), 'store.lock')));
    expect(await site.command(['work', '--drain'])).toMatchObject({ code: 0 });
    expect(await waiting).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^(?:Mapping: .*\n)?No worker is here yet: start one with/),
    });
    expect(site.pages().size).toBeGreaterThan(0);
  });

  it('name it where it does not end', async () => {
    const site = makeSite();
    const lock = await takeFolderLock(join(homeOf(site), 'store.lock'));
    const { code, err } = await site.command(['status']);
    lock.release();
    expect(code).toBe(3);
    expect(err).toMatch(new RegExp(`^Another command holds the store.*\\nerror: .*process ${process.pid} on `));
  });
});
