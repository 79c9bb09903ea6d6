import type { Finding } from '../domain/finding.ts';
import type { Refusal } from '../domain/measure.ts';
import type { FirstLook, Overview, Page, Report, TopicRow } from '../domain/report.ts';
import type { RunManifest } from '../domain/run.ts';
import type { Reject } from '../domain/ticket.ts';
import { rejectsCsv, type TicketRow, ticketsCsv, topicsCsv } from './analyst-files.ts';
import type { CsvStyle } from './csv.ts';
import type { Document } from './document.ts';
import { findingsJson } from './findings-json.ts';
import { firstLookPage } from './first-look-page.ts';
import { printHtml } from './html-printer.ts';
import { indexPage, type WeekEntry } from './index-page.ts';
import type { LinkSettings } from './links.ts';
import { printMarkdown } from './markdown-printer.ts';
import { overviewPage } from './overview-page.ts';
import { reportPage } from './report-page.ts';
import { runJson } from './run-json.ts';

/** Everything that a week's folder shows. */
export interface WeekPages {
  readonly overview: Overview;
  /** One a department, in report order. */
  readonly reports: readonly Report[];
  readonly findings: readonly Finding[];
  readonly refusals: readonly Refusal[];
  readonly manifest: RunManifest;
  /** This week's tickets, in closing order. */
  readonly tickets: readonly TicketRow[];
  readonly topics: readonly TopicRow[];
  readonly rejects: readonly Reject[];
}

/** How pages are printed. */
export interface RenderSettings extends LinkSettings {
  readonly csv: CsvStyle;
}

/** Prints a week: the overview, each department's report as HTML and Markdown, the findings as JSON, and the analysts' files. */
export function render(week: WeekPages, settings: RenderSettings): readonly Page[] {
  const { masthead } = week.overview;
  return [
    htmlPage('index', overviewPage(week.overview, settings)),
    ...week.reports.flatMap((report) => twinPages(report.department, reportPage(report, settings))),
    findingsJson({ ...week, week: masthead.week, runId: masthead.runId, coverage: masthead.coverage }),
    ticketsCsv(week.tickets, settings.csv),
    topicsCsv(week.topics, settings.csv),
    rejectsCsv(week.rejects, settings.csv),
    runJson(week.manifest),
  ];
}

/** Prints the first look as HTML and Markdown; paths are relative to its own folder. */
export function renderFirstLook(look: FirstLook, settings: LinkSettings): readonly Page[] {
  return twinPages('index', firstLookPage(look, settings));
}

/** Prints the page above all weeks; its path is relative to the output folder. Weeks may come in any order. */
export function renderIndex(weeks: readonly WeekEntry[], hasFirstLook: boolean): Page {
  return htmlPage('index', indexPage(weeks, hasFirstLook));
}

function twinPages(name: string, document: Document): readonly Page[] {
  return [
    htmlPage(name, document),
    { path: `${name}.md`, mediaType: 'text/markdown; charset=utf-8', body: printMarkdown(document) },
  ];
}

function htmlPage(name: string, document: Document): Page {
  return { path: `${name}.html`, mediaType: 'text/html; charset=utf-8', body: printHtml(document) };
}
