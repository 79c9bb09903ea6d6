import type { LedgerEntry } from '../domain/finding.ts';
import type { RunId } from '../domain/run.ts';
import { EMPTY_REGISTRY, type TopicRegistry } from '../domain/topic.ts';
import type { IsoWeek } from '../domain/week.ts';
import type { RunRecord, Store } from '../ports.ts';

/** The newest finished run of an earlier week: what this week may know of the past. */
export async function runBefore(week: IsoWeek, store: Store): Promise<RunRecord | null> {
  return (await store.listRuns()).filter((run) => run.week < week).at(-1) ?? null;
}

/** Topic ids as that run left them. */
export async function registryOf(run: RunId | null, store: Store): Promise<TopicRegistry> {
  return (run && (await store.load(run, 'registry'))[0]) ?? EMPTY_REGISTRY;
}

/** Findings as that run left them. */
export async function ledgerOf(run: RunId | null, store: Store): Promise<readonly LedgerEntry[]> {
  return (run && (await store.load(run, 'ledger'))[0]) ?? [];
}
