import type { Measure, ScoreRow } from '../domain/measure.ts';
import type { Ticket } from '../domain/ticket.ts';
import { median, wilson } from '../math/intervals.ts';
import { type Case, mergeCustomerIssues } from './cases.ts';

/** One number about a week's tickets. */
type Count = (cases: readonly Case[]) => Measure;

const ROWS: readonly { readonly label: string; readonly count: Count }[] = [
  { label: 'Closed tickets', count: (cases) => exact('closed', cases.length, 'tickets') },
  { label: 'First reply, median', count: (cases) => middle('first_response_minutes', cases, ({ firstResponseMinutes }) => firstResponseMinutes, 'minutes') },
  { label: 'Resolution, median', count: (cases) => middle('resolution_minutes', cases, ({ resolutionMinutes }) => resolutionMinutes, 'minutes') },
  { label: 'Handling time, sum', count: handleHours },
  { label: 'Reopened', count: (cases) => share('reopened', cases, ({ reopens }) => (reopens === undefined ? undefined : reopens > 0)) },
  { label: 'Passed on twice or more', count: (cases) => share('bounced', cases, ({ reassignments }) => (reassignments === undefined ? undefined : reassignments >= 2)) },
  { label: 'Service level missed', count: (cases) => share('sla_breached', cases, ({ slaBreached }) => slaBreached) },
  { label: 'Satisfied (4 or 5 of 5)', count: (cases) => share('satisfied', cases, ({ csat }) => (csat === undefined ? undefined : csat >= 4)) },
  { label: 'Net promoter score', count: promoterScore },
  { label: 'Wrote again within 14 days', count: repeats },
];

/** The head of support's table: each row for this week, last week and the median of the window's weeks; a row that cannot be computed says why. */
export function scoreSupport(cases: readonly Case[], weeks: number): ScoreRow[] {
  const byWeek = Array.from({ length: weeks }, (_, index) => cases.filter(({ week }) => week === index));
  return ROWS.map(({ label, count }) => {
    const all = byWeek.map((week) => count(week));
    const known = all.flatMap(({ value }) => value ?? []);
    const thisWeek = all.at(-1) as Measure;
    const shell: Measure = { ...thisWeek, low: null, high: null, method: 'median of the weeks in the window', base: `${known.length} weeks` };
    const missing: Measure = { ...shell, value: null, refused: 'there is no earlier week' };
    return { label, thisWeek, lastWeek: all.at(-2) ?? missing, median13: known.length > 0 ? { ...shell, value: median(known), refused: null } : { ...shell, value: null, refused: thisWeek.refused ?? 'not known in any week' } };
  });
}

function exact(name: string, value: number, unit: string): Measure {
  return { name, value, low: null, high: null, unit, level: 'L0', method: 'counted', refused: null };
}

function missing(name: string, unit: string, column: string): Measure {
  return { name, value: null, low: null, high: null, unit, level: 'L0', method: 'none', refused: `no ticket of this week gives ${column}` };
}

function middle(name: string, cases: readonly Case[], of: (ticket: Ticket) => number | undefined, unit: string): Measure {
  const values = cases.flatMap(({ ticket }) => of(ticket) ?? []);
  if (values.length === 0) return missing(name, unit, name);
  return { ...exact(name, median(values), unit), method: 'median', base: `${values.length} tickets` };
}

function handleHours(cases: readonly Case[]): Measure {
  const values = cases.flatMap(({ ticket }) => ticket.handleMinutes ?? []);
  if (values.length === 0) return missing('handle_hours', 'hours', 'handle_minutes');
  return { ...exact('handle_hours', values.reduce((sum, minutes) => sum + minutes, 0) / 60, 'hours'), base: `${values.length} tickets` };
}

function share(name: string, cases: readonly Case[], of: (ticket: Ticket) => boolean | undefined): Measure {
  const known = cases.flatMap(({ ticket }) => of(ticket) ?? []);
  if (known.length === 0) return missing(name, 'share', name);
  return { name, ...wilson(known.filter(Boolean).length, known.length), unit: 'share', level: 'L0', method: 'Wilson 95 %', base: `${known.length} tickets`, refused: null };
}

/** @see measures.md section 5: SE = sqrt((p+ + p- - NPS²) / n) */
function promoterScore(cases: readonly Case[]): Measure {
  const scores = cases.flatMap(({ ticket }) => ticket.nps ?? []);
  const n = scores.length;
  if (n < 5) return { ...missing('nps', 'points', 'nps'), refused: n === 0 ? 'no ticket of this week gives nps' : `${n} answers, 5 are needed` };
  const [up, down] = [scores.filter((score) => score >= 9).length / n, scores.filter((score) => score <= 6).length / n];
  const value = up - down;
  const half = 1.96 * Math.sqrt((up + down - value ** 2) / n);
  return { name: 'nps', value: value * 100, low: (value - half) * 100, high: (value + half) * 100, unit: 'points', level: 'L0', method: 'promoters less detractors, normal 95 %', base: `${n} answers of ${cases.length} tickets`, refused: null };
}

function repeats(cases: readonly Case[]): Measure {
  const known = cases.filter(({ ticket }) => ticket.accountId !== undefined || ticket.requester !== undefined);
  if (known.length === 0) return missing('repeat_contacts', 'share', 'account_id or requester');
  return { name: 'repeat_contacts', ...wilson(known.length - mergeCustomerIssues(known).length, known.length), unit: 'share', level: 'L0', method: "tickets of a party that had already written this week; Wilson 95 %", base: `${known.length} tickets`, refused: null };
}
