import { Gauge, type Registry } from 'prom-client';
import type { Status, WeekStatus } from '../../src/domain/status.ts';

const STATES: readonly WeekStatus['state'][] = ['published', 'running', 'waiting', 'failed', 'missed'];

/**
 * Adds the gauges of what the store knows: weeks by state, intakes that wait, and the newest week whose report is out with the age of that report.
 * The same on every worker, so take `max` over them.
 * @returns a function that sets them to a status at an instant in milliseconds, or takes them away where the store gave none: an old value would look alive
 */
export function addStatusGauges(registry: Registry): (status: Status | null, now: number) => void {
  const registers = [registry];
  const weeks = new Gauge({ name: 'coalface_weeks', help: 'Weeks by state.', labelNames: ['state'], registers });
  const intakes = new Gauge({
    name: 'coalface_intakes_waiting',
    help: 'Intakes that are not settled.',
    registers,
  });
  const age = new Gauge({
    name: 'coalface_last_good_report_age_seconds',
    help: 'Seconds since the report of the newest published week came out.',
    registers,
  });
  const week = new Gauge({
    name: 'coalface_last_good_report_week_info',
    help: 'The newest week whose report is out, as a label; always 1.',
    labelNames: ['week'],
    registers,
  });
  const clear = () => {
    for (const gauge of [weeks, week]) gauge.reset();
    // Without labels a gauge starts at 0, and an age of 0 would mean that all is well.
    for (const gauge of [intakes, age]) gauge.remove();
  };
  clear();
  return (status, now) => {
    clear();
    if (status === null) return;
    for (const state of STATES) weeks.set({ state }, status.weeks.filter((one) => one.state === state).length);
    intakes.set(status.intakes.length);
    const last = lastGood(status.weeks);
    if (last === undefined) return;
    age.set((now - Date.parse(last.publishedAt)) / 1_000);
    week.set({ week: last.week }, 1);
  };
}

// By the week, not by the instant: making an old week again must not silence the alarm for the present one.
function lastGood(weeks: readonly WeekStatus[]) {
  return weeks.findLast((one): one is WeekStatus & { readonly publishedAt: string } => one.publishedAt !== null);
}
