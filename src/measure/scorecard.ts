import type { Measure, ScoreRow } from '../domain/measure.ts';
import type { Ticket } from '../domain/ticket.ts';
import { median, wilson } from '../math/intervals.ts';
import { type Case, ISSUE_DAYS } from './cases.ts';

/** The tickets closed in one week of the window. */
interface Week {
  readonly cases: readonly Case[];
  /** Those of a party that had a ticket closed in the 14 days before; null where the window does not reach back so far. */
  readonly repeated: readonly Case[] | null;
}

/** One number about a week. */
type Count = (week: Week) => Measure;

const ANSWERS_NEEDED = 5;

const ROWS: readonly { readonly label: string; readonly count: Count }[] = [
  { label: 'Closed tickets', count: ({ cases }) => exact('closed', cases.length, 'tickets') },
  { label: 'First reply, median', count: middle('first_response_minutes', (ticket) => ticket.firstResponseMinutes) },
  { label: 'Resolution, median', count: middle('resolution_minutes', (ticket) => ticket.resolutionMinutes) },
  { label: 'Handling time, sum', count: handleHours },
  { label: 'Reopened', count: share('reopened', 'reopens', (ticket) => isFrom(1, ticket.reopens)) },
  {
    label: 'Passed on twice or more',
    count: share('bounced', 'reassignments', (ticket) => isFrom(2, ticket.reassignments)),
  },
  { label: 'Service level missed', count: share('sla_breached', 'sla_breached', (ticket) => ticket.slaBreached) },
  { label: 'Satisfied (4 or 5 of 5)', count: share('satisfied', 'csat', (ticket) => isFrom(4, ticket.csat)) },
  { label: 'Net promoter score', count: promoterScore },
  { label: 'Wrote again within 14 days', count: repeats },
];

/** The head of support's table: each row for this week, last week and the median of the window's weeks; a row that cannot be computed says why. */
export function scoreSupport(cases: readonly Case[], weeks: number): ScoreRow[] {
  const byWeek = splitWeeks(cases, weeks);
  return ROWS.map(({ label, count }) => {
    const all = byWeek.map(count);
    const thisWeek = all.at(-1) as Measure;
    return {
      label,
      thisWeek,
      lastWeek: all.at(-2) ?? refused(thisWeek, 'there is no earlier week'),
      median13: medianOf(all, thisWeek),
    };
  });
}

function splitWeeks(cases: readonly Case[], weeks: number): Week[] {
  const repeated = findRepeated(cases);
  const lookBack = ISSUE_DAYS / 7;
  return Array.from({ length: weeks }, (_, index) => {
    const own = cases.filter(({ week }) => week === index);
    return { cases: own, repeated: index < lookBack ? null : own.filter((entry) => repeated.has(entry)) };
  });
}

function findRepeated(cases: readonly Case[]): Set<Case> {
  const lastAt = new Map<string, number>();
  const repeated = new Set<Case>();
  for (const entry of cases) {
    const at = Date.parse(entry.ticket.closedAt);
    if (at - (lastAt.get(entry.party) ?? Number.NEGATIVE_INFINITY) <= ISSUE_DAYS * 86_400_000) repeated.add(entry);
    lastAt.set(entry.party, at);
  }
  return repeated;
}

function medianOf(all: readonly Measure[], thisWeek: Measure): Measure {
  const known = all.flatMap(({ value }) => value ?? []);
  if (known.length === 0) return refused(thisWeek, thisWeek.refused ?? 'not known in any week');
  const [method, base] = ['median of the weeks in the window', `${known.length} weeks`];
  return { ...exact(thisWeek.name, median(known), thisWeek.unit), method, base };
}

function exact(name: string, value: number, unit: string): Measure {
  return { name, value, low: null, high: null, unit, level: 'L0', method: 'counted', refused: null };
}

function refused({ name, unit }: Pick<Measure, 'name' | 'unit'>, reason: string): Measure {
  return { name, value: null, low: null, high: null, unit, level: 'L0', method: 'none', refused: reason };
}

function missing(name: string, unit: string, column: string): Measure {
  return refused({ name, unit }, `no ticket of this week gives ${column}`);
}

function isFrom(limit: number, value: number | undefined): boolean | undefined {
  return value === undefined ? undefined : value >= limit;
}

function middle(name: string, of: (ticket: Ticket) => number | undefined): Count {
  return ({ cases }) => {
    const values = cases.flatMap(({ ticket }) => of(ticket) ?? []);
    if (values.length === 0) return missing(name, 'minutes', name);
    return { ...exact(name, median(values), 'minutes'), method: 'median', base: `${values.length} tickets` };
  };
}

function handleHours({ cases }: Week): Measure {
  const values = cases.flatMap(({ ticket }) => ticket.handleMinutes ?? []);
  if (values.length === 0) return missing('handle_hours', 'hours', 'handle_minutes');
  const minutes = values.reduce((sum, value) => sum + value, 0);
  return { ...exact('handle_hours', minutes / 60, 'hours'), base: `${values.length} tickets` };
}

function share(name: string, column: string, of: (ticket: Ticket) => boolean | undefined): Count {
  return ({ cases }) => {
    const known = cases.flatMap(({ ticket }) => of(ticket) ?? []);
    if (known.length === 0) return missing(name, 'share', column);
    return shareOf(name, known.filter(Boolean).length, known.length, 'Wilson 95 %');
  };
}

function shareOf(name: string, count: number, total: number, method: string): Measure {
  return { ...exact(name, 0, 'share'), ...wilson(count, total), method, base: `${total} tickets` };
}

/**
 * Promoters (9, 10) less detractors (0 to 6), in points; the error is that of one answer more in each of the three groups, so that a few
 * answers that all agree are not taken for certainty.
 * @see measures.md section 5: SE = sqrt((p+ + p- - NPS²) / n)
 */
function promoterScore({ cases }: Week): Measure {
  const scores = cases.flatMap(({ ticket }) => ticket.nps ?? []);
  const n = scores.length;
  if (n === 0) return missing('nps', 'points', 'nps');
  if (n < ANSWERS_NEEDED) return refused({ name: 'nps', unit: 'points' }, `${n} answers, ${ANSWERS_NEEDED} are needed`);
  const [up, down] = [scores.filter((score) => score >= 9).length, scores.filter((score) => score <= 6).length];
  const value = (up - down) / n;
  const half = 1.96 * Math.sqrt(((up + down + 2) / (n + 3) - ((up - down) / (n + 3)) ** 2) / (n + 3));
  const [low, high] = [Math.max(-1, value - half) * 100, Math.min(1, value + half) * 100];
  return {
    ...exact('nps', value * 100, 'points'),
    low,
    high,
    method: 'promoters less detractors, 95 %',
    base: `${n} answers of ${cases.length} tickets`,
  };
}

function repeats({ cases, repeated }: Week): Measure {
  const shell = { name: 'repeat_contacts', unit: 'share' };
  const known = cases.filter(({ ticket }) => ticket.accountId !== undefined || ticket.requester !== undefined);
  if (known.length === 0) return missing(shell.name, shell.unit, 'account_id or requester');
  if (!repeated) return refused(shell, 'the tickets of the two weeks before are not in view');
  return shareOf(
    shell.name,
    repeated.length,
    known.length,
    'tickets of a party with another one closed in the 14 days before; Wilson 95 %',
  );
}
