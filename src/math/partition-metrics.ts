import { bestMatching } from './matching.ts';

/** How well a partition agrees with a reference. */
export interface PartitionAgreement {
  /** Normalised mutual information, arithmetic mean of the entropies (= V-measure), in [0, 1]. */
  readonly nmi: number;
  /** Adjusted Rand index: 0 = chance, 1 = the same, may be negative. */
  readonly ari: number;
  /** Share of items that agree under the best one-to-one matching of groups, in [0, 1]. */
  readonly accuracy: number;
  /** 1 = each found group holds members of one true group only. */
  readonly homogeneity: number;
  /** 1 = each true group lies in one found group. */
  readonly completeness: number;
}

/**
 * Compares two partitions of the same items.
 * @param truth group of each item; any values.
 * @param found group of each item, in the same order; null for an item in no group: one group more to all figures but accuracy, where it is an error.
 * @see Rosenberg, Hirschberg 2007 (V-measure); Hubert, Arabie 1985, equation 5 (ARI).
 */
export function comparePartitions(
  truth: readonly (string | number)[],
  found: readonly (string | number | null)[],
): PartitionAgreement {
  const groups = numbering(found);
  const table = contingency(truth, found, groups);
  const rows = table.map(sum);
  const columns = (table[0] ?? []).map((_, column) => sum(table.map((row) => row[column] as number)));
  const [hTruth, hFound] = [entropy(rows), entropy(columns)];
  const shared = hTruth + hFound - entropy(table.flat());
  return {
    nmi: hTruth + hFound === 0 ? 1 : Math.max(0, (2 * shared) / (hTruth + hFound)),
    ari: adjustedRand(table, rows, columns),
    accuracy: matchedShare(withoutColumn(table, groups.get(null)), truth.length),
    homogeneity: hTruth === 0 ? 1 : Math.max(0, shared / hTruth),
    completeness: hFound === 0 ? 1 : Math.max(0, shared / hFound),
  };
}

type Group = string | number | null;

function contingency(
  truth: readonly Group[],
  found: readonly Group[],
  columns: ReadonlyMap<Group, number>,
): number[][] {
  const rows = numbering(truth);
  const table = Array.from({ length: rows.size }, () => new Array<number>(columns.size).fill(0));
  truth.forEach((value, item) => {
    const row = table[rows.get(value) as number] as number[];
    const column = columns.get(found[item] as Group) as number;
    row[column] = (row[column] as number) + 1;
  });
  return table;
}

function withoutColumn(table: number[][], dropped: number | undefined): number[][] {
  return dropped === undefined ? table : table.map((row) => row.filter((_, column) => column !== dropped));
}

function numbering(values: readonly Group[]): Map<Group, number> {
  const numbers = new Map<Group, number>();
  for (const value of values) if (!numbers.has(value)) numbers.set(value, numbers.size);
  return numbers;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function entropy(counts: readonly number[]): number {
  const total = sum(counts);
  return -sum(counts.map((count) => (count > 0 ? (count / total) * Math.log(count / total) : 0)));
}

function adjustedRand(table: number[][], rows: readonly number[], columns: readonly number[]): number {
  const pairs = (counts: readonly number[]): number => sum(counts.map((count) => (count * (count - 1)) / 2));
  const [together, inRows, inColumns, all] = [pairs(table.flat()), pairs(rows), pairs(columns), pairs([sum(rows)])];
  const expected = all === 0 ? 0 : (inRows * inColumns) / all;
  const most = (inRows + inColumns) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

function matchedShare(table: number[][], items: number): number {
  if (items === 0) return 1;
  return sum(bestMatching(table).map((column, row) => table[row]?.[column] ?? 0)) / items;
}
