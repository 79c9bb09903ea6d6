import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BusinessKind } from './business-name.ts';
import { type Found, isSame, markOf, statsOf, type Visit } from './find-files.ts';
import { notUsable } from './folder-errors.ts';

/** Digest, shortened, of the file of each kind that was handed out last. */
export type LastOfKinds = Readonly<Partial<Record<BusinessKind, string>>>;

const LAST_FILE = '.last.json';
/** File systems end a name at 255 bytes; the mark and a number come before it. */
const NAME_BYTES = 230;

/** Moves files into a folder beside them, under names that begin with their digests. @returns those that are there, whole, with their new paths */
export async function moveAll(files: readonly Found[], into: 'taken' | 'twice', visit: Visit): Promise<Found[]> {
  const moved: Found[] = [];
  for (const file of files) {
    const path = await move(file, await folderIn(visit.folder, into));
    if (path === undefined) continue;
    // Who wrote between hashing and moving has written to the moved file: hashing it again will tell.
    if (isSame(file.stats, await statsOf(path))) moved.push({ ...file, path });
    else visit.unsettled.push(file.name);
  }
  return moved;
}

/** Renaming overwrites what is there; that nothing gets there between the look and the renaming is what the lock is for. @returns undefined where the file is gone */
async function move({ name, path, sha256 }: Found, into: string): Promise<string | undefined> {
  for (let number = 1; ; number += 1) {
    const target = join(into, `${markOf(sha256)}-${number === 1 ? '' : `${number}-`}${shortened(name)}`);
    if ((await statsOf(target)) !== undefined) continue;
    try {
      await rename(path, target);
      return target;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }
}

function shortened(name: string): string {
  let rest = name;
  while (Buffer.byteLength(rest) > NAME_BYTES) rest = rest.slice(1);
  return rest;
}

/** Keeps which files are handed out. Written before they are moved: after a crash in between, such a file is either in `taken` or still waits to be taken. */
export async function writeLast(folder: string, newest: ReadonlyMap<BusinessKind, Found>): Promise<void> {
  if (newest.size === 0) return;
  const marks = Object.fromEntries([...newest].map(([kind, { sha256 }]) => [kind, markOf(sha256)]));
  const path = join(await folderIn(folder, 'taken'), LAST_FILE);
  await writeFile(`${path}.tmp`, JSON.stringify({ ...(await readLast(folder)), ...marks }));
  await rename(`${path}.tmp`, path);
}

/** Nothing where it was never written or cannot be read. */
export async function readLast(folder: string): Promise<LastOfKinds> {
  try {
    return (JSON.parse(await readFile(join(folder, 'taken', LAST_FILE), 'utf8')) as LastOfKinds | null) ?? {};
  } catch {
    return {};
  }
}

async function folderIn(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  const stats = await statsOf(path);
  if (stats === undefined) await mkdir(path, { recursive: true });
  else if (!stats.isDirectory()) throw notUsable(path, stats.isSymbolicLink() ? 'a link' : 'a file');
  return path;
}
