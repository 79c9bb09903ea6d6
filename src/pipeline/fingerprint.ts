import type { RunFingerprint } from '../domain/run.ts';
import type { RunRecord } from '../ports.ts';
import type { PipelineContext, RunInput, WeekSettings } from './context.ts';

/**
 * Hashes everything that a week rests on, the run before included: when an earlier week changes, the later ones are worked out again.
 * @param closedAgain tickets of earlier weeks that were closed again in this one
 */
export function fingerprintOf(
  tickets: readonly { readonly hash: string }[],
  closedAgain: number,
  before: RunRecord | null,
  input: Pick<RunInput, 'joinFiles' | 'audit' | 'corrections'>,
  settings: WeekSettings,
  { digest }: PipelineContext,
): RunFingerprint {
  const { version, rules, seed, topics, windowWeeks, report, render, stopWords } = settings;
  const joins = input.joinFiles.map(({ kind, sha256 }) => `${kind} ${sha256}`);
  const again = closedAgain > 0 ? [closedAgain] : [];
  return {
    data: digest(JSON.stringify([before?.fingerprint ?? null, tickets.map(({ hash }) => hash), joins, ...again])),
    config: digest(JSON.stringify([report, render, topics, windowWeeks])),
    labels: digest(JSON.stringify([input.audit, input.corrections])),
    model: digest(JSON.stringify([version, rules, stopWords, seed])),
  };
}

/** Whether two runs rest on the same. */
export function same(a: RunFingerprint, b: RunFingerprint): boolean {
  return a.data === b.data && a.config === b.config && a.labels === b.labels && a.model === b.model;
}
