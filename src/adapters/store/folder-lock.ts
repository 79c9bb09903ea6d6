import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../../domain/errors.ts';
import { isRunning } from '../is-running.ts';

/** A folder that this process alone may use until `release`. */
export interface FolderLock {
  /** Gives the folder back; a second call does nothing. */
  release(): void;
}

/** Who holds a lock, as its file says. */
interface Holder {
  readonly pid: number;
  /** What tells this process from a later one with the same number; null where the system does not say. */
  readonly mark: string | null;
  readonly host: string;
  readonly since: string;
}

// Creating a file and filling it are two system calls; a file that is still unreadable after this long was left by a crash between them.
const UNFINISHED_MS = 2_000;
const ATTEMPTS = 100;
const PAUSE_MS = 50;

/**
 * Takes the lock file at `path`, also from a holder that has died without giving it back.
 * @throws StoreError `store-in-use` (not retryable) where a living process holds it, or one on another host that cannot be asked.
 */
export async function takeFolderLock(path: string): Promise<FolderLock> {
  const holder = {
    pid: process.pid,
    mark: processMark(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
  };
  const mine = JSON.stringify(holder satisfies Holder);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (create(path, mine)) return lockOf(path, mine);
    const text = read(path);
    const theirs = parseHolder(text);
    if (theirs !== undefined && mayLive(theirs)) throw inUse(path, theirs);
    if (text !== undefined && (theirs !== undefined || isOlder(path, UNFINISHED_MS)) && replace(path, text, mine)) {
      return lockOf(path, mine);
    }
    await sleep(PAUSE_MS);
  }
  throw inUse(path, undefined);
}

/** Who holds the lock file at `path`; undefined where nobody does who may be living. */
export function readHolder(path: string): Pick<Holder, 'pid' | 'host' | 'since'> | undefined {
  const holder = parseHolder(read(path));
  return holder !== undefined && mayLive(holder) ? holder : undefined;
}

function lockOf(path: string, mine: string): FolderLock {
  return {
    release: () => {
      if (read(path) === mine) rmSync(path, { force: true });
    },
  };
}

/**
 * Puts our lock in place of a dead one. Two processes may find the same dead lock: a second exclusive file lets one of them in, and the dead lock is replaced
 * by one rename, so that no third process can ever find the place empty.
 */
function replace(path: string, dead: string, mine: string): boolean {
  const guard = `${path}.takeover`;
  if (!create(guard, mine)) {
    if (isOlder(guard, UNFINISHED_MS)) rmSync(guard, { force: true });
    return false;
  }
  try {
    if (read(path) !== dead) return false;
    const next = `${path}.${process.pid}`;
    writeFileSync(next, mine);
    renameSync(next, path);
    return true;
  } finally {
    rmSync(guard, { force: true });
  }
}

function create(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isOlder(path: string, ms: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > ms;
}

function parseHolder(text: string | undefined): Holder | undefined {
  try {
    const holder = JSON.parse(text ?? '') as Partial<Holder> | null;
    return typeof holder?.pid === 'number' && typeof holder.host === 'string' ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function mayLive({ pid, mark, host }: Holder): boolean {
  if (host !== hostname()) return true;
  return isRunning(pid) && (mark === null || processMark(pid) === mark);
}

/** Boot and start time on Linux, where process numbers come back soon: the first process of a container is always number 1. @see proc(5), field 22 of stat */
function processMark(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`);
  const started = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return started === undefined ? null : `${read('/proc/sys/kernel/random/boot_id')?.trim()}:${started}`;
}

function inUse(path: string, holder: Holder | undefined): StoreError {
  const who = holder
    ? `process ${holder.pid} on ${holder.host} has held it since ${holder.since}`
    : 'others contend for it';
  return new StoreError(
    'store-in-use',
    `${path}: expected to be the only process on this store, but ${who}; wait until it ends, stop it, or set COALFACE_HOME to another folder ` +
      '(delete this file only if you are sure that no such process exists)',
    { retryable: false },
  );
}
