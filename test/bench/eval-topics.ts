/**
 * Measures topics against labels: `npx tsx test/bench/eval-topics.ts FOLDER|FILE.csv ... [--text a,b] [--label c] [--limit N] [--seed N] [--show]`.
 * Without flags the text columns are those called text, subject, description, short_description or narrative, and the label is the first of category,
 * intent, topic, issue, newsgroup, label and assignment_group. Prints one line a file for the true number of topics and one for `auto`.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { cluster } from '../../src/cluster/cluster.ts';
import type { RedactedText, Ticket, TicketId } from '../../src/domain/ticket.ts';
import { EMPTY_REGISTRY } from '../../src/domain/topic.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { comparePartitions } from '../../src/math/partition-metrics.ts';
import { sample, seededRandom } from '../../src/math/random.ts';
import { vectorize } from '../../src/vectorize/vectorize.ts';

const TEXTS = ['text', 'subject', 'description', 'short_description', 'narrative'];
const LABELS = ['category', 'intent', 'topic', 'issue', 'newsgroup', 'label', 'assignment_group'];
const stopWords = JSON.parse(readFileSync(new URL('../../data/stop-words.json', import.meta.url), 'utf8'));

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    text: { type: 'string' },
    label: { type: 'string' },
    limit: { type: 'string' },
    seed: { type: 'string', default: '1' },
    show: { type: 'boolean', default: false },
  },
});

type Row = Readonly<Record<string, string>>;

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => /\.csv(\.gz)?$/.test(name));
  return names.sort().map((name) => join(path, name));
}

function readRows(file: string): readonly Row[] {
  const bytes = readFileSync(file);
  const text = file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  const rows: Row[] = parse(text, { columns: true, bom: true, relax_column_count: true, relax_quotes: true });
  return flags.limit ? sample(seededRandom(7), rows, Number(flags.limit)) : rows;
}

function ticketOf(row: Row, columns: readonly string[], number: number): Ticket {
  return {
    id: String(number) as TicketId,
    week: '2026-W01' as IsoWeek,
    closedAt: '2026-01-01T00:00:00Z',
    subject: '' as RedactedText,
    description: columns.map((column) => row[column] ?? '').join('\n') as RedactedText,
    note: '' as RedactedText,
    messages: [],
    fromText: [],
    tags: [],
    language: 'en',
  };
}

function evaluate(file: string): void {
  const rows = readRows(file);
  const header = Object.keys(rows[0] ?? {});
  const columns = flags.text?.split(',') ?? header.filter((name) => TEXTS.includes(name));
  const label = flags.label ?? LABELS.find((name) => header.includes(name));
  if (!label || columns.length === 0) throw new Error(`${file}: no label or text column; give --label and --text`);
  const tickets = rows.map((row, number) => ticketOf(row, columns, number));
  const truth = rows.map((row) => row[label] ?? '');
  const gold = new Set(truth).size;
  const seed = Number(flags.seed);
  const started = performance.now();
  const { embedding, block } = vectorize(tickets, { seed, stopWords });
  const fitted = performance.now();
  for (const topics of [gold, 'auto'] as const) measure(topics);

  function measure(topics: number | 'auto'): void {
    const begun = performance.now();
    const week = '2026-W01' as IsoWeek;
    const found = cluster(block, embedding, tickets, EMPTY_REGISTRY, { week, topics, seed });
    const ended = performance.now();
    const { nmi, ari, accuracy } = comparePartitions(
      truth,
      found.assignments.map(({ topicId }) => topicId ?? 'none'),
    );
    const unassigned = found.assignments.filter(({ topicId }) => topicId === null).length / tickets.length;
    const cells = [nmi, ari, accuracy].map((value) => value.toFixed(3)).join(' / ');
    console.log(
      `${basename(file)} n ${tickets.length} gold ${gold} topics ${topics}: NMI / ARI / accuracy ${cells}, found ${found.topics.length}, ` +
        `unassigned ${unassigned.toFixed(3)}, vectorize ${Math.round(fitted - started)} ms, cluster ${Math.round(ended - begun)} ms`,
    );
    if (flags.show)
      for (const { id, label: name, keywords } of found.topics) console.log(`  ${id} ${name} | ${keywords.join(' ')}`);
  }
}

for (const file of positionals.flatMap(filesOf)) evaluate(file);
