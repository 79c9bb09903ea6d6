import { CoalfaceError } from '../domain/errors.ts';
import type { PipelineContext } from './context.ts';

/** Above this share a failure is no matter of single tickets. */
const MOST = 0.01;

/**
 * Does work on tickets of which one may break it. On the last attempt the tickets that break it by themselves are found by halving, and the work is done on the
 * others; whoever reads the result sees which are missing from it. A failure that Coalface knows, or that most tickets share, is thrown as it is.
 * @param probe does to any part of the tickets what broke, and may give nothing back.
 */
export async function withoutPoison<T, R>(
  tickets: readonly T[],
  { isLastAttempt, signal }: PipelineContext,
  work: (tickets: readonly T[]) => Promise<R>,
  probe: (tickets: readonly T[]) => Promise<unknown> = work,
): Promise<R> {
  try {
    return await work(tickets);
  } catch (error) {
    if (!isLastAttempt || error instanceof CoalfaceError || signal?.aborted) throw error;
    const poison = new Set(await breakersOf(tickets, probe));
    if (poison.size === 0 || poison.size > Math.max(1, tickets.length * MOST)) throw error;
    return work(tickets.filter((ticket) => !poison.has(ticket)));
  }
}

async function breakersOf<T>(tickets: readonly T[], probe: (tickets: readonly T[]) => Promise<unknown>): Promise<T[]> {
  const breaks = await probe(tickets).then(
    () => false,
    () => true,
  );
  if (!breaks) return [];
  if (tickets.length <= 1) return [...tickets];
  const middle = Math.ceil(tickets.length / 2);
  return [...(await breakersOf(tickets.slice(0, middle), probe)), ...(await breakersOf(tickets.slice(middle), probe))];
}
