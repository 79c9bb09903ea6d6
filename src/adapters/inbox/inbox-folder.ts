import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { type CoalfaceError, StoreError } from '../../domain/errors.ts';
import { isRunning } from '../is-running.ts';

/** What a file of the inbox is, and how its name ends: waiting for the worker, in his hands, or answered. */
export const ENDING = { request: '.request.json', taken: '.taken', reply: '.reply.json' } as const;

/** A request as it lies in the inbox, with the process that waits for the answer. */
export interface Letter {
  readonly from: { readonly pid: number; readonly host: string };
  readonly request: unknown;
}

/** Opens `<home>/inbox` to its owner alone, made where it is missing. @throws StoreError `inbox-not-usable` (not retryable), `disk-full` */
export function openFolder(home: string): string {
  const folder = join(resolve(home), 'inbox');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if ((statSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700);
    return folder;
  } catch (error) {
    throw asInboxError(error, folder);
  }
}

/** Where a file of the inbox lies. */
export function pathOf(folder: string, id: string, kind: keyof typeof ENDING): string {
  return join(folder, `${id}${ENDING[kind]}`);
}

/** Ids of all files of a kind, in order of arrival. */
export function listIds(folder: string, kind: keyof typeof ENDING): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(ENDING[kind]) && !name.startsWith('.'));
  return names.map((name) => name.slice(0, -ENDING[kind].length)).sort();
}

/** Writes a file for its owner alone; a reader sees all of it or nothing. @throws StoreError `inbox-not-usable` (not retryable), `disk-full` */
export function writeWhole(folder: string, path: string, text: string): void {
  const unfinished = join(folder, `.${randomUUID()}.tmp`);
  try {
    writeFileSync(unfinished, text, { mode: 0o600, flag: 'wx' });
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw asInboxError(error, folder);
  }
}

/** The text of a file, undefined where there is none. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Milliseconds since a file was written; 0 where there is none. */
export function ageMs(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? 0 : Date.now() - stats.mtimeMs;
}

/** Puts a request into its envelope. */
export function sealLetter(request: unknown): string {
  return JSON.stringify({ from: { pid: process.pid, host: hostname() }, request } satisfies Letter);
}

/** Reads a letter; undefined where it is none or cannot be read. */
export function readLetter(path: string): Letter | undefined {
  try {
    const letter = JSON.parse(readFileSync(path, 'utf8')) as Partial<Letter> | null;
    const isWhole = typeof letter?.from?.pid === 'number' && letter.request !== undefined;
    return isWhole ? (letter as Letter) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process that asked is still there; undefined where it asked from another host and nobody can tell. */
export function isAwaited({ from }: Letter): boolean | undefined {
  return from.host === hostname() ? isRunning(from.pid) : undefined;
}

let lastMs = 0;
let count = 0;

/** An id that sorts after all earlier ones of this process, and by the clock after those of others. @see RFC 9562, section 5.7 (version 7, method 1) */
export function timeOrderedId(): string {
  const now = Date.now();
  count = now > lastMs ? 0 : count + 1;
  // A clock that is put back, or 4,096 ids within a millisecond, must not disturb the order.
  lastMs = count > 0xfff ? lastMs + 1 : Math.max(now, lastMs);
  count &= 0xfff;
  const time = lastMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${randomUUID().slice(19)}`;
}

function asInboxError(error: unknown, folder: string): CoalfaceError {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  const advice = isFull
    ? 'free some space'
    : 'run this command as the user who runs the worker, or make the folder writable';
  const message = `${folder}: expected a folder to leave requests and answers in, got ${code}; ${advice}`;
  return new StoreError(isFull ? 'disk-full' : 'inbox-not-usable', message, { cause: error, retryable: isFull });
}
