import { parse } from 'csv-parse/sync';
import type { Layout } from '../../domain/table.ts';
import { findHeader, type IsKnown } from './find-header.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** The header row and 50 records. */
const SAMPLE_RECORDS = 51;

/**
 * Finds the delimiter and the header row in the first part of a file, with quoting resolved.
 * A delimiter scores by the share of records that have the commonest width, times the logarithm of that width, and more where it shows a header row of known names.
 */
export function findLayout(head: string, isKnown: IsKnown, given?: string): Layout {
  const sep = /^sep=(.)\r?\n/i.exec(head);
  const body = sep ? head.slice(sep[0].length) : head;
  const fixed = given ?? sep?.[1];
  const delimiters = fixed === undefined ? DELIMITERS : [fixed];
  const sampled = delimiters.map((delimiter) => sample(body, { delimiter, quoted: true }, isKnown));
  const best = asQuoted(
    sampled.reduce((a, b) => (b.score > a.score ? b : a)),
    body,
    isKnown,
  );
  const { delimiter, quoted, records, width } = best;
  const preamble = findHeader(records, width, isKnown);
  const lineEnd = firstLineEnd(body, best);
  return {
    delimiter,
    preamble,
    directive: sep !== null,
    ...(quoted ? {} : { quoted }),
    ...(lineEnd ? { lineEnd } : {}),
  };
}

/** The first line end outside quoted cells; undefined where there is none. */
function firstLineEnd(body: string, { delimiter, quoted }: Style): string | undefined {
  let isOpen = false;
  for (let at = 0; at < body.length; at++) {
    const character = body[at];
    if (isOpen && character === '"') {
      if (body[at + 1] === '"') at += 1;
      else isOpen = false;
    } else if (!isOpen && character === '"') isOpen = quoted && (at === 0 || body[at - 1] === delimiter);
    else if (!isOpen && character === '\n') return '\n';
    else if (!isOpen && character === '\r') return body[at + 1] === '\n' ? '\r\n' : '\r';
  }
  return undefined;
}

/** Some tab-separated exports quote nothing: where every line is whole without quotes and not with them, a double quote is a character. */
function asQuoted(quoted: Sample, body: string, isKnown: IsKnown): Sample {
  if (quoted.delimiter !== '\t') return quoted;
  const plain = sample(body, { ...quoted, quoted: false }, isKnown);
  const isWhole = ({ records, width }: Sample) => records.every(({ length }) => length === width);
  return isWhole(plain) && !(isWhole(quoted) && quoted.records.length === plain.records.length) ? plain : quoted;
}

interface Style {
  readonly delimiter: string;
  readonly quoted: boolean;
}

interface Sample extends Style {
  readonly records: readonly (readonly string[])[];
  readonly width: number;
  readonly score: number;
}

function sample(head: string, { delimiter, quoted }: Style, isKnown: IsKnown): Sample {
  const style = { delimiter, quoted };
  const records = firstRecords(head, style);
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0]);
  const header = records[findHeader(records, width, isKnown)] ?? [];
  // The header row knows the truth even where most rows are ragged: it decides between delimiters that fit equally.
  const headed = header.length === width ? 2 : 1;
  const known = header.filter((cell) => isKnown(cell)).length > 1 ? 2 : 1;
  const score = (known * headed * count * Math.log2(width)) / Math.max(1, records.length);
  return { ...style, records, width, score };
}

function firstRecords(head: string, { delimiter, quoted }: Style): string[][] {
  const records: string[][] = [];
  try {
    parse(head, {
      delimiter,
      quote: quoted ? '"' : false,
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
