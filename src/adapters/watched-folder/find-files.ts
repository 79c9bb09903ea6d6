import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type BusinessKind, kindOfName, TABLE_NAME } from './business-name.ts';

/** A file that is there; `mark` is the start of a digest that its name in `taken` begins with. */
export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly stats: Stats;
  readonly kind: BusinessKind | undefined;
  readonly mark: string | undefined;
}

/** A whole file, and the hex digest of its bytes. */
export interface Found extends Entry {
  readonly sha256: string;
}

/** One look into a folder, and what it finds that cannot be taken. */
export interface Visit {
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly settleMs: number;
  readonly unsettled: string[];
  readonly ignored: string[];
  readonly unreadable: string[];
}

const MARK_LENGTH = 12;
const UNFINISHED = /^\.|^~\$|~$|\.(?:part|partial|filepart|tmp|crdownload)$/i;

/** The digits of a digest that a name in `taken` begins with. */
export function markOf(sha256: string): string {
  return sha256.slice(0, MARK_LENGTH);
}

/** Text tables in the folder itself, by name. */
export async function listDropped({ folder, ignored, unreadable }: Visit): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const name of (await readdir(folder)).sort()) {
    if (UNFINISHED.test(name)) continue;
    const path = join(folder, name);
    const stats = await statsOf(path);
    if (stats?.isFile() && TABLE_NAME.test(name)) {
      entries.push({ name, path, stats, kind: kindOfName(name), mark: undefined });
    } else if (stats !== undefined && !stats.isDirectory()) ignored.push(name);
    // A name that is not UTF-8 is listed with signs of replacement, and under those nothing is found.
    else if (stats === undefined && name.includes('\uFFFD')) unreadable.push(name);
  }
  return entries;
}

/** Files in `taken`, by mark. Things that people put there under names of their own are none of ours. */
export async function listTaken({ folder }: Visit): Promise<readonly Entry[]> {
  const place = join(folder, 'taken');
  const entries: Entry[] = [];
  for (const file of (await statsOf(place))?.isDirectory() ? (await readdir(place)).sort() : []) {
    const [, mark, name = ''] = /^([0-9a-f]{12})-(.+)$/s.exec(file) ?? [];
    const path = join(place, file);
    const stats = mark === undefined ? undefined : await statsOf(path);
    if (stats?.isFile()) entries.push({ name, path, stats, kind: kindOfName(name), mark });
  }
  return entries;
}

/** Hashes a file that is whole. An empty one is not: browsers hold the place of a download with it. */
export async function inspect(
  entry: Entry,
  { now, settleMs, unsettled, unreadable }: Visit,
): Promise<Found | undefined> {
  const { name, path, stats } = entry;
  // Far in the future lies no time of writing, but one that somebody set.
  if (stats.size === 0 || Math.abs(now - stats.mtimeMs) < settleMs) {
    unsettled.push(name);
    return undefined;
  }
  try {
    const { sha256, after } = await hash(path);
    if (isSame(stats, after)) return { ...entry, sha256 };
    unsettled.push(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') unreadable.push(name);
  }
  return undefined;
}

/** Links are not followed, and a pipe put in the file's place does not make us wait. */
async function hash(path: string): Promise<{ readonly sha256: string; readonly after: Stats }> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const digest = createHash('sha256');
    for await (const chunk of file.createReadStream({ highWaterMark: 1 << 20, autoClose: false })) digest.update(chunk);
    return { sha256: digest.digest('hex'), after: await file.stat() };
  } finally {
    await file.close();
  }
}

/** Whether a file is as it was, as far as its size and time tell. */
export function isSame(before: Stats, after: Stats | undefined): boolean {
  return before.size === after?.size && before.mtimeMs === after.mtimeMs;
}

/** Of the thing itself where it is a link; undefined where there is nothing. */
export async function statsOf(path: string): Promise<Stats | undefined> {
  return lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
