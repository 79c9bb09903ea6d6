import { existsSync, readdirSync, renameSync, rmSync, unlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ContractError, StoreError } from '../domain/errors.ts';
import type { Log } from '../ports.ts';
import { hangBell } from './inbox/bell.ts';
import {
  ageMs,
  ENDING,
  isAwaited,
  type Letter,
  listIds,
  openFolder,
  pathOf,
  readIfThere,
  readLetter,
  sealLetter,
  timeOrderedId,
  writeWhole,
} from './inbox/inbox-folder.ts';
import { markReader } from './inbox/reader-mark.ts';
import { openReply, type Reply, replyOfError } from './inbox/reply.ts';
import { readHolder } from './store/folder-lock.ts';

/** What the worker is asked: plain data of ids and paths, never ticket text. */
export interface InboxRequest {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** How long an answer is waited for. */
export interface RequestOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** An inbox that the worker reads. */
export interface Inbox {
  /** Takes nothing new; resolves when the request in hand is answered. */
  close(): Promise<void>;
}

/** Does what a request asks. May be called again for one request whose worker died, so doing it twice must come to the same. */
export type RequestHandler = (request: unknown) => Promise<unknown>;

interface Desk {
  readonly folder: string;
  readonly handle: RequestHandler;
  readonly log: Log;
  readonly isOpen: () => boolean;
}

const POLL_MS = 200;
const HOUR_MS = 3_600_000;
const ROUNDS_A_SWEEP = HOUR_MS / POLL_MS;

/** Whether a process that may be living holds the embedded store of this home. It need not be a worker: other commands hold it while they run. */
export function isWorkerRunning(home: string): boolean {
  return readHolder(join(resolve(home), 'store.lock')) !== undefined;
}

/**
 * Leaves a request for the worker that holds the store of this home, and waits for the answer.
 * @throws StoreError `worker-silent` (retryable) where none comes in time, `inbox-not-usable`, `disk-full`; CoalfaceError of the class and code that the worker
 * answers with; the signal's reason
 */
export async function leaveRequest<T>(home: string, request: InboxRequest, options: RequestOptions): Promise<T> {
  options.signal?.throwIfAborted();
  const folder = openFolder(home);
  const id = timeOrderedId();
  writeWhole(folder, pathOf(folder, id, 'request'), sealLetter(request));
  try {
    const text = await awaitReply(folder, id, options);
    if (text === undefined) throw silent(folder, options.timeoutMs, withdraw(folder, id));
    return openReply(text) as T;
  } finally {
    withdraw(folder, id);
    clear(folder, id);
  }
}

/** @returns whether the request was still there: otherwise it is in the worker's hands and stays there */
function withdraw(folder: string, id: string): boolean {
  try {
    unlinkSync(pathOf(folder, id, 'request'));
    return true;
  } catch {
    return false;
  }
}

/** Removes what is answered. The taken request goes first: alone it would be handled again. */
function clear(folder: string, id: string): void {
  if (!existsSync(pathOf(folder, id, 'reply'))) return;
  rmSync(pathOf(folder, id, 'taken'), { force: true });
  rmSync(pathOf(folder, id, 'reply'), { force: true });
}

async function awaitReply(folder: string, id: string, options: RequestOptions): Promise<string | undefined> {
  const { timeoutMs, signal } = options;
  const bell = hangBell(folder, (name) => name === `${id}${ENDING.reply}`);
  signal?.addEventListener('abort', bell.ring);
  try {
    const end = performance.now() + timeoutMs;
    for (;;) {
      signal?.throwIfAborted();
      const text = readIfThere(pathOf(folder, id, 'reply'));
      const left = end - performance.now();
      if (text !== undefined || left <= 0) return text;
      await bell.wait(Math.min(POLL_MS, left));
    }
  } finally {
    signal?.removeEventListener('abort', bell.ring);
    bell.close();
  }
}

function silent(folder: string, timeoutMs: number, isWithdrawn: boolean): StoreError {
  const outcome = isWithdrawn
    ? 'nothing was done: is what holds the store a worker? Try again when it has ended or answers'
    : 'it has taken the request and may still carry it out: look at the status before you try again';
  const message = `${folder}: expected an answer of the worker within ${timeoutMs / 1_000} s, got none; ${outcome}`;
  return new StoreError('worker-silent', message);
}

/**
 * Reads the inbox of this home: requests are handled one at a time in order of arrival, each once. Those that a killed worker had in his hands come first,
 * and again. Only the holder of the store may open it.
 * @param handle its data is the answer; a CoalfaceError that it throws reaches the one who asked
 * @throws StoreError `inbox-not-usable` (not retryable), `disk-full`
 */
export function openInbox(home: string, handle: RequestHandler, log: Log): Inbox {
  const folder = openFolder(home);
  const unmark = markReader(home);
  const bell = hangBell(folder, (name) => name.endsWith(ENDING.request));
  let open = true;
  const ended = serve({ folder, handle, log, isOpen: () => open }, bell.wait).finally(bell.close);
  const close = () => {
    open = false;
    unmark();
    bell.ring();
    return ended;
  };
  return { close };
}

async function serve(desk: Desk, wait: (ms: number) => Promise<void>): Promise<void> {
  await watchOver(desk, true, () => handleLeftovers(desk));
  let isWell = true;
  for (let round = 0; desk.isOpen(); round += 1) {
    isWell = await watchOver(desk, isWell, async () => {
      if (round % ROUNDS_A_SWEEP === 0) sweep(desk.folder);
      await handleNew(desk);
    });
    await wait(POLL_MS);
  }
}

/** A full disk or a folder that was removed must not end the worker, nor fill its log. @returns whether all went well */
async function watchOver({ folder, log }: Desk, isWell: boolean, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isWell) log.warn('the inbox cannot be read or answered; trying again', { folder, error });
    return false;
  }
}

