import { CAUSES, type Cause, DEPARTMENT_NAMES } from '../domain/cause.ts';
import type { Finding, LedgerEntry } from '../domain/finding.ts';
import type { Masthead, OpenItem, Overview, Report, TopicRow } from '../domain/report.ts';
import { weekDays, weeksBetween } from '../domain/week.ts';
import { writeBottomLine } from './bottom-line.ts';
import { CARDS } from './cards.ts';
import { closedItem, goneItem } from './closed-items.ts';
import { type PlacedFinding, type PlacedWeek, placeFindings } from './findings.ts';
import { describeMaking } from './how-made.ts';
import { nextIssueOf } from './next-step.ts';
import { listAlerts } from './topic-alerts.ts';
import { listTopics } from './topic-rows.ts';
import { listWatched } from './watch-list.ts';
import { ownerOf, type ReportInput, viewWeek, type WeekView } from './week-view.ts';

/** A week in four departments' words. */
export interface WeekReports {
  readonly reports: readonly Report[];
  readonly overview: Overview;
  /** Cards and open findings of all departments, cards first. */
  readonly findings: readonly Finding[];
  readonly ledger: readonly LedgerEntry[];
}

const OPEN_ROWS = 10;
const CLOSED_ROWS = 5;
const TOP_TOPICS = 5;

/** Writes the week's findings, the four departments' reports and the overview from its measures and last week's ledger. */
export function report(input: ReportInput): WeekReports {
  const view = viewWeek(input);
  const week = placeFindings(view);
  const topics = listTopics(view);
  const masthead = mastheadOf(view);
  const reports = CAUSES.map((department) => departmentReport(department, week, topics, masthead, view));
  const at = (place: PlacedFinding['place']) =>
    week.placed.filter((one) => one.place === place).map(({ finding }) => finding);
  return {
    reports,
    ledger: week.ledger,
    findings: [...at('card'), ...at('open'), ...at('closed')],
    overview: overviewOf(reports, topics, masthead, view),
  };
}

function mastheadOf(view: WeekView): Masthead {
  return {
    week: view.week,
    ...weekDays(view.week),
    zone: view.settings.zone,
    runId: view.runId,
    coverage: view.coverage,
    notices: view.notices,
  };
}

function departmentReport(
  department: Cause,
  week: PlacedWeek,
  topics: readonly TopicRow[],
  masthead: Masthead,
  view: WeekView,
): Report {
  const own = ownFirst(week.placed, department);
  const cards = own.filter(({ place }) => place === 'card').slice(0, CARDS);
  const open = own.filter((one) => (one.place === 'card' || one.place === 'open') && !cards.includes(one));
  const { measures } = view;
  return {
    department,
    title: DEPARTMENT_NAMES[department],
    masthead,
    bottomLine: writeBottomLine(department, cards, open.length, view),
    cards: cards.map(({ finding }) => finding),
    open: open
      .sort(bySize)
      .slice(0, OPEN_ROWS)
      .map(({ finding }) => openItem(finding, view)),
    closed: closedItems(department, own, week, view).slice(0, CLOSED_ROWS),
    watch: listWatched(department, own, view),
    numbers: measures.scorecard,
    topTopics: largestTopics(topics, department),
    answers: measures.answers.flatMap((answer) => (answer.department === department ? answer.sentence || [] : [])),
    refusals: measures.refusals.filter((refusal) => refusal.department === department),
    howMade: describeMaking(view),
    owner: ownerOf(department, view),
    nextIssue: nextIssueOf(view.week),
  };
}

/** What a department leads stands before what it is sent by others, each in its order of weight. */
function ownFirst(placed: readonly PlacedFinding[], department: Cause): PlacedFinding[] {
  const led = placed.filter(({ finding }) => finding.department === department);
  return [...led, ...placed.filter(({ finding }) => finding.also.includes(department))];
}

function bySize({ finding: a }: PlacedFinding, { finding: b }: PlacedFinding): number {
  return b.tickets.length - a.tickets.length || b.windowTickets.length - a.windowTickets.length;
}

function openItem(finding: Finding, view: WeekView): OpenItem {
  return {
    id: finding.id,
    sentence: finding.headline,
    state: finding.state,
    weeksOpen: weeksBetween(finding.firstWeek, view.week) + 1,
    owner: finding.owner,
    weekly: finding.weekly,
    tickets: finding.tickets,
  };
}

function closedItems(department: Cause, own: readonly PlacedFinding[], { gone }: PlacedWeek, view: WeekView) {
  const ended = own.filter(({ place }) => place === 'closed').map((one) => closedItem(one, view));
  return [...ended, ...gone.filter(({ entry }) => entry.department === department).map((one) => goneItem(one, view))];
}

function largestTopics(topics: readonly TopicRow[], department: Cause): TopicRow[] {
  return topics
    .filter(({ causes }) => causes[department] > 0)
    .sort((a, b) => b.causes[department] - a.causes[department] || (a.id < b.id ? -1 : 1))
    .slice(0, TOP_TOPICS);
}

function overviewOf(
  reports: readonly Report[],
  topics: readonly TopicRow[],
  masthead: Masthead,
  view: WeekView,
): Overview {
  const { measures } = view;
  return {
    masthead,
    departments: reports.map((one) => ({
      department: one.department,
      title: one.title,
      bottomLine: one.bottomLine,
      cards: one.cards.length,
      share: measures.causeShares[one.department],
    })),
    scorecard: measures.scorecard,
    alerts: listAlerts(view),
    topics,
    refusals: measures.refusals,
    matchRates: measures.matchRates,
    labelError: measures.labelError,
    howMade: describeMaking(view),
  };
}
