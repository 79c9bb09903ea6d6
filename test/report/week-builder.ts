import type { AuditLabel } from '../../src/domain/audit.ts';
import type { Cause, Standing } from '../../src/domain/cause.ts';
import { NO_COVERAGE } from '../../src/domain/coverage.ts';
import type { LedgerEntry } from '../../src/domain/finding.ts';
import type { Joins } from '../../src/domain/join.ts';
import type { Measures } from '../../src/domain/measure.ts';
import type { ReportSettings } from '../../src/domain/run.ts';
import { runIdOf } from '../../src/domain/run.ts';
import type { TicketTags } from '../../src/domain/tag.ts';
import type { Topic, TopicId } from '../../src/domain/topic.ts';
import { addWeeks, type IsoWeek } from '../../src/domain/week.ts';
import { measure } from '../../src/measure/measure.ts';
import { report, type WeekReports } from '../../src/report/report.ts';
import type { ReportInput } from '../../src/report/week-view.ts';
import { type CaseSpec, SETTINGS, steps, WEEKS } from '../measure/case-builder.ts';

/** Weeks that a report looks back over, its own included. */
const WINDOW = 13;

/** Tickets about one thing, over consecutive weeks. */
export interface Story {
  /** Begins every ticket id. */
  readonly name: string;
  readonly causes: readonly Cause[];
  /** Tickets closed in each week, oldest first. */
  readonly weekly: readonly number[];
  /** Label of the topic that a ticket lies in, as fitted in the week reported; null for no topic. */
  readonly topic: string | null | ((ticket: { readonly index: number; readonly reported: number }) => string | null);
  /** Number of accounts that take turns; each ticket is another account's where not given. */
  readonly accounts?: number;
  /** Whose words show the cause, ticket by ticket; the customer's where not given. */
  readonly from?: (index: number) => 'customer' | 'note';
  readonly standing?: Standing;
  readonly fields?: Partial<CaseSpec> | ((index: number) => Partial<CaseSpec>);
}

/** What a run knows beside its tickets. */
export interface RunOptions {
  readonly joins?: Joins;
  readonly settings?: Partial<ReportSettings>;
  readonly audit?: readonly AuditLabel[];
  readonly ledger?: readonly LedgerEntry[];
  /** Changes a week's numbers before they are reported: an answer that takes a file of its own to reach. */
  readonly amend?: (measures: Measures, input: ReportInput) => Measures;
}

/** Reports every week of the stories, oldest first, each from the ledger that the week before left. */
export function runWeeks(stories: readonly Story[], options: RunOptions = {}): WeekReports[] {
  const weeks = Math.max(...stories.map(({ weekly }) => weekly.length));
  const done: WeekReports[] = [];
  for (let week = 0; week < weeks; week++)
    done.push(report(weekInput(stories, week, { ...options, ledger: done.at(-1)?.ledger ?? options.ledger ?? [] })));
  return done;
}

/** The last week of the stories on its own, with whatever ledger the options give. */
export function runLastWeek(stories: readonly Story[], options: RunOptions = {}): WeekReports {
  return report(weekInput(stories, Math.max(...stories.map(({ weekly }) => weekly.length)) - 1, options));
}

/** What the report of week number `reported` (from 0) is written from: real measures of the stories' tickets up to then. */
export function weekInput(stories: readonly Story[], reported: number, options: RunOptions = {}): ReportInput {
  const first = Math.max(0, reported - WINDOW + 1);
  const drafts = stories.flatMap((story) => ticketsOf(story, first, reported));
  const ordered = [...drafts].sort((a, b) => a.spec.day - b.spec.day);
  const { tickets, tags, assignments } = steps(ordered.map(({ spec }) => spec));
  const weeks = Array.from({ length: reported - first + 1 }, (_, index) =>
    addWeeks(WEEKS[0] as IsoWeek, first + index),
  );
  const settings = { ...SETTINGS, ...options.settings };
  const known = { weeks, tickets, assignments, audit: options.audit ?? [], settings };
  const quoted = tags.map((entry, index) => quote(entry, ordered[index] as Draft));
  const measures = measure({ ...known, tags: quoted, joins: options.joins ?? {}, seed: 1 });
  const now = tickets.filter(({ week }) => week === weeks.at(-1)).length;
  const input: ReportInput = {
    ...known,
    runId: runIdOf(weeks.at(-1) as IsoWeek, 1),
    tags: quoted,
    measures,
    topics: topicsOf(assignments.flatMap(({ topicId }) => topicId ?? [])),
    ledger: options.ledger ?? [],
    coverage: { ...NO_COVERAGE, pulled: now, tickets: now, assigned: now },
    campaigns: options.joins?.campaigns ?? [],
    notices: [],
  };
  return options.amend ? { ...input, measures: options.amend(measures, input) } : input;
}

interface Draft {
  readonly story: Story;
  readonly index: number;
  readonly spec: CaseSpec;
}

function ticketsOf(story: Story, first: number, reported: number): Draft[] {
  const weekOf = story.weekly.flatMap((tickets, week) => new Array<number>(tickets).fill(week));
  return weekOf.flatMap((week, index) =>
    week >= first && week <= reported ? [{ story, index, spec: specOf(story, index, week, reported) }] : [],
  );
}

function specOf(story: Story, index: number, week: number, reported: number): CaseSpec {
  const { name, causes, topic, accounts, fields } = story;
  return {
    id: `${name}-${index}`,
    day: week * 7 + (index % 5) + 0.4,
    causes,
    topic: typeof topic === 'function' ? topic({ index, reported }) : topic,
    accountId: `${name}-account-${accounts === undefined ? index : index % accounts}`,
    ...(typeof fields === 'function' ? fields(index) : fields),
  };
}

function quote(entry: TicketTags, { story, index }: Draft): TicketTags {
  const from = story.from?.(index) ?? 'customer';
  const evidence = {
    from,
    field: 'description',
    start: 0,
    end: 5,
    quote: `${from} words ${story.name} ${index}`,
  } as const;
  return { ...entry, tags: entry.tags.map((tag) => ({ ...tag, evidence, standing: story.standing })) };
}

function topicsOf(ids: readonly TopicId[]): Topic[] {
  return [...new Set(ids)].sort().map((id) => ({
    id,
    label: id,
    keywords: [id],
    centroid: new Float32Array(1),
    firstWeek: WEEKS[0] as IsoWeek,
  }));
}
