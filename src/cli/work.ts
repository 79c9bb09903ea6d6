import { setTimeout as sleep } from 'node:timers/promises';
import { isRead } from '../adapters/inbox/reader-mark.ts';
import { type Inbox, openInbox } from '../adapters/inbox.ts';
import { openJsonLog } from '../adapters/json-log.ts';
import type { Config } from '../config.ts';
import type { Log } from '../ports.ts';
import { heldByWorker, homeOf, whenFree } from './ask.ts';
import { EXIT } from './exit-code.ts';
import { type ConfigFlags, loadConfig } from './job-flags.ts';
import type { Terminal } from './terminal.ts';

/** Flags of `coalface work`. */
export interface WorkFlags extends ConfigFlags {
  readonly concurrency?: string;
  readonly drain?: boolean;
  /** Seconds. */
  readonly grace: number;
}

/** What closing the store may take after all else was given its time. */
const LAST_MS = 2_000;

/** Works until it is stopped or, with `--drain`, until nothing is left to do. @returns the exit code: that of the signal which stopped it */
export async function work(flags: WorkFlags, terminal: Terminal): Promise<number> {
  const config = loadConfig(flags, terminal.environment, undefined, { 'jobs.concurrency': flags.concurrency });
  const log = openJsonLog({ level: terminal.isQuiet ? 'warn' : 'info' });
  const { worker, close } = await openAll(config, log, terminal);
  const stopped = new Promise<number>((resolve) => terminal.onStop(resolve));
  const code = await Promise.race([stopped, ...(flags.drain ? [worker.drained().then(() => EXIT.done)] : [])]);
  log.info('worker stopping', { code });
  const graceMs = flags.grace * 1_000;
  if (await isInTime(close(graceMs), graceMs + LAST_MS)) log.info('worker stopped');
  else {
    log.warn('worker stopped before all was closed: what was under way comes to another worker');
    // A server that is away, or a thread that hangs, would keep the process for ever.
    process.exit(code);
  }
  return code;
}

async function openAll(config: Config, log: Log, terminal: Terminal) {
  const { openWorkplace } = await import('../../jobs/workplace.ts');
  const { openWorker } = await import('../../jobs/worker.ts');
  const { answerRequest } = await import('../../jobs/answer-request.ts');
  const home = homeOf(terminal);
  const workplace = await whenFree({ log }, async () => {
    if (!terminal.environment.DATABASE_URL && isRead(home))
      throw heldByWorker(home, 'one is enough here; for more of them, set DATABASE_URL to a PostgreSQL database');
    return openWorkplace(terminal.environment, home, log);
  });
  const { store, queue, mappings } = workplace;
  let inbox: Inbox | undefined;
  try {
    if (store.kind === 'embedded')
      inbox = openInbox(home, (request) => answerRequest(request as never, workplace), log);
    const worker = await openWorker({ store, queue, config, log, mappings });
    log.info('worker started', { store: store.place, queue: queue.kind, monitor: worker.url });
    const closeAll = async (graceMs: number) => {
      const [isClosed] = await Promise.all([worker.close(graceMs), inbox?.close()]);
      await workplace.close();
      return isClosed;
    };
    const close = (graceMs: number) =>
      closeAll(graceMs).catch((error: unknown) => {
        log.warn('could not close all', { error });
        return false;
      });
    return { worker, close };
  } catch (error) {
    await inbox?.close();
    await workplace.close();
    throw error;
  }
}

/** @returns whether all was closed, and soon enough */
async function isInTime(closed: Promise<boolean>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(ms, false, { signal: timer.signal }).catch(() => false);
  return Promise.race([closed, late]).finally(() => timer.abort());
}
