/** Tickets that one call of a step takes: keeps memory by the shard, not by the window. */
const SHARD = 5_000;

/** Cuts a list into shards, in order. */
export function shards<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / SHARD) }, (_, index) =>
    items.slice(index * SHARD, (index + 1) * SHARD),
  );
}

/** Every nth of a list in order of time, at most `size`, so that each week is learned from in proportion. */
export function sampleEvenly<T>(items: readonly T[], size: number): readonly T[] {
  const step = Math.ceil(items.length / size);
  return step <= 1 ? items : items.filter((_, index) => index % step === 0);
}
