import type { RunManifest } from '../domain/run.ts';
import type { WeekReports } from '../report/report.ts';
import type { WeekOutcome } from './context.ts';

/** What a run found, in numbers. */
export function countsOf(
  { findings, reports }: WeekReports,
  windowTickets: number,
  topics: number,
): Record<string, number> {
  const cards = new Set(reports.flatMap((one) => one.cards.map(({ id }) => id)));
  return { window_tickets: windowTickets, topics, findings: findings.length, cards: cards.size };
}

/** A finished run in short. */
export function outcomeOf({ week, runId, coverage, counts }: RunManifest, changed: boolean): WeekOutcome {
  return { week, runId, changed, coverage, findings: counts.cards ?? 0 };
}
