import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../domain/errors.ts';
import type { IntakeFile } from '../domain/intake.ts';
import { type FolderLock, takeFolderLock } from './store/folder-lock.ts';
import { type BusinessKind, kindOfName, newestOfKinds } from './watched-folder/business-name.ts';
import {
  type Entry,
  type Found,
  inspect,
  listDropped,
  listTaken,
  markOf,
  type Visit,
} from './watched-folder/find-files.ts';
import { asFolderError, inUse } from './watched-folder/folder-errors.ts';
import { moveAll, readLast, writeLast } from './watched-folder/move-files.ts';

/** Whether an intake or the stored business data has a file of this digest; it is asked with the whole digest or with its first 12 digits. */
export type IsKnown = (sha256: string) => Promise<boolean>;

/** A file that was taken, under its new path in `taken` and the name that it was dropped under. */
export type TakenFile = Omit<IntakeFile, 'kind'>;

/** When a file counts as whole, and how long to wait for another taker. */
export interface TakeOptions {
  /** Milliseconds since 1970; by default the folder's own clock, for a share's may differ from ours. */
  readonly now?: number | undefined;
  /** Milliseconds that a file must have been left alone; default 60,000: even a slow download writes more often. */
  readonly settleMs?: number | undefined;
  /** Milliseconds to wait while another taker has the folder; default 30,000: hashing some gigabytes takes less. */
  readonly waitMs?: number | undefined;
}

/** What was found in a folder; lists are in order of name, names as they were dropped. */
export interface TakenFiles {
  /** Ticket files to read. */
  readonly tickets: readonly TakenFile[];
  /** The newest file of each kind. */
  readonly joins: Readonly<Partial<Record<BusinessKind, TakenFile>>>;
  /** Business files that gave way to a newer one of their kind; they lie in `taken`. */
  readonly replaced: readonly string[];
  /** Files whose bytes were taken before; they lie in `twice`. */
  readonly twice: readonly string[];
  /** Files that are empty or still being written, left where they are. */
  readonly unsettled: readonly string[];
  /** Files of other extensions, links, pipes and the like, left where they are. */
  readonly ignored: readonly string[];
  /** Files that this user may not read, or whose name is not UTF-8, left where they are. */
  readonly unreadable: readonly string[];
  /** Lets others take from the folder. Call it, in a `finally`, once the intake is kept or given up: until then nobody else is shown these files. */
  release(): void;
}

const LOCK_FILE = '.coalface.lock';
const RETRY_MS = 100;

/**
 * Takes each file of a folder once by its bytes, and moves it to `taken/<12 digits of its sha256>-<name>`, or to `twice` where its bytes were taken before.
 * Nothing is deleted or overwritten. A file in `taken` that is not known is returned again: whoever took it died before he could keep it.
 * @throws ConfigError `folder-missing`, `folder-not-usable`; SourceError `folder-in-use`, `folder-failed` (retryable); and what `known` throws
 */
export async function takeFiles(folder: string, known: IsKnown, options: TakeOptions = {}): Promise<TakenFiles> {
  const { now, settleMs = 60_000, waitMs = 30_000 } = options;
  const place = resolve(folder);
  let lock: FolderLock | undefined;
  try {
    await readdir(place);
    lock = await lockFolder(place, waitMs);
    const clock = now ?? statSync(join(place, LOCK_FILE)).mtimeMs;
    const taken = await take(
      { folder: place, now: clock, settleMs, unsettled: [], ignored: [], unreadable: [] },
      known,
    );
    return { ...taken, release: lock.release };
  } catch (error) {
    lock?.release();
    throw asFolderError(error, place);
  }
}

async function lockFolder(folder: string, waitMs: number): Promise<FolderLock> {
  const path = join(folder, LOCK_FILE);
  const end = performance.now() + waitMs;
  for (;;) {
    try {
      return await takeFolderLock(path);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (performance.now() > end) throw inUse(path, waitMs, error);
      await sleep(RETRY_MS);
    }
  }
}

