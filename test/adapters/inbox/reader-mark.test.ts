import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { isRead, markReader } from '../../../src/adapters/inbox/reader-mark.ts';
import { openInbox } from '../../../src/adapters/inbox.ts';
import { takeFolderLock } from '../../../src/adapters/store/folder-lock.ts';

const NO_LOG = { info: () => {}, warn: () => {} };
let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'coalface-home-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
});

const take = () => takeFolderLock(join(home, 'store.lock'));

describe('isRead', () => {
  it('is true while the holder of the store reads its inbox, and for no other holder', async () => {
    expect(isRead(home)).toBe(false);
    const lock = await take();
    expect(isRead(home)).toBe(false);
    const inbox = openInbox(home, async () => null, NO_LOG);
    expect(isRead(home)).toBe(true);
    await inbox.close();
    expect(isRead(home)).toBe(false);
    lock.release();
  });

  it('is not taken in by the word of a reader that was killed, though the next holder has its number', async () => {
    const killed = await take();
    markReader(home);
    killed.release();
    expect(isRead(home)).toBe(false);
    await new Promise((done) => setTimeout(done, 5));
    const next = await take();
    expect(isRead(home)).toBe(false);
    next.release();
  });

  it('is false where nobody holds the store', () => {
    markReader(home)();
    expect(isRead(home)).toBe(false);
  });
});

describe('markReader', () => {
  it('takes back its own word alone', async () => {
    const first = await take();
    const unmark = markReader(home);
    first.release();
    await new Promise((done) => setTimeout(done, 5));
    const second = await take();
    const unmarkSecond = markReader(home);
    unmark();
    expect(isRead(home)).toBe(true);
    unmarkSecond();
    expect(isRead(home)).toBe(false);
    second.release();
  });
});
