import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReportsFolder } from '../../src/adapters/reports-folder.ts';
import { PublishError } from '../../src/domain/errors.ts';
import type { Page } from '../../src/domain/report.ts';

const WEEK = '2026-W46';
const OLD_PAGES = [page('index.html', '<p>old</p>'), page('analyst/topics.csv', 'topic_id\n')];
const NEW_PAGES = [page('index.html', '<p>new · ü</p>'), page('findings.json', '{}')];

let root = '';
let dir = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'coalface-reports-'));
  dir = join(root, 'reports');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('openReportsFolder', () => {
  it('makes the folder and writes every page under its path', async () => {
    await openReportsFolder(dir).publish(WEEK, OLD_PAGES);
    expect(contents(dir)).toEqual({
      [`${WEEK}/analyst/topics.csv`]: 'topic_id\n',
      [`${WEEK}/index.html`]: '<p>old</p>',
    });
  });

  it('replaces a folder as a whole and leaves nothing else behind', async () => {
    const reports = openReportsFolder(dir);
    await reports.publish(WEEK, OLD_PAGES);
    await reports.publish(WEEK, NEW_PAGES);
    expect(contents(dir)).toEqual({ [`${WEEK}/findings.json`]: '{}', [`${WEEK}/index.html`]: '<p>new · ü</p>' });
    expect(readdirSync(dir)).toEqual([WEEK]);
  });

  it('leaves an equal folder alone, times included', async () => {
    const reports = openReportsFolder(dir);
    await reports.publish(WEEK, OLD_PAGES);
    const file = join(dir, WEEK, 'index.html');
    utimesSync(file, 1_000, 1_000);
    await reports.publish(WEEK, OLD_PAGES);
    expect(statSync(file).mtimeMs).toBe(1_000_000);
  });

  it('asks last whether the pages are still wanted, and says whether they are in place', async () => {
    const reports = openReportsFolder(dir);
    expect(await reports.publish(WEEK, OLD_PAGES, async () => true)).toBe(true);
    expect(await reports.publish(WEEK, NEW_PAGES, async () => false)).toBe(false);
    expect(contents(dir)).toEqual({
      [`${WEEK}/analyst/topics.csv`]: 'topic_id\n',
      [`${WEEK}/index.html`]: '<p>old</p>',
    });
    expect(readdirSync(dir)).toEqual([WEEK]);
  });

  it('rewrites a folder that holds the pages and one file more', async () => {
    const reports = openReportsFolder(dir);
    await reports.publish(WEEK, OLD_PAGES);
    writeFileSync(join(dir, WEEK, 'stale.html'), 'stale');
    await reports.publish(WEEK, OLD_PAGES);
    expect(existsSync(join(dir, WEEK, 'stale.html'))).toBe(false);
  });

  it('replaces one page beside the folders, and leaves an equal one alone', async () => {
    const reports = openReportsFolder(dir);
    await reports.publish(WEEK, OLD_PAGES);
    await reports.publishPage(page('index.html', 'first'));
    await reports.publishPage(page('index.html', 'second'));
    utimesSync(join(dir, 'index.html'), 1_000, 1_000);
    await reports.publishPage(page('index.html', 'second'));
    expect(readFileSync(join(dir, 'index.html'), 'utf8')).toBe('second');
    expect(statSync(join(dir, 'index.html')).mtimeMs).toBe(1_000_000);
    expect(readdirSync(dir)).toEqual([WEEK, 'index.html']);
  });

  it('knows which folders were published', async () => {
    const reports = openReportsFolder(dir);
    expect(await reports.has(WEEK)).toBe(false);
    await reports.publish(WEEK, OLD_PAGES);
    expect([await reports.has(WEEK), await reports.has('first-look')]).toEqual([true, false]);
  });

  it('publishes one folder from several calls at once without a failure', async () => {
    const reports = openReportsFolder(dir);
    await Promise.all([
      reports.publish(WEEK, OLD_PAGES),
      reports.publish(WEEK, NEW_PAGES),
      reports.publish(WEEK, OLD_PAGES),
    ]);
    expect(readFileSync(join(dir, WEEK, 'index.html'), 'utf8')).toBe('<p>old</p>');
    expect(readdirSync(dir)).toEqual([WEEK]);
  });
});