async function take(visit: Visit, known: IsKnown): Promise<Omit<TakenFiles, 'release'>> {
  const { lost, changed, marks } = await findLost(visit, known);
  const dropped = [...changed, ...(await inspectDropped(visit))].sort(byName);
  const { fresh, repeated } = await split(dropped, marks, known);
  const newest = newestOfKinds([...lost, ...fresh]);
  const givesWay = (file: Found) => file.kind !== undefined && newest.get(file.kind) !== file;
  const stays = (file: Found) => !givesWay(file);
  await writeLast(visit.folder, newest);
  const twice = await moveAll(repeated, 'twice', visit);
  // Those that give way go first: a crash in between must not leave them behind, for the next call would hand them out as news.
  const replaced = await moveAll(fresh.filter(givesWay), 'taken', visit);
  const moved = await moveAll(fresh.filter(stays), 'taken', visit);
  return {
    ...sorted([...lost.filter(stays), ...moved]),
    replaced: namesOf([...lost.filter(givesWay), ...replaced]),
    twice: namesOf(twice),
    unsettled: visit.unsettled.sort(),
    ignored: visit.ignored.sort(),
    unreadable: visit.unreadable.sort(),
  };
}

/** Files in `taken` that are not known: `lost` ones as they were hashed, `changed` ones that were written to after they had been moved. `marks` are of all others. */
async function findLost(visit: Visit, known: IsKnown) {
  const lost: Found[] = [];
  const changed: Found[] = [];
  const marks = new Set<string>();
  const entries = await listTaken(visit);
  const last = await lastMarks(entries, visit);
  for (const entry of entries) {
    const mark = entry.mark ?? '';
    if (marks.has(mark)) continue;
    const isPast = (entry.kind !== undefined && last.get(entry.kind) !== mark) || (await known(mark));
    const found = isPast ? undefined : await inspect(entry, visit);
    if (found !== undefined && markOf(found.sha256) !== mark) changed.push(found);
    else marks.add(mark);
    if (found !== undefined && marks.has(mark) && !(await known(found.sha256))) lost.push(found);
  }
  return { lost, changed, marks };
}

/** Which file of each kind was handed out last, as is written, else as their ages tell. The others are past: the store keeps and knows one of a kind. */
async function lastMarks(
  entries: readonly Entry[],
  visit: Visit,
): Promise<ReadonlyMap<BusinessKind, string | undefined>> {
  const written = await readLast(visit.folder);
  return new Map(
    [...newestOfKinds(entries)].map(([kind, newest]) => {
      const last = entries.find((entry) => entry.kind === kind && entry.mark === written[kind]);
      return [kind, (last ?? newest).mark];
    }),
  );
}

async function inspectDropped(visit: Visit): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const entry of await listDropped(visit)) {
    const file = await inspect(entry, visit);
    if (file !== undefined) found.push(withoutOwnMark(file));
  }
  return found;
}

/** A file that someone moved back out of `taken` gets its first name again. */
function withoutOwnMark(file: Found): Found {
  const mark = `${markOf(file.sha256)}-`;
  if (!file.name.startsWith(mark)) return file;
  const name = file.name.slice(mark.length);
  return { ...file, name, kind: kindOfName(name) };
}

async function split(files: readonly Found[], taken: ReadonlySet<string>, known: IsKnown) {
  const marks = new Set(taken);
  const fresh: Found[] = [];
  const repeated: Found[] = [];
  for (const file of files) {
    const mark = markOf(file.sha256);
    (marks.has(mark) || (await known(file.sha256)) ? repeated : fresh).push(file);
    marks.add(mark);
  }
  return { fresh, repeated };
}

function sorted(files: readonly Found[]): Pick<TakenFiles, 'tickets' | 'joins'> {
  const ordered = [...files].sort(byName);
  return {
    tickets: ordered.filter(({ kind }) => kind === undefined).map(takenFile),
    joins: Object.fromEntries(
      ordered.flatMap((file) => (file.kind === undefined ? [] : [[file.kind, takenFile(file)]])),
    ),
  };
}

function takenFile({ name, path, sha256 }: Found): TakenFile {
  return { name, path, sha256 };
}

function namesOf(files: readonly Found[]): readonly string[] {
  return files.map(({ name }) => name).sort();
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