async function handleLeftovers(desk: Desk): Promise<void> {
  for (const id of listIds(desk.folder, 'taken')) if (desk.isOpen()) await answer(desk, id);
}

async function handleNew(desk: Desk): Promise<void> {
  for (const id of listIds(desk.folder, 'request')) {
    if (!desk.isOpen()) return;
    if (take(desk.folder, id)) await answer(desk, id);
  }
}

/** @returns whether it is ours now: the one who asked may have withdrawn it */
function take(folder: string, id: string): boolean {
  try {
    renameSync(pathOf(folder, id, 'request'), pathOf(folder, id, 'taken'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function answer(desk: Desk, id: string): Promise<void> {
  const path = pathOf(desk.folder, id, 'taken');
  const letter = readLetter(path);
  const awaited = letter === undefined ? undefined : isAwaited(letter);
  const isOld = ageMs(path) > HOUR_MS;
  // A worker that died after answering has left a taken request with its answer beside it.
  if (existsSync(pathOf(desk.folder, id, 'reply'))) return rmSync(path, { force: true });
  if (isOld && awaited !== true) desk.log.warn('dropped an old request that nobody waits for', { request: id });
  else {
    const reply = await carryOut(desk, id, letter);
    if (awaited !== false) writeWhole(desk.folder, pathOf(desk.folder, id, 'reply'), reply);
  }
  rmSync(path, { force: true });
}

/** Data that JSON cannot write is told like any other bug of the handler. */
async function carryOut({ handle, log }: Desk, id: string, letter: Letter | undefined): Promise<string> {
  try {
    if (letter === undefined) throw badRequest(id);
    const reply = JSON.stringify({ ok: true, data: await handle(letter.request) } satisfies Reply);
    log.info('answered a request', { request: id });
    return reply;
  } catch (error) {
    log.warn('could not do what a request asked', { request: id, error });
    return JSON.stringify(replyOfError(error));
  }
}

function badRequest(id: string): ContractError {
  const message = `inbox: expected request ${id} to be JSON of this version of Coalface, got something else; run the command in the version that the worker runs`;
  return new ContractError('bad-request', message);
}

/** Answers that nobody fetched and files that were never finished. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if ((name.endsWith(ENDING.reply) || name.endsWith('.tmp')) && ageMs(path) > HOUR_MS) rmSync(path, { force: true });
  }
}
