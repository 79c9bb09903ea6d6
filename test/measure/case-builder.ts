import type { AuditLabel } from '../../src/domain/audit.ts';
import { CAUSES, type Cause } from '../../src/domain/cause.ts';
import type { Deal, Joins } from '../../src/domain/join.ts';
import type { ReportSettings } from '../../src/domain/run.ts';
import type { TicketTags } from '../../src/domain/tag.ts';
import type { Ticket, TicketId } from '../../src/domain/ticket.ts';
import type { Assignment, TopicId } from '../../src/domain/topic.ts';
import { addWeeks, type IsoWeek, weekDays, weekRange } from '../../src/domain/week.ts';
import { seededRandom } from '../../src/math/random.ts';
import { type Case, collectCases } from '../../src/measure/cases.ts';
import type { LabelError } from '../../src/measure/label-error.ts';
import type { MeasureInput } from '../../src/measure/measure.ts';
import type { QuestionContext } from '../../src/measure/question.ts';

/** Thirteen weeks, from Monday 17 August 2026 to Sunday 15 November 2026. */
export const WEEKS: readonly IsoWeek[] = weekRange('2026-W34' as IsoWeek, '2026-W46' as IsoWeek);
const DAY_MS = 86_400_000;

/** What a head of support has set: a cost of 0.80 EUR a minute, a warranty of 24 months, no seller named. */
export const SETTINGS: ReportSettings = {
  departments: Object.fromEntries(CAUSES.map((cause) => [cause, { head: null }])) as ReportSettings['departments'],
  costPerHandleMinute: 0.8,
  currency: 'EUR',
  warrantyMonths: 24,
  ticketUrl: null,
  zone: 'UTC',
  nameSellers: false,
  nameEngineers: true,
};

/** A closed ticket with what tagging and clustering said of it. */
export interface CaseSpec extends Partial<Omit<Ticket, 'id' | 'week' | 'closedAt' | 'subject' | 'description'>> {
  readonly id?: string;
  /** Days since the Monday of the first week; half days are noon. */
  readonly day: number;
  readonly subject?: string;
  readonly description?: string;
  readonly causes?: readonly Cause[];
  readonly unsure?: readonly Cause[];
  readonly topic?: string | null;
  readonly similarity?: number;
}

/** Tickets, tags and places of the specs, as the steps before would hand them over. */
export function steps(specs: readonly CaseSpec[]): Pick<MeasureInput, 'tickets' | 'tags' | 'assignments'> {
  return {
    tickets: specs.map((spec, index) => ticketOf(spec, index)),
    tags: specs.map((spec, index) => tagsOf(spec, idOf(spec, index))),
    assignments: specs.map((spec, index) => placeOf(spec, idOf(spec, index))),
  };
}

/** The same as cases of thirteen weeks. */
export function casesOf(specs: readonly CaseSpec[]): Case[] {
  const { tickets, tags, assignments } = steps(specs);
  return collectCases(tickets, tags, assignments, WEEKS);
}

/** What a question is answered from. */
export function contextOf(
  specs: readonly CaseSpec[],
  joins: Joins,
  more: {
    readonly settings?: Partial<ReportSettings>;
    readonly sales?: LabelError | null;
    readonly seed?: number;
  } = {},
): QuestionContext {
  const startsAt = firstDay();
  return {
    cases: casesOf(specs),
    weeks: WEEKS,
    startsAt,
    endsAt: startsAt + WEEKS.length * 7 * DAY_MS,
    joins,
    settings: { ...SETTINGS, ...more.settings },
    labelErrors: new Map(CAUSES.map((cause) => [cause, cause === 'sales' ? (more.sales ?? null) : null])),
    random: () => seededRandom(more.seed ?? 1),
  };
}

/** `YYYY-MM-DD` of a day counted from the first Monday of the window; may lie before it. */
export function dayText(day: number): string {
  return new Date(firstDay() + Math.floor(day) * DAY_MS).toISOString().slice(0, 10);
}

/** A blind reading of a ticket. */
export function labelOf(ticketId: string, causes: readonly Cause[], more: Partial<AuditLabel> = {}): AuditLabel {
  return { ticketId: ticketId as TicketId, causes, ...more };
}

/** A won deal of account `A<number>`. */
export function dealOf(number: number, day: number, more: Partial<Deal> = {}): Deal {
  return {
    dealId: `D${number}`,
    accountId: `A${number}`,
    closedOn: dayText(day),
    product: 'Pump',
    kind: 'new',
    ...more,
  };
}

function firstDay(): number {
  return Date.parse(weekDays(WEEKS[0] as IsoWeek).monday);
}

function idOf({ id }: CaseSpec, index: number): TicketId {
  return (id ?? `T${String(index).padStart(5, '0')}`) as TicketId;
}

function ticketOf(spec: CaseSpec, index: number): Ticket {
  const { day, causes, unsure, topic, similarity, ...fields } = spec;
  return {
    subject: '',
    description: '',
    note: '',
    messages: [],
    fromText: [],
    tags: [],
    language: 'en',
    ...fields,
    id: idOf(spec, index),
    closedAt: new Date(firstDay() + day * DAY_MS).toISOString(),
    week: addWeeks(WEEKS[0] as IsoWeek, Math.floor(day / 7)),
  } as unknown as Ticket;
}

function tagsOf({ causes = [], unsure = [] }: CaseSpec, ticketId: TicketId): TicketTags {
  const evidence = { from: 'customer', field: 'subject', start: 0, end: 0, quote: '' } as const;
  const tag = (status: 'tagged' | 'unsure') => (cause: Cause) => ({
    cause,
    status,
    score: status === 'tagged' ? 0.9 : 0.5,
    evidence,
  });
  const scores = Object.fromEntries(
    CAUSES.map((cause) => [cause, causes.includes(cause) ? 0.9 : 0.1]),
  ) as TicketTags['scores'];
  return {
    ticketId,
    scores,
    tags: [...causes.map(tag('tagged')), ...unsure.map(tag('unsure'))],
    votes: [],
    readable: true,
  };
}

function placeOf({ topic = null, similarity = 0.5 }: CaseSpec, ticketId: TicketId): Assignment {
  return { ticketId, topicId: topic as TopicId | null, similarity };
}
