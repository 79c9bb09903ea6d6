import { basename, join } from 'node:path';
import { openJoinFile } from '../adapters/files/join-file.ts';
import { loadProductData } from '../adapters/product-data.ts';
import { readTickets } from '../app.ts';
import type { Cause } from '../domain/cause.ts';
import { InputError } from '../domain/errors.ts';
import type { Ticket, TicketId } from '../domain/ticket.ts';
import type { Assignment } from '../domain/topic.ts';
import { causes as readCauses } from '../ingest/joins/column-types.ts';
import { type Interval, wilson } from '../math/intervals.ts';
import { comparePartitions } from '../math/partition-metrics.ts';
import { judgeTickets } from '../pipeline/judge-tickets.ts';
import { type CauseScore, evaluateTags } from '../tag/evaluate-tags.ts';
import { parseCauseRules } from '../tag/parse-cause-rules.ts';
import { EXIT } from './exit-code.ts';
import { type JobFlags, jobOptions } from './job-flags.ts';
import { printJson, type Terminal } from './terminal.ts';

/** What people say of a ticket: its causes, and its topic where the file has that column. */
interface Labels {
  readonly causes: ReadonlyMap<TicketId, readonly Cause[]>;
  readonly topics: ReadonlyMap<TicketId, string>;
}

/** Tags and clusters the tickets of a labelled file and prints how well both agree with the labels. */
export async function evaluate(
  file: string | undefined,
  flags: JobFlags & { readonly tickets?: string },
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
  const scores = evaluateTags(tags, labels.causes);
  const topics = labels.topics.size > 0 ? scoreTopics(assignments, labels.topics) : null;
  if (flags.json) printJson(terminal, 'evaluation', { tickets: tickets.length, causes: scores, topics });
  else printScores(tickets.length, scores, topics, terminal);
  return EXIT.done;
}

async function readLabels(path: string): Promise<Labels> {
  const { name, headers, rows } = await openJoinFile(path);
  const at = (column: string) => headers.findIndex((header) => header.trim().toLowerCase() === column);
  const [id, causes, topic] = [at('ticket_id'), at('causes'), at('topic')];
  if (id < 0 || (causes < 0 && topic < 0))
    throw new InputError(
      'missing-column',
      { file: name, row: 1 },
      `expected the columns ticket_id and causes (or topic), got ${headers.join(', ')}`,
    );
  const labels = { causes: new Map<TicketId, readonly Cause[]>(), topics: new Map<TicketId, string>() };
  for (const { row, cells } of rows) {
    const ticket = (cells[id] ?? '').trim() as TicketId;
    const read = causes < 0 ? undefined : readCauses((cells[causes] ?? '').trim() || 'none');
    if (causes >= 0 && !read)
      throw new InputError(
        'bad-causes',
        { file: name, row, column: 'causes' },
        'expected causes parted by spaces (sales, professional-services, manufacturing, marketing) or none',
      );
    if (read) labels.causes.set(ticket, read);
    if (topic >= 0 && cells[topic]) labels.topics.set(ticket, cells[topic]);
  }
  return labels;
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

function printScores(
  tickets: number,
  scores: readonly CauseScore[],
  topics: TopicScore | null,
  terminal: Terminal,
): void {
  terminal.out(`${tickets} labelled tickets`);
  terminal.out('cause                  precision            recall               F1    tagged wrongly   missed');
  for (const { cause, precision, recall, f1, falsePositives, falseNegatives, falselyFromNone } of scores) {
    terminal.out(
      `${cause.padEnd(22)} ${range(precision)} ${range(recall)} ${f1 === null ? ' -  ' : f1.toFixed(2)}  ${`${falsePositives} (${falselyFromNone} none)`.padEnd(16)} ${falseNegatives}`,
    );
  }
  if (!topics) return;
  const share = wilson(topics.unassigned, topics.tickets);
  terminal.out(
    `topics: ${topics.found} found, ${topics.labelled} labelled, NMI ${topics.nmi.toFixed(3)}, ARI ${topics.ari.toFixed(3)}, ${(share.value * 100).toFixed(1)} % in no topic`,
  );
}

function range(interval: Interval | null): string {
  return (
    interval ? `${interval.value.toFixed(2)} (${interval.low.toFixed(2)}-${interval.high.toFixed(2)})` : '-'
  ).padEnd(20);
}
