import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CoalfaceError, PublishError } from '../domain/errors.ts';
import type { Page } from '../domain/report.ts';
import type { Publisher } from '../ports.ts';
import { isRunning } from './is-running.ts';

/**
 * Publishes into a folder of the file system. Pages are written to a hidden sibling and put in place by renaming, so a reader never sees half a page or half a
 * report; between the two renames of a folder, for some microseconds, he may see none. What a killed process left is put right by the next call. Pages that are
 * there already, byte for byte, are left alone with their times.
 * @param dir made when first needed
 */
export function openReportsFolder(dir: string): Publisher {
  const root = resolve(dir);
  // One change after the other: two swaps of one folder at a time would get in each other's way.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work, work).catch((error: unknown) => {
      throw asPublishError(error, root);
    });
    last = result;
    return result;
  };
  return {
    publish: (folder, pages, isWanted) => inTurn(() => publish(root, folder, pages, isWanted)),
    publishPage: (page) => inTurn(() => publishPage(root, page)),
    has: (folder) => inTurn(() => has(root, folder)),
  };
}

async function publish(
  root: string,
  folder: string,
  pages: readonly Page[],
  isWanted = async () => true,
): Promise<boolean> {
  assertNames(folder, [folder]);
  assertDistinct(pages);
  const target = join(root, folder);
  await mkdir(root, { recursive: true });
  await repair(root, folder);
  if (await holdsExactly(target, pages)) return true;
  return usingHidden(root, 'tmp', folder, async (next) => {
    await mkdir(next);
    for (const { path, body } of pages) await write(join(next, path), body);
    // This process may have slept over the writing: another may have put the same pages in place, or newer ones.
    if (await holdsExactly(target, pages)) return true;
    if (!(await isWanted())) return false;
    await swap(root, folder, next);
    return true;
  });
}

/** Two renames, and the first is taken back if the second fails. */
async function swap(root: string, folder: string, next: string): Promise<void> {
  const target = join(root, folder);
  await usingHidden(root, 'old', folder, async (old) => {
    const replaces = await exists(target);
    if (replaces) await rename(target, old);
    await rename(next, target).catch(async (error: unknown) => {
      if (replaces) await rename(old, target);
      throw error;
    });
  });
}

async function publishPage(root: string, page: Page): Promise<void> {
  assertNames(page.path, page.path.split('/'));
  const target = join(root, page.path);
  await mkdir(root, { recursive: true });
  await repair(root, page.path);
  if (await isSame(target, page.body)) return;
  await usingHidden(root, 'tmp', page.path.replaceAll('/', '-'), async (next) => {
    await write(next, page.body);
    await mkdir(dirname(target), { recursive: true });
    await rename(next, target);
  });
}

async function has(root: string, folder: string): Promise<boolean> {
  assertNames(folder, [folder]);
  if (!(await exists(root))) return false;
  await repair(root, folder);
  return exists(join(root, folder));
}

// Names of this process that are in use, so that what an earlier process of the same number left (in a container that is common) is told apart.
const inUse = new Set<string>();

async function usingHidden<T>(
  root: string,
  kind: 'tmp' | 'old',
  name: string,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const hidden = `.${kind}-${name}-${process.pid}-${randomUUID().slice(0, 8)}`;
  inUse.add(hidden);
  try {
    return await work(join(root, hidden));
  } finally {
    await rm(join(root, hidden), { recursive: true, force: true });
    inUse.delete(hidden);
  }
}

/** Puts back a folder that a killed process had moved aside and not replaced, and removes everything else that dead processes left. */
async function repair(root: string, folder: string): Promise<void> {
  for (const name of await readdir(root)) {
    const [, kind, of, pid] = /^\.(tmp|old)-(.+)-(\d+)-[0-9a-f]{8}$/.exec(name) ?? [];
    if (kind === undefined || inUse.has(name) || (Number(pid) !== process.pid && isRunning(Number(pid)))) continue;
    if (kind === 'old' && of === folder && !(await exists(join(root, folder)))) {
      await rename(join(root, name), join(root, folder));
    } else if (kind === 'tmp' || of === folder) {
      await rm(join(root, name), { recursive: true, force: true });
    }
  }
}

async function write(path: string, body: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, body);
}

async function holdsExactly(target: string, pages: readonly Page[]): Promise<boolean> {
  if (!(await exists(target))) return false;
  const entries = await readdir(target, { recursive: true, withFileTypes: true });
  if (entries.filter((entry) => !entry.isDirectory()).length !== pages.length) return false;
  for (const { path, body } of pages) if (!(await isSame(join(target, path), body))) return false;
  return true;
}

async function isSame(path: string, body: string): Promise<boolean> {
  return readFile(path).then(
    (bytes) => bytes.equals(Buffer.from(body)),
    () => false,
  );
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/** A name is made of letters, digits, `.`, `_` and `-` and does not start with a dot, so that no path of names leaves its folder or hides. */
function assertNames(path: string, names: readonly string[]): void {
  if (names.every((name) => /^[\w-][\w.-]*$/.test(name))) return;
  throw new PublishError('page-path', `expected a relative path of plain names, got ${JSON.stringify(path)}`, {
    retryable: false,
  });
}

/** Also where the file system ignores case, no page may overwrite another. */
function assertDistinct(pages: readonly Page[]): void {
  const seen = new Set<string>();
  for (const { path } of pages) {
    assertNames(path, path.split('/'));
    if (seen.has(path.toLowerCase())) {
      throw new PublishError('page-path', `expected one page a path, got ${path} twice`, { retryable: false });
    }
    seen.add(path.toLowerCase());
  }
}

/** What a failure of the file system means for the reader of the message. */
function asPublishError(error: unknown, root: string): CoalfaceError {
  if (error instanceof CoalfaceError) return error;
  const { code = '', path = root, message } = error as NodeJS.ErrnoException;
  const kept = 'the previous report is still in place';
  const fail = (name: string, text: string, retryable: boolean) =>
    new PublishError(name, `${path}: ${text}; ${kept}`, { cause: error, retryable });
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return fail('disk-full', `the disk is full (${code}); free some space`, true);
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) {
    return fail(
      'target-not-writable',
      `expected a folder to write to, got ${code}; make it writable or choose another with --out`,
      false,
    );
  }
  return fail('publish-failed', message, true);
}
