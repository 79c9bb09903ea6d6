import { addWeeks, type IsoWeek, weekRange } from '../domain/week.ts';
import type { Store } from '../ports.ts';
import { runBefore } from './history.ts';

/** Sentences on the weeks between the last report and this one: a reader must not take a gap for a quiet time. */
export async function gapNotices(week: IsoWeek, store: Store): Promise<string[]> {
  const before = await runBefore(week, store);
  if (before === null) return [];
  const gap = weekRange(addWeeks(before.week, 1), addWeeks(week, -1));
  if (gap.length === 0) return [];
  const stored = new Set((await store.countTickets()).map((entry) => entry.week));
  const open = new Map((await store.openRuns()).map((run) => [run.week, run.runId]));
  const reasons = await Promise.all(
    gap.map(async (missing) => {
      if (!stored.has(missing)) return 'no ticket of it was given';
      const runId = open.get(missing);
      const failed = runId && (await store.listSteps(runId)).find(({ state }) => state === 'failed');
      return failed ? `its step "${failed.step}" failed (${failed.code})` : 'it was not asked for';
    }),
  );
  return groupByReason(gap, reasons).map(
    ({ first, last, reason }) =>
      `${first === last ? `Week ${first} was` : `Weeks ${first} to ${last} were`} not produced: ${reason}.`,
  );
}

function groupByReason(gap: readonly IsoWeek[], reasons: readonly string[]) {
  const groups: { first: IsoWeek; last: IsoWeek; reason: string }[] = [];
  for (const [at, week] of gap.entries()) {
    const reason = reasons[at] as string;
    const group = groups.at(-1);
    if (group?.reason === reason) group.last = week;
    else groups.push({ first: week, last: week, reason });
  }
  return groups;
}
