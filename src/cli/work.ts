import { openInbox } from '../adapters/inbox.ts';
import { openJsonLog } from '../adapters/json-log.ts';
import { homeOf } from './ask.ts';
import { EXIT } from './exit-code.ts';
import { type ConfigFlags, loadConfig } from './job-flags.ts';
import type { Terminal } from './terminal.ts';

/** Flags of `coalface work`. */
export interface WorkFlags extends ConfigFlags {
  readonly concurrency?: string;
  readonly drain?: boolean;
  readonly grace: number;
}

/** Works until it is stopped or, with `--drain`, until nothing is left to do. @returns the exit code: that of the signal which stopped it */
export async function work(flags: WorkFlags, terminal: Terminal): Promise<number> {
  const { openWorkplace } = await import('../../jobs/workplace.ts');
  const { openWorker } = await import('../../jobs/worker.ts');
  const { answerRequest } = await import('../../jobs/answer-request.ts');
  const config = loadConfig(flags, terminal.environment, undefined, { 'jobs.concurrency': flags.concurrency });
  const log = openJsonLog({ level: terminal.isQuiet ? 'warn' : 'info' });
  const workplace = await openWorkplace(terminal.environment, homeOf(terminal), log);
  const { store, queue } = workplace;
  const worker = await openWorker({ store, queue, config, log });
  const inbox =
    store.kind === 'embedded'
      ? openInbox(homeOf(terminal), (request) => answerRequest(request as never, workplace, config, log), log)
      : null;
  log.info('worker started', { store: store.place, queue: queue.kind, monitor: worker.url });
  const stopped = new Promise<number>((resolve) => terminal.onStop(resolve));
  const code = await Promise.race([stopped, ...(flags.drain ? [worker.drained().then(() => EXIT.done)] : [])]);
  log.info('worker stopping', { code });
  await inbox?.close();
  await worker.close(flags.grace * 1_000);
  await workplace.close();
  log.info('worker stopped');
  return code;
}
