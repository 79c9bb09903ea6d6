import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadProductData } from '../adapters/product-data.ts';
import { readTickets } from '../app.ts';
import { InputError } from '../domain/errors.ts';
import type { Tag, TicketTags } from '../domain/tag.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Assignment } from '../domain/topic.ts';
import { wilson } from '../math/intervals.ts';
import { comparePartitions } from '../math/partition-metrics.ts';
import { judgeTickets } from '../pipeline/judge-tickets.ts';
import { renderCsv } from '../render/csv.ts';
import { evaluateTags, type Judged, joinLabels } from '../tag/evaluate-tags.ts';
import { compareEvidence } from '../tag/evidence-overlap.ts';
import { parseCauseRules } from '../tag/parse-cause-rules.ts';
import { type TagError, worstErrors } from '../tag/worst-errors.ts';
import { type CauseEvaluation, describeEvaluation } from './describe-evaluation.ts';
import { EXIT } from './exit-code.ts';
import { type JobFlags, jobOptions } from './job-flags.ts';
import { type Labels, readLabels } from './read-labels.ts';
import { printJson, type Terminal } from './terminal.ts';

/** Errors that are told without being asked for. */
const TOLD = 20;

/**
 * Tags and clusters the tickets of a labelled file and prints how well both agree with the labels.
 * @param flags `errors` names a file for all errors with their quotes from the redacted text.
 */
export async function evaluate(
  file: string | undefined,
  flags: JobFlags & { readonly tickets?: string; readonly errors?: string },
  terminal: Terminal,
): Promise<number> {
  const product = loadProductData();
  const labelled = file ?? join(product.sampleFolder, 'labels.csv');
  const given = flags.tickets ?? file;
  const options = jobOptions(given ? [given] : [], flags, terminal.environment);
  const labels = await readLabels(labelled);
  const tickets = (await readTickets(options)).filter(({ id }) => labels.causes.has(id) || labels.topics.has(id));
  if (tickets.length === 0)
    throw new InputError(
      'no-labelled-tickets',
      { file: basename(labelled) },
      'expected labels of the tickets that were read, got none with the same ticket_id; give the export with --tickets FILE',
    );
  const rules = parseCauseRules(product.causes);
  const week = tickets.at(-1)?.week as Ticket['week'];
  const { stopWords } = product;
  const { assignments, tags } = await judgeTickets(tickets, week, { ...options.config, stopWords, rules });
  const judged = joinLabels(tags, labels.causes);
  const causes = evaluateCauses(judged, tickets, options.config.seed);
  const topics = labels.topics.size > 0 ? scoreTopics(assignments, labels.topics) : null;
  if (flags.errors) writeFileSync(flags.errors, errorsCsv(worstErrors(judged), tags, labels));
  if (flags.json) {
    const { all, ...rest } = causes;
    printJson(terminal, 'evaluation', { ...all, ...rest, tickets: tickets.length, topics });
  } else print(tickets.length, judged.length > 0 ? causes : null, topics, terminal);
  return EXIT.done;
}

function evaluateCauses(judged: readonly Judged[], tickets: readonly Ticket[], seed: number): CauseEvaluation {
  const sources = [...new Set(judged.flatMap(({ label }) => label.source ?? []))].sort();
  const sure = judged.filter(({ label }) => label.sure === true);
  return {
    all: evaluateTags(judged, seed),
    sure: sure.length > 0 ? evaluateTags(sure, seed) : null,
    sources: Object.fromEntries(
      sources.map((source) => [
        source,
        evaluateTags(
          judged.filter(({ label }) => label.source === source),
          seed,
        ),
      ]),
    ),
    evidence: compareEvidence(judged, new Map(tickets.map((ticket) => [ticket.id, ticket]))),
    unreadable: judged.filter(({ tags }) => !tags.readable).length,
    worst: worstErrors(judged, TOLD),
  };
}

function errorsCsv(errors: readonly TagError[], tags: readonly TicketTags[], labels: Labels): string {
  const byId = new Map(tags.map((entry) => [entry.ticketId, entry]));
  const header = ['ticket_id', 'cause', 'error', 'score', 'labelled', 'sure', 'votes', 'evidence'];
  const quoteOf = ({ ticketId, cause }: TagError): Tag['evidence']['quote'] | null =>
    byId.get(ticketId)?.tags.find((tag) => tag.cause === cause)?.evidence.quote ?? null;
  const rows = errors.map((error) => [
    error.ticketId,
    error.cause,
    error.kind,
    error.score.toFixed(3),
    labels.causes.get(error.ticketId)?.causes.join(' ') || 'none',
    error.sure === undefined ? null : String(error.sure),
    error.votes.map(({ ruleId, weight }) => `${ruleId} ${weight}`).join('; '),
    quoteOf(error),
  ]);
  return renderCsv(header, rows, 'guarded');
}

interface TopicScore {
  readonly tickets: number;
  readonly found: number;
  readonly labelled: number;
  readonly unassigned: number;
  readonly nmi: number;
  readonly ari: number;
}

function scoreTopics(assignments: readonly Assignment[], topics: Labels['topics']): TopicScore {
  const known = assignments.filter(({ ticketId }) => topics.has(ticketId));
  const truth = known.map(({ ticketId }) => topics.get(ticketId) as string);
  const found = known.map(({ topicId }) => topicId ?? 'none');
  const unassigned = found.filter((topic) => topic === 'none').length;
  const { nmi, ari } = comparePartitions(truth, found);
  return {
    tickets: known.length,
    found: new Set(found).size,
    labelled: new Set(truth).size,
    unassigned,
    nmi,
    ari,
  };
}

function print(tickets: number, causes: CauseEvaluation | null, topics: TopicScore | null, terminal: Terminal): void {
  terminal.out(`${tickets} labelled tickets`);
  if (causes) for (const line of describeEvaluation(causes)) terminal.out(line);
  if (!topics) return;
  const share = wilson(topics.unassigned, topics.tickets);
  terminal.out(
    `topics: ${topics.found} found, ${topics.labelled} labelled, NMI ${topics.nmi.toFixed(3)}, ARI ${topics.ari.toFixed(3)}, ${(share.value * 100).toFixed(1)} % in no topic`,
  );
}
