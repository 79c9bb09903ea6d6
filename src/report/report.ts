import { CAUSES, type Cause } from '../domain/cause.ts';
import type { Finding, LedgerEntry } from '../domain/finding.ts';
import type { Masthead, Overview, Report, TopicRow } from '../domain/report.ts';
import { addWeeks, weekDays, weeksBetween } from '../domain/week.ts';
import { writeBottomLine } from './bottom-line.ts';
import { type PlacedFinding, placeFindings } from './findings.ts';
import { describeMaking } from './how-made.ts';
import { listTopics } from './topic-rows.ts';
import { listWatched } from './watch-list.ts';
import { type ReportInput, viewWeek, type WeekView } from './week-view.ts';
import { TITLES } from './words.ts';

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
  const { placed, ledger } = placeFindings(view);
  const topics = listTopics(view);
  const masthead = mastheadOf(view);
  const reports = CAUSES.map((department) => departmentReport(department, placed, topics, masthead, view));
  const shown = placed.filter(({ place }) => place !== 'quiet');
  const order = ['card', 'open', 'closed'];
  return {
    reports,
    ledger,
    findings: [...shown].sort((a, b) => order.indexOf(a.place) - order.indexOf(b.place)).map(({ finding }) => finding),
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
  placed: readonly PlacedFinding[],
  topics: readonly TopicRow[],
  masthead: Masthead,
  view: WeekView,
): Report {
  const own = placed.filter(({ finding }) => finding.department === department || finding.also.includes(department));
  const at = (place: PlacedFinding['place']) => own.filter((one) => one.place === place);
  const open = at('open')
    .sort(
      (a, b) =>
        b.finding.tickets.length - a.finding.tickets.length ||
        b.finding.windowTickets.length - a.finding.windowTickets.length,
    )
    .slice(0, OPEN_ROWS);
  const { measures, settings } = view;
  return {
    department,
    title: TITLES[department],
    masthead,
    bottomLine: writeBottomLine(
      department,
      at('card').map(({ finding }) => finding),
      open.length,
      topics,
      view,
    ),
    cards: at('card').map(({ finding }) => finding),
    open: open.map(({ finding }) => ({
      id: finding.id,
      sentence: finding.headline,
      state: finding.state,
      weeksOpen: weeksBetween(finding.firstWeek, view.week) + 1,
      owner: finding.owner,
      weekly: finding.weekly,
    })),
    closed: at('closed')
      .slice(0, CLOSED_ROWS)
      .map(({ finding }) => ({
        id: finding.id,
        sentence: `${finding.headline}; none in the last four weeks. Why it ended is not known here.`,
      })),
    watch: listWatched(department, own, view),
    numbers: measures.scorecard,
    topTopics: topics
      .filter(({ causes }) => causes[department] > 0)
      .sort((a, b) => b.causes[department] - a.causes[department] || (a.id < b.id ? -1 : 1))
      .slice(0, TOP_TOPICS),
    answers: measures.answers.filter((answer) => answer.department === department).map(({ sentence }) => sentence),
    refusals: measures.refusals.filter((refusal) => refusal.department === department),
    howMade: describeMaking(view),
    owner: settings.departments[department].head ?? 'no owner set',
    nextIssue: weekDays(addWeeks(view.week, 2)).monday,
  };
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
    topics,
    refusals: measures.refusals,
    matchRates: measures.matchRates,
    labelError: measures.labelError,
    howMade: describeMaking(view),
  };
}
