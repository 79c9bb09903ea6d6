import { parse } from 'csv-parse/sync';
import type { Layout } from '../../domain/table.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const SAMPLE_RECORDS = 51;

/**
 * Finds the delimiter and the header row in the first part of a file, with quoting resolved.
 * A delimiter scores by the share of records that have the commonest width, times the logarithm of that width.
 */
export function sniffDelimiter(head: string, given?: string): Layout {
  const sep = /^sep=(.)\r?\n/i.exec(head);
  const body = sep ? head.slice(sep[0].length) : head;
  const fixed = given ?? sep?.[1];
  const sampled = (fixed === undefined ? DELIMITERS : [fixed]).map((delimiter) => sample(body, delimiter));
  const best = sampled.reduce((a, b) => (b.score > a.score ? b : a));
  return { delimiter: best.delimiter, preamble: preambleOf(best.records, best.width), directive: sep !== null };
}

interface Sample {
  readonly delimiter: string;
  readonly records: readonly (readonly string[])[];
  readonly width: number;
  readonly score: number;
}

function sample(head: string, delimiter: string): Sample {
  const records = firstRecords(head, delimiter);
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0]);
  // The header row knows the truth even where most rows are ragged: it decides between delimiters that fit equally.
  const headed = (records[0]?.length ?? 1) === width ? 2 : 1;
  return { delimiter, records, width, score: (headed * count * Math.log2(width)) / Math.max(1, records.length) };
}

function firstRecords(head: string, delimiter: string): string[][] {
  const records: string[][] = [];
  try {
    parse(head, {
      delimiter,
      to: SAMPLE_RECORDS,
      relax_quotes: true,
      relax_column_count: true,
      on_record: (record: string[]) => {
        if (record.some((cell) => cell.trim() !== '')) records.push(record);
        return null;
      },
    });
  } catch {
    // The head ends inside a quoted cell: the records before it are the sample.
  }
  return records;
}

/** Report exports begin with rows of one or two filled cells above a much wider table. */
function preambleOf(records: readonly (readonly string[])[], width: number): number {
  if (width < 4) return 0;
  const header = records.slice(0, 20).findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length > 2);
  return Math.max(0, header);
}
