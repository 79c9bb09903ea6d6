import { assertCoverage, type Coverage, NO_COVERAGE } from './domain/coverage.ts';
import type { Measures } from './domain/measure.ts';
import type { RunFingerprint } from './domain/run.ts';
import type { Ticket } from './domain/ticket.ts';
import { type Assignment, EMPTY_REGISTRY, type TopicRegistry } from './domain/topic.ts';
import { addWeeks, type IsoWeek } from './domain/week.ts';
import { CUT_WEEKS, findCutWeeks } from './ingest/find-cut-weeks.ts';
import { warnOfMatches } from './measure/match-rates.ts';
import type { PipelineContext, RunInput, WeekSettings } from './pipeline.ts';
import type { Clock, RunRecord, Store } from './ports.ts';

/**
 * The weeks up to `week` within the window that hold all of their tickets: a week without an export is missing, not empty, and one that the start of an export cuts
 * is compared with nothing. The week itself is always among them.
 */
export async function knownWeeks(week: IsoWeek, windowWeeks: number, store: Store): Promise<IsoWeek[]> {
  const first = addWeeks(week, 1 - windowWeeks);
  const stored = (await store.countTickets()).map((entry) => entry.week);
  const cut = await cutWeeks(stored[0], store);
  return stored.filter((known) => known >= first && known <= week && (known === week || !cut.has(known)));
}

/** Weeks at the start of all that is stored that lack some of their tickets. */
async function cutWeeks(first: IsoWeek | undefined, store: Store): Promise<ReadonlySet<IsoWeek>> {
  return first ? findCutWeeks(await store.loadTickets(first, addWeeks(first, CUT_WEEKS - 1))) : new Set();
}

/** The newest finished run of an earlier week: what this week may know of the past. */
export async function runBefore(week: IsoWeek, store: Store): Promise<RunRecord | null> {
  return (await store.listRuns()).filter((run) => run.week < week).at(-1) ?? null;
}

/** Topic ids as that run left them. */
export async function registryOf(run: RunRecord | null, store: Store): Promise<TopicRegistry> {
  return (run && (await store.load(run.runId, 'registry'))[0]) ?? EMPTY_REGISTRY;
}

/** Hashes everything that a week rests on, the run before included: when an earlier week changes, the later ones are worked out again. */
export async function fingerprintOf(
  weeks: readonly IsoWeek[],
  before: RunRecord | null,
  input: RunInput,
  settings: WeekSettings,
  { store, digest }: PipelineContext,
): Promise<RunFingerprint> {
  const { version, rules, seed, topics, windowWeeks, report, render, stopWords } = settings;
  const tickets = await store.loadTicketHashes(weeks[0] as IsoWeek, weeks.at(-1) as IsoWeek);
  const joins = input.joinFiles.map(({ kind, sha256 }) => `${kind} ${sha256}`);
  return {
    data: digest(JSON.stringify([before?.fingerprint ?? null, tickets.map(({ hash }) => hash), joins])),
    config: digest(JSON.stringify([report, render, topics, windowWeeks])),
    labels: digest(JSON.stringify(input.audit)),
    model: digest(JSON.stringify([version, rules, stopWords, seed])),
  };
}

/** Whether two runs rest on the same. */
export function same(a: RunFingerprint, b: RunFingerprint): boolean {
  return a.data === b.data && a.config === b.config && a.labels === b.labels && a.model === b.model;
}

/**
 * Where every row went, as seen from these tickets: rows of other weeks are out of the window; tickets that an earlier run stored count as pulled once more.
 * @throws ContractError when rows were lost.
 */
export function coverageOf(
  tickets: readonly Ticket[],
  assignments: readonly Assignment[],
  { receipts, seen }: RunInput,
): Coverage {
  const sum = (
    field: 'rows' | 'used' | 'rejected' | 'merged' | 'duplicate' | 'notClosed' | 'setAside' | 'outOfWindow',
  ) => receipts.reduce((total, receipt) => total + receipt[field], 0);
  const own = new Set(tickets.map(({ id }) => id));
  const brought = tickets.filter(({ id }) => seen.has(id)).length;
  const placed = assignments.filter(({ ticketId, topicId }) => topicId !== null && own.has(ticketId)).length;
  const coverage: Coverage = {
    ...NO_COVERAGE,
    pulled: sum('rows') + tickets.length - brought,
    rejected: sum('rejected'),
    merged: sum('merged'),
    duplicate: sum('duplicate'),
    not_closed: sum('notClosed'),
    set_aside: sum('setAside'),
    out_of_window: sum('outOfWindow') + sum('used') - brought,
    tickets: tickets.length,
    assigned: placed,
    unassigned: tickets.length - placed,
  };
  assertCoverage(coverage);
  return coverage;
}

/** What a reader must know before the first number. */
export function noticesOf(
  measures: Measures,
  thisWeek: readonly Ticket[],
  last: RunRecord | null,
  coverage: Coverage,
): string[] {
  const notices = warnOfMatches(measures.matchRates);
  if (thisWeek.every(({ description, messages }) => description === '' && messages.length === 0))
    notices.unshift('Only subjects were given, no text: topics and trends alone can be read from them.');
  const earlier = last?.manifest?.coverage.tickets;
  if (earlier !== undefined && earlier !== coverage.tickets)
    notices.unshift(`Restated: ${coverage.tickets - earlier} tickets more than when this week was first reported.`);
  return notices;
}

/** Adds up the wall time of each step. */
export interface Timer {
  readonly timings: Readonly<Record<string, number>>;
  time<T>(step: string, work: () => Promise<T>): Promise<T>;
}

/** Starts a timer on the given clock. */
export function startTimer(clock: Clock): Timer {
  const timings: Record<string, number> = {};
  return {
    timings,
    async time(step, work) {
      const from = clock.now();
      const result = await work();
      timings[step] = Math.round((timings[step] ?? 0) + clock.now() - from);
      return result;
    },
  };
}
