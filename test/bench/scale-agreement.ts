import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { comparePartitions } from '../../src/math/partition-metrics.ts';

type Places = ReadonlyMap<string, string>;

/** The topic of each ticket in a CSV file that names them in the columns `id` (or `ticket_id`) and `topic_id` (or `topic`). */
export function placesIn(file: string): Places {
  if (!existsSync(file)) return new Map();
  const rows: Readonly<Record<string, string>>[] = parse(readFileSync(file), { columns: true, bom: true });
  return new Map(rows.map((row) => [row.id ?? row.ticket_id ?? '', row.topic_id ?? row.topic ?? '']));
}

/** The topic of each ticket on the analysts' lists of all weeks of a run. */
export function placesInReports(out: string): Places {
  const weeks = readdirSync(out).map((week) => join(out, week, 'analyst/tickets.csv'));
  return new Map(weeks.flatMap((file) => [...placesIn(file)]));
}

/**
 * How well the places agree with a gold file that holds the topic of each row of the ticket file, a line a row.
 * @returns normalised mutual information; not a number where no ticket is in both.
 */
export function agreementWith(gold: string, ids: readonly string[], places: Places): number {
  const truth = readFileSync(gold, 'utf8').trimEnd().split('\n');
  const rows = ids.map((_, row) => row).filter((row) => places.has(ids[row] as string));
  if (rows.length === 0) return Number.NaN;
  const found = rows.map((row) => places.get(ids[row] as string) || null);
  return comparePartitions(
    rows.map((row) => truth[row] as string),
    found,
  ).nmi;
}

/** The first cell of each row of a file, without the header. */
export function idsIn(file: string): readonly string[] {
  const rows: readonly (readonly string[])[] = parse(readFileSync(file), { bom: true });
  return rows.slice(1).map((row) => row[0] ?? '');
}
