import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Request } from '../../jobs/answer-request.ts';
import { isRead } from '../adapters/inbox/reader-mark.ts';
import { isWorkerRunning, leaveRequest } from '../adapters/inbox.ts';
import { CoalfaceError, StoreError } from '../domain/errors.ts';
import type { Terminal } from './terminal.ts';

/** How long a worker may take to answer: taking files means hashing and looking through all of them. */
const ANSWER_MS = 60_000;
/** How long another command may hold the embedded store before this one gives up. */
const PATIENCE_MS = 15_000;
const LOOK_MS = 250;

/** Folder of the embedded store. */
export function homeOf({ environment }: Pick<Terminal, 'environment'>): string {
  return environment.COALFACE_HOME || '.coalface';
}

/**
 * Does what a command asks on the store and queue of the environment; where a running worker holds the embedded store, the worker is asked to do it.
 * @throws what doing it throws; StoreError `store-in-use` where another command does not end, `worker-silent` where the worker does not answer
 */
export function ask<T>(request: Request, terminal: Terminal): Promise<T> {
  const home = homeOf(terminal);
  const isEmbedded = !terminal.environment.DATABASE_URL;
  return whenFree(terminal, async () => {
    const answer = isEmbedded && isRead(home) ? await askWorker<T>(home, request) : undefined;
    return answer ? answer.value : doHere<T>(request, terminal);
  });
}

/** Opens something on the store of a home, and waits where a command holds it that will soon end. @throws what opening throws; StoreError `store-in-use` */
export async function whenFree<T>(terminal: Pick<Terminal, 'log'>, open: () => Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (let tries = 1; ; tries += 1) {
    try {
      return await open();
    } catch (error) {
      const isInUse = error instanceof StoreError && error.code === 'store-in-use';
      if (!isInUse || performance.now() > end) throw error;
      if (tries === 1) terminal.log.info('Another command holds the store: waiting for it to end.');
    }
    await sleep(LOOK_MS);
  }
}

/** Says that a worker holds the embedded store of a home. @param advice what to do instead */
export function heldByWorker(home: string, advice: string): StoreError {
  const message = `${resolve(home)}: expected a store that no other process holds, but a running worker holds it; ${advice}`;
  return new StoreError('worker-running', message, { retryable: false });
}

async function doHere<T>(request: Request, terminal: Terminal): Promise<T> {
  const { openWorkplace } = await import('../../jobs/workplace.ts');
  const { answerRequest } = await import('../../jobs/answer-request.ts');
  const workplace = await openWorkplace(terminal.environment, homeOf(terminal), terminal.log);
  try {
    return (await answerRequest(request, workplace)) as T;
  } finally {
    await workplace.close();
  }
}

/** @returns undefined where the worker has gone without an answer: whatever it did of the request may be done again. */
async function askWorker<T>(home: string, request: Request): Promise<{ readonly value: T } | undefined> {
  const gone = new AbortController();
  // Twice in a row: an answer that it left when it went is read before.
  let misses = 0;
  const watch = setInterval(() => {
    misses = isWorkerRunning(home) ? 0 : misses + 1;
    if (misses > 1) gone.abort();
  }, LOOK_MS);
  try {
    return { value: await leaveRequest<T>(home, request, { timeoutMs: ANSWER_MS, signal: gone.signal }) };
  } catch (error) {
    if (!gone.signal.aborted || error instanceof CoalfaceError) throw error;
    return undefined;
  } finally {
    clearInterval(watch);
  }
}
