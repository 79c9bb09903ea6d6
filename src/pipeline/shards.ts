/** Tickets that one call of the store or of a pure step takes where nobody asks for another size. */
const BATCH = 5_000;

/** Number of shards that `count` things are cut into. */
export function countShards(count: number, size: number): number {
  return Math.ceil(count / size);
}

/** One shard of a list. */
export function shardOf<T>(items: readonly T[], shard: number, size: number): T[] {
  return items.slice(shard * size, (shard + 1) * size);
}

/** Cuts a list into batches, in order. */
export function batches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: countShards(items.length, BATCH) }, (_, at) => shardOf(items, at, BATCH));
}

/** Every nth of a list in order of time, at most `size`, so that each week is learned from in proportion. */
export function sampleEvenly<T>(items: readonly T[], size: number): readonly T[] {
  const step = Math.ceil(items.length / size);
  return step <= 1 ? items : items.filter((_, index) => index % step === 0);
}
