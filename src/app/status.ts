import type { FailedIntake, Status, StepMark, StepStatus, WeekStatus } from '../domain/status.ts';
import { addWeeks, type IsoWeek, weekOf, weekRange } from '../domain/week.ts';
import type { RunRecord, Store } from '../ports.ts';

/** What is out, what is under way and what is missing, as the store knows it at this instant. */
export async function statusOf(store: Store, now: Date, zone: string): Promise<Status> {
  const intakes = await store.waitingIntakes();
  const openRuns = await store.openRuns();
  const marks = new Map(
    await Promise.all(
      [...intakes.map(({ id }) => id), ...openRuns.map(({ runId }) => runId)].map(
        async (scope) => [scope, await store.listSteps(scope)] as const,
      ),
    ),
  );
  return {
    store: store.place,
    intakes: intakes.map(({ id, files, since }) => ({ id, since, files: files.map(({ name }) => name) })),
    failedIntakes: await failedIntakesOf(store),
    weeks: await weeksOf(store, openRuns, marks, now, zone),
    steps: [...marks.values()].flatMap(stepsOf),
  };
}

/** Failures that are told at once: whoever has more has one cause for all of them. */
const MOST_FAILED = 20;

/** Steps in which an intake as a whole can fail; a failure in any other is one of a week. */
const WHOLE: readonly string[] = ['ingest', 'gather'];

/** Settled intakes from the newest back to the last that came to something. */
async function failedIntakesOf(store: Store): Promise<FailedIntake[]> {
  const failed: FailedIntake[] = [];
  for (const { id, files, settledAt } of await store.settledIntakes(MOST_FAILED)) {
    const marks = await store.listSteps(id);
    const failure = marks.find(({ step, state }) => state === 'failed' && WHOLE.includes(step));
    if (failure) {
      const { step, code } = failure;
      failed.push({ id, files: files.map(({ name }) => name), step, code, at: settledAt });
    } else if (marks.some(({ step, state }) => step === 'gather' && state === 'done')) break;
  }
  return failed;
}

/** Every week from the first that is known to the last that is over, and later ones that are reported all the same. */
async function weeksOf(
  store: Store,
  openRuns: readonly RunRecord[],
  marks: ReadonlyMap<string, readonly StepMark[]>,
  now: Date,
  zone: string,
): Promise<WeekStatus[]> {
  const tickets = new Map((await store.countTickets()).map((entry) => [entry.week, entry.tickets]));
  const published = new Map((await store.listRuns()).map((run) => [run.week, run]));
  const open = new Map(openRuns.map((run) => [run.week, run]));
  const first = [...tickets.keys(), ...published.keys()].sort()[0];
  if (first === undefined) return [];
  const over = weekRange(first, lastWeekOver(now, zone));
  // A report may be made of a week that is not over by the clock: of an export that is said to end before.
  const early = [...new Set([...published.keys(), ...open.keys()])].filter((week) => !over.includes(week)).sort();
  return [...over, ...early].map((week) => {
    const run = open.get(week) ?? published.get(week);
    const failure = run && marks.get(run.runId)?.find(({ state }) => state === 'failed');
    return {
      week,
      state: failure ? 'failed' : stateOf(week, open, published, tickets),
      runId: run?.runId ?? null,
      tickets: tickets.get(week) ?? 0,
      code: failure?.code ?? null,
      publishedAt: published.get(week)?.finishedAt ?? null,
    };
  });
}

function stateOf(
  week: IsoWeek,
  open: ReadonlyMap<IsoWeek, RunRecord>,
  published: ReadonlyMap<IsoWeek, RunRecord>,
  tickets: ReadonlyMap<IsoWeek, number>,
): WeekStatus['state'] {
  if (open.has(week)) return 'running';
  if (published.has(week)) return 'published';
  return tickets.has(week) ? 'waiting' : 'missed';
}

/** The last week that is over by the clock of a zone. */
export function lastWeekOver(now: Date, zone: string): IsoWeek {
  return addWeeks(weekOf(now, zone), -1);
}

function stepsOf(marks: readonly StepMark[]): StepStatus[] {
  const steps = [...new Set(marks.map(({ step }) => step))];
  return steps.map((step) => {
    const own = marks.filter((mark) => mark.step === step);
    const count = (state: StepMark['state']) => own.filter((mark) => mark.state === state).length;
    const scope = (own[0] as StepMark).scope;
    return { scope, step, done: count('done'), failed: count('failed'), started: count('started') };
  });
}
