import type { AuditLabel } from '../domain/audit.ts';
import { CAUSES, type Cause } from '../domain/cause.ts';
import type { Joins } from '../domain/join.ts';
import type { Measures, Refusal } from '../domain/measure.ts';
import type { ReportSettings } from '../domain/run.ts';
import type { TicketTags } from '../domain/tag.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Assignment } from '../domain/topic.ts';
import { type IsoWeek, weekDays } from '../domain/week.ts';
import { hashWords, unitsOf } from '../math/hash.ts';
import { seededRandom } from '../math/random.ts';
import { collectCases } from './cases.ts';
import { describeLabelError } from './describe-label-error.ts';
import { findIssues } from './issues.ts';
import { fitLabelError, measureCauseShare } from './label-error.ts';
import { measureManufacturing } from './manufacturing.ts';
import { measureMarketing } from './marketing.ts';
import { countMatches } from './match-rates.ts';
import { measureProfessionalServices } from './professional-services.ts';
import type { QuestionContext } from './question.ts';
import { measureSales } from './sales.ts';
import { scoreSupport } from './scorecard.ts';
import { findTopicAlerts } from './topic-alerts.ts';

/** What a week's numbers are made from. */
export interface MeasureInput {
  /** Up to 13 complete weeks, oldest first, the week reported last. */
  readonly weeks: readonly IsoWeek[];
  /** Tickets of those weeks, by closing time, with their tags and places (any order). */
  readonly tickets: readonly Ticket[];
  readonly tags: readonly TicketTags[];
  /** What the machine alone said, where people have put tags right: an audit says how well the machine tags, not they. Default: `tags`. */
  readonly machine?: readonly TicketTags[] | undefined;
  readonly assignments: readonly Assignment[];
  readonly joins: Joins;
  readonly audit: readonly AuditLabel[];
  readonly settings: ReportSettings;
  readonly seed: number;
}

/**
 * Makes all numbers of a week: issues and their change, topics above their usual, the four questions, shares corrected by the audit, the scorecard, match rates, and every refusal with its reason.
 * Only audit labels dated before the end of the week count, so that a week never learns from its future.
 */
export function measure(input: MeasureInput): Measures {
  const { weeks, joins, settings } = input;
  const cases = collectCases(input.tickets, input.tags, input.assignments, weeks);
  const read = input.machine ? collectCases(input.tickets, input.machine, input.assignments, weeks) : cases;
  const sunday = weekDays(weeks.at(-1) as IsoWeek).sunday;
  const labels = input.audit.filter(({ at }) => at === undefined || at <= sunday);
  const labelErrors = new Map(CAUSES.map((cause) => [cause, fitLabelError(cause, read, labels)] as const));
  const random = (name: string) =>
    seededRandom(input.seed ^ Number.parseInt(hashWords([unitsOf(name)]).slice(0, 8), 16));
  const context: QuestionContext = {
    cases,
    weeks,
    joins,
    settings,
    labelErrors,
    random,
    startsAt: Date.parse(weekDays(weeks[0] as IsoWeek).monday),
    endsAt: Date.parse(sunday) + 86_400_000,
  };
  const answered = [
    measureSales(context),
    measureProfessionalServices(context),
    measureManufacturing(context),
    measureMarketing(context),
  ];
  const { issues, comparisons } = findIssues({ cases, weeks: weeks.length, joins, settings });
  const topics = findTopicAlerts(cases, weeks.length);
  const shares = CAUSES.map(
    (cause) =>
      [cause, measureCauseShare(cause, read, labelErrors.get(cause) ?? null, random(`share ${cause}`))] as const,
  );
  return {
    issues,
    topicAlerts: topics.alerts,
    topicsCompared: topics.comparisons,
    answers: answered.flatMap(({ answers }) => answers),
    causeShares: Object.fromEntries(shares) as Measures['causeShares'],
    scorecard: scoreSupport(cases, weeks.length),
    refusals: [
      ...shares.flatMap(([cause, { name, refused }]): Refusal[] =>
        refused ? [{ department: cause as Cause, measure: name, reason: refused }] : [],
      ),
      ...answered.flatMap(({ refusals }) => refusals),
    ],
    matchRates: countMatches(cases, joins),
    comparisons,
    labelError: describeLabelError(labelErrors, labels),
  };
}
