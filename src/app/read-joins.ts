import { openJoinFile } from '../adapters/files/join-file.ts';
import type { Account, Deal } from '../domain/join.ts';
import type { MatchRate } from '../domain/measure.ts';
import type { Reject } from '../domain/ticket.ts';
import type { DateOrder } from '../ingest/date-vote.ts';
import type { JoinKind } from '../ingest/joins/join-specs.ts';
import { parseJoin } from '../ingest/joins/parse-join.ts';
import { warnOfMatches } from '../measure/match-rates.ts';
import type { BusinessFile } from '../ports.ts';

/** The join files of a run, read. */
export interface ReadJoins {
  readonly files: readonly BusinessFile[];
  readonly rejects: readonly Reject[];
  /** Sentences on what could not be read or is not used. */
  readonly notices: readonly string[];
}

/** Reads the join files. @throws InputError where one is missing, is no table, or lacks a column that its kind needs. */
export async function readJoins(
  paths: Readonly<Partial<Record<JoinKind, string>>>,
  dateOrder: DateOrder | undefined,
): Promise<ReadJoins> {
  const files: BusinessFile[] = [];
  const rejects: Reject[] = [];
  const notices: string[] = [];
  for (const [kind, path] of Object.entries(paths) as [JoinKind, string][]) {
    const table = await openJoinFile(path);
    const parsed = parseJoin(kind, table.rows, table.headers, table.name, { dateOrder });
    files.push({ kind, file: table.name, sha256: table.sha256, rows: parsed.rows });
    rejects.push(...parsed.rejects);
    for (const [column, cells] of Object.entries(parsed.badCells))
      notices.push(`${table.name}: ${cells} cells of ${column} could not be read and count as not given.`);
    if (table.dropped.length > 0)
      notices.push(`${table.name}: titles and totals were left out: rows ${table.dropped.join(', ')}.`);
    if (table.badBytes > 0) notices.push(`${table.name}: ${table.badBytes} places are not valid UTF-8.`);
    if (parsed.rows.length === 0) notices.push(`${table.name}: no row of ${kind} could be used.`);
  }
  return { files, rejects, notices };
}

/** Names of the firm's sellers, as far as its accounts and deals tell. */
export function sellersOf(files: readonly BusinessFile[]): readonly string[] {
  const named = files.filter(({ kind }) => kind === 'accounts' || kind === 'deals').flatMap(({ rows }) => rows);
  return [...new Set((named as readonly (Account | Deal)[]).flatMap(({ salesRep }) => salesRep ?? []))];
}

/** One line on how well a join file met the tickets. */
export function describeMatch({ join, matched, of, what }: MatchRate): string {
  return `${join}: ${matched} of ${of} ${what}${of > 0 ? ` (${Math.floor((100 * matched) / of)} %)` : ''}`;
}

/** Sentences on joins that hardly met the tickets or never did: what rests on them is refused. */
export function warnOfPoorMatches(rates: readonly MatchRate[]): string[] {
  const poor = warnOfMatches(rates);
  const never = rates.filter(
    ({ join, matched }) => matched === 0 && !poor.some((sentence) => sentence.startsWith(`${join}:`)),
  );
  return [...poor, ...never.map((rate) => `${describeMatch(rate)}; what rests on this file is refused`)];
}
