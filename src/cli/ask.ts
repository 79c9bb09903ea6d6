import type { Request } from '../../jobs/answer-request.ts';
import { isWorkerRunning, leaveRequest } from '../adapters/inbox.ts';
import type { Config } from '../config.ts';
import { StoreError } from '../domain/errors.ts';
import type { Terminal } from './terminal.ts';

const TIMEOUT_MS = 60_000;

/** Folder of the embedded store. */
export function homeOf({ environment }: Pick<Terminal, 'environment'>): string {
  return environment.COALFACE_HOME || '.coalface';
}

/**
 * Does what a command asks on the store and queue of the environment; where a running worker holds the embedded store, the worker is asked to do it.
 * @throws what doing it throws; StoreError `worker-silent` where what holds the store does not answer
 */
export async function ask<T>(request: Request, config: Config, terminal: Terminal): Promise<T> {
  const { openWorkplace } = await import('../../jobs/workplace.ts');
  const { answerRequest } = await import('../../jobs/answer-request.ts');
  const home = homeOf(terminal);
  try {
    const workplace = await openWorkplace(terminal.environment, home, terminal.log);
    try {
      return (await answerRequest(request, workplace, config, terminal.log)) as T;
    } finally {
      await workplace.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'store-in-use' && isWorkerRunning(home))) throw error;
    return leaveRequest<T>(home, request, { timeoutMs: TIMEOUT_MS });
  }
}
