import { bringIn, type IntakeRequest } from '../src/app/bring-in.ts';
import { statusOf } from '../src/app/status.ts';
import { takeIn } from '../src/app/take-in.ts';
import type { Config } from '../src/config.ts';
import { ContractError } from '../src/domain/errors.ts';
import type { Log } from '../src/ports.ts';
import { advance } from './chain.ts';
import { loadSchedule, type Schedule, setSchedule } from './schedule.ts';
import type { Workplace } from './workplace.ts';

/** What a command asks of a workplace: its own, or that of a running worker. Plain data; it may lie in the inbox for a while. */
export type Request =
  | { readonly kind: 'enqueue'; readonly intake: IntakeRequest }
  | { readonly kind: 'take'; readonly source: string; readonly out: string; readonly settleMs: number }
  | { readonly kind: 'schedule'; readonly schedule: Schedule | null }
  | { readonly kind: 'show-schedule' }
  | { readonly kind: 'status' };

/** Does what a command asks; doing it twice comes to the same. @returns plain data */
export async function answerRequest(
  request: Request,
  { store, queue }: Pick<Workplace, 'store' | 'queue'>,
  config: Config,
  log: Log,
): Promise<unknown> {
  switch (request.kind) {
    case 'enqueue': {
      const intake = await bringIn(store, request.intake);
      await advance(store, queue.queue);
      return { intake: intake.id };
    }
    case 'take': {
      const { source, out, settleMs } = request;
      const intake = await takeIn(store, { source, out, settleMs, config, now: new Date() }, log);
      await advance(store, queue.queue);
      return { intake: intake?.id ?? null };
    }
    case 'schedule':
      await setSchedule(request.schedule, store, queue.queue);
      return { schedule: request.schedule };
    case 'show-schedule':
      return { schedule: await loadSchedule(store) };
    case 'status':
      return statusOf(store, new Date(), config.report.zone);
    default:
      throw new ContractError('unknown-request', `expected a request of this version of Coalface, got another`);
  }
}
