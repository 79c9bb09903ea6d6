import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { RedactedText, Ticket, TicketId } from '../../src/domain/ticket.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { sample, seededRandom } from '../../src/math/random.ts';

const TEXTS = ['text', 'subject', 'description', 'short_description', 'narrative'];
const LABELS = ['category', 'intent', 'topic', 'issue', 'newsgroup', 'label', 'assignment_group'];
// Requests that the makers of a set say belong to none of its topics.
const STRAY = 'oos';

/** Tickets with the topic that people gave each, in the same order. */
export interface LabelledSet {
  readonly name: string;
  readonly tickets: readonly Ticket[];
  readonly truth: readonly string[];
  /** Tickets that belong to no topic: nothing is learned from them, and the right place for them is none. */
  readonly strays: readonly Ticket[];
}

/** Which columns to read, and how much. */
export interface SetOptions {
  /** Text columns, parted by commas; default those called text, subject, description, short_description or narrative. */
  readonly text?: string | undefined;
  /** Label column; default the first of category, intent, topic, issue, newsgroup, label and assignment_group. */
  readonly label?: string | undefined;
  /** Tickets drawn from each set, always the same ones; default all. */
  readonly limit?: number | undefined;
}

type Row = Readonly<Record<string, string>>;

/** Reads every .csv and .csv.gz of the paths (files or folders); `x-train` and `x-test` are one set, `x`. */
export function readSets(paths: readonly string[], options: SetOptions): LabelledSet[] {
  const files = new Map<string, string[]>();
  for (const file of paths.flatMap(filesOf)) {
    const name = basename(file)
      .replace(/\.csv(\.gz)?$/, '')
      .replace(/-(train|test)$/, '');
    files.set(name, [...(files.get(name) ?? []), file]);
  }
  return [...files].map(([name, parts]) => setOf(name, parts.flatMap(readRows), options));
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => /\.csv(\.gz)?$/.test(name));
  return names.sort().map((name) => join(path, name));
}

function readRows(file: string): Row[] {
  const bytes = readFileSync(file);
  const text = file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return parse(text, { columns: true, bom: true, relax_column_count: true, relax_quotes: true });
}

function setOf(name: string, all: readonly Row[], options: SetOptions): LabelledSet {
  const header = Object.keys(all[0] ?? {});
  const texts = options.text?.split(',') ?? header.filter((column) => TEXTS.includes(column));
  const label = options.label ?? LABELS.find((column) => header.includes(column));
  if (!label || texts.length === 0) throw new Error(`${name}: no label or text column; give --label and --text`);
  const rows = options.limit ? sample(seededRandom(7), all, options.limit) : all;
  const [strays, labelled] = [rows.filter((row) => row[label] === STRAY), rows.filter((row) => row[label] !== STRAY)];
  return {
    name,
    tickets: labelled.map((row, number) => ticketOf(row, texts, `t${number}`)),
    truth: labelled.map((row) => row[label] ?? ''),
    strays: strays.map((row, number) => ticketOf(row, texts, `s${number}`)),
  };
}

function ticketOf(row: Row, columns: readonly string[], id: string): Ticket {
  return {
    id: id as TicketId,
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
