import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeFolderLock } from '../../../src/adapters/store/folder-lock.ts';
import { deadPid, killScript, nextLine, startScript } from './processes.ts';

const IN_USE = { name: 'StoreError', code: 'store-in-use', retryable: false };

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coalface-lock-'));
  path = join(folder, 'store.lock');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('takeFolderLock', () => {
  it('keeps the folder to one holder until he gives it back', async () => {
    const lock = await takeFolderLock(path);
    await expect(takeFolderLock(path)).rejects.toMatchObject(IN_USE);
    lock.release();
    expect(existsSync(path)).toBe(false);
    (await takeFolderLock(path)).release();
  });

  it('names the holder and what to do', async () => {
    await takeFolderLock(path);
    await expect(takeFolderLock(path)).rejects.toThrow(new RegExp(`process ${process.pid} on .* COALFACE_HOME`));
  });

  it('takes over from a dead process', async () => {
    holdAs({ pid: deadPid() });
    (await takeFolderLock(path)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes over from a dead process whose number a living one has got', async (context) => {
    if (process.platform !== 'linux') return context.skip('only Linux says when a process started');
    holdAs({ pid: process.pid, mark: 'another-boot:1' });
    (await takeFolderLock(path)).release();
  });

  it('refuses to judge a holder on another host', async () => {
    holdAs({ pid: deadPid(), host: 'elsewhere.example' });
    await expect(takeFolderLock(path)).rejects.toMatchObject(IN_USE);
  });

  it('takes over a file that a crash left empty, once it is old', async () => {
    writeFileSync(path, '');
    utimesSync(path, 1_000, 1_000);
    (await takeFolderLock(path)).release();
  });

  it('gets past a takeover that was itself cut short', async () => {
    holdAs({ pid: deadPid() });
    writeFileSync(`${path}.takeover`, '');
    utimesSync(`${path}.takeover`, 1_000, 1_000);
    (await takeFolderLock(path)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not remove the lock of another when giving back late', async () => {
    const lock = await takeFolderLock(path);
    holdAs({ pid: process.ppid });
    lock.release();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.ppid });
  });

  it('gives a dead lock to exactly one of several processes that want it', async () => {
    holdAs({ pid: deadPid() });
    const scripts = [1, 2, 3, 4].map(() => startScript('take-lock.ts', path));
    try {
      const answers = await Promise.all(scripts.map(nextLine));
      expect(answers.sort()).toEqual(['store-in-use', 'store-in-use', 'store-in-use', 'taken']);
    } finally {
      await Promise.all(scripts.map(killScript));
    }
  }, 60_000);
});

function holdAs(holder: { readonly pid: number; readonly mark?: string; readonly host?: string }): void {
  writeFileSync(path, JSON.stringify({ mark: null, host: hostname(), since: '2026-11-16T06:00:00.000Z', ...holder }));
}
