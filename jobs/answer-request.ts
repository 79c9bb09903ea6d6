import { bringIn, type IntakeRequest } from '../src/app/bring-in.ts';
import { correct } from '../src/app/correct.ts';
import { type ForgetRequest, forget } from '../src/app/forget.ts';
import { statusOf } from '../src/app/status.ts';
import { type TakeConfig, takeIn } from '../src/app/take-in.ts';
import type { Correction } from '../src/domain/correction.ts';
import { ContractError } from '../src/domain/errors.ts';
import type { IntakeId } from '../src/domain/intake.ts';
import type { StepMark } from '../src/domain/status.ts';
import type { Store } from '../src/ports.ts';
import { advance } from './chain.ts';
import { loadSchedule, type Schedule, setSchedule } from './schedule.ts';
import type { Workplace } from './workplace.ts';

/** What a command asks of a workplace: its own, or that of a running worker. Plain data without secrets; it may lie in the inbox for a while. */
export type Request =
  | { readonly kind: 'enqueue'; readonly intake: IntakeRequest }
  | {
      readonly kind: 'take';
      readonly source: string;
      readonly out: string;
      readonly settleMs: number;
      readonly config: TakeConfig;
    }
  | { readonly kind: 'schedule'; readonly schedule: Schedule | null }
  | { readonly kind: 'show-schedule' }
  | { readonly kind: 'outcome'; readonly intake: IntakeId }
  | { readonly kind: 'forget'; readonly forget: ForgetRequest }
  | { readonly kind: 'correct'; readonly corrections: readonly Correction[] }
  | { readonly kind: 'status'; readonly zone: string };

/** What was brought in: null where nothing is new; and sentences on what was left out. */
export interface Brought {
  readonly intake: IntakeId | null;
  readonly told: readonly string[];
}

/** Whether an intake is still waiting or under way, and which steps of it, or of weeks without a report, have failed for good. */
export interface Outcome {
  readonly isWaiting: boolean;
  readonly failed: readonly Pick<StepMark, 'scope' | 'step' | 'code'>[];
}

/** Does what a command asks; doing it twice comes to the same. @returns plain data */
export async function answerRequest(
  request: Request,
  { store, queue, mappings }: Pick<Workplace, 'store' | 'queue' | 'mappings'>,
): Promise<unknown> {
  switch (request.kind) {
    case 'enqueue': {
      const intake = await bringIn(store, request.intake);
      await advance(store, queue.queue);
      return { intake: intake.id, told: [] } satisfies Brought;
    }
    case 'take': {
      const { source, out, settleMs, config } = request;
      const { intake, told } = await takeIn(store, { source, out, settleMs, config, mappings, now: new Date() });
      await advance(store, queue.queue);
      return { intake: intake?.id ?? null, told } satisfies Brought;
    }
    case 'schedule':
      await setSchedule(request.schedule, store, queue.queue);
      return { schedule: request.schedule };
    case 'show-schedule':
      return { schedule: await loadSchedule(store) };
    case 'outcome':
      return outcomeOf(request.intake, store);
    case 'forget':
      return forget(store, request.forget);
    case 'correct':
      return correct(store, request.corrections);
    case 'status':
      return statusOf(store, new Date(), request.zone);
    default:
      throw new ContractError('unknown-request', `expected a request of this version of Coalface, got another`);
  }
}

async function outcomeOf(id: IntakeId, store: Store): Promise<Outcome> {
  const isWaiting = (await store.waitingIntakes()).some((intake) => intake.id === id);
  const scopes = [id, ...(await store.openRuns()).map(({ runId }) => runId)];
  const marks = (await Promise.all(scopes.map((scope) => store.listSteps(scope)))).flat();
  const failed = marks.filter(({ state }) => state === 'failed');
  return { isWaiting, failed: failed.map(({ scope, step, code }) => ({ scope, step, code })) };
}