describe('what a killed process left', () => {
  const dead = deadPid();

  it('puts back a folder that was moved aside and not replaced', async () => {
    mkdirSync(join(dir, `.old-${WEEK}-${dead}-0a1b2c3d`), { recursive: true });
    writeFileSync(join(dir, `.old-${WEEK}-${dead}-0a1b2c3d`, 'index.html'), 'kept');
    expect(await openReportsFolder(dir).has(WEEK)).toBe(true);
    expect(readFileSync(join(dir, WEEK, 'index.html'), 'utf8')).toBe('kept');
  });

  it('is removed by the next publishing, of this process number too', async () => {
    for (const name of [
      `.tmp-${WEEK}-${dead}-0a1b2c3d`,
      `.tmp-first-look-${process.pid}-0a1b2c3d`,
      `.old-${WEEK}-${dead}-0a1b2c3e`,
    ]) {
      mkdirSync(join(dir, name), { recursive: true });
    }
    await openReportsFolder(dir).publish(WEEK, NEW_PAGES);
    expect(readdirSync(dir)).toEqual([WEEK]);
  });

  it('is left alone while its process lives', async () => {
    mkdirSync(join(dir, `.tmp-${WEEK}-${process.ppid}-0a1b2c3d`), { recursive: true });
    await openReportsFolder(dir).publish(WEEK, NEW_PAGES);
    expect(readdirSync(dir)).toEqual([`.tmp-${WEEK}-${process.ppid}-0a1b2c3d`, WEEK]);
  });
});

describe('what cannot be published', () => {
  it.each(['../x.html', '/etc/x', 'a/../../x', 'a//b', './a', 'a\\..\\b', '', '.hidden', 'a\0b', 'C:x', 'a/'])(
    'refuses the path %j and writes nothing',
    async (path) => {
      const reports = openReportsFolder(dir);
      const refusal = { code: 'page-path', retryable: false };
      await expect(reports.publish(WEEK, [page(path, 'x')])).rejects.toMatchObject(refusal);
      await expect(reports.publish(path, OLD_PAGES)).rejects.toMatchObject(refusal);
      await expect(reports.publishPage(page(path, 'x'))).rejects.toMatchObject(refusal);
      expect(readdirSync(root)).toEqual([]);
    },
  );

  it('refuses two pages that would share a file where case does not count', async () => {
    const twins = [page('Sales.html', 'a'), page('sales.html', 'b')];
    await expect(openReportsFolder(dir).publish(WEEK, twins)).rejects.toMatchObject({ code: 'page-path' });
  });

  it.each([
    ['a file in its place', ''],
    ['a file above its place', '/reports'],
  ])('says that it is not writable: %s', async (_, below) => {
    writeFileSync(dir, 'a file');
    const failure = openReportsFolder(dir + below).publish(WEEK, OLD_PAGES);
    await expect(failure).rejects.toBeInstanceOf(PublishError);
    await expect(failure).rejects.toMatchObject({ code: 'target-not-writable', retryable: false });
  });

  it('keeps the previous report where it may not write', async (context) => {
    if (process.getuid?.() === 0) return context.skip('root may write everywhere');
    const reports = openReportsFolder(dir);
    await reports.publish(WEEK, OLD_PAGES);
    chmodSync(dir, 0o500);
    await expect(reports.publish(WEEK, NEW_PAGES)).rejects.toMatchObject({ code: 'target-not-writable' });
    chmodSync(dir, 0o700);
    expect(contents(dir)[`${WEEK}/index.html`]).toBe('<p>old</p>');
  });

  it('keeps the previous report when the disk is full, and says so', async (context) => {
    mkdirSync(dir);
    if (!mount('size=256k')) return context.skip('mounting a small disk takes root');
    try {
      const reports = openReportsFolder(dir);
      await reports.publish(WEEK, OLD_PAGES);
      const failure = reports.publish(WEEK, [page('index.html', 'x'.repeat(1_000_000))]);
      await expect(failure).rejects.toMatchObject({ code: 'disk-full', message: expect.stringContaining('ENOSPC') });
      expect(contents(dir)[`${WEEK}/index.html`]).toBe('<p>old</p>');
      expect(readdirSync(dir)).toEqual([WEEK]);
    } finally {
      execFileSync('umount', [dir]);
    }
  });

  it('keeps the previous report on a disk that became read-only', async (context) => {
    mkdirSync(dir);
    if (!mount('size=256k')) return context.skip('mounting a small disk takes root');
    try {
      const reports = openReportsFolder(dir);
      await reports.publish(WEEK, OLD_PAGES);
      execFileSync('mount', ['-o', 'remount,ro', dir]);
      await expect(reports.publish(WEEK, NEW_PAGES)).rejects.toMatchObject({ code: 'target-not-writable' });
      await reports.publish(WEEK, OLD_PAGES);
      expect(contents(dir)[`${WEEK}/index.html`]).toBe('<p>old</p>');
    } finally {
      execFileSync('umount', [dir]);
    }
  });
});

function page(path: string, body: string): Page {
  return { path, body, mediaType: 'text/plain' };
}

function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const paths = files.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

function mount(options: string): boolean {
  return process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dir]).status === 0;
}
