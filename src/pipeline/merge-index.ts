import type { MergedChild } from '../ingest/merged-child.ts';

/** Who was merged into whom, over all files of an intake. Holds ids alone. */
export interface MergeIndex {
  /** Adds the children of a place (a shard, a file). All are added before the first question. */
  add(place: number, children: readonly Pick<MergedChild, 'id' | 'into' | 'alias'>[]): void;
  /** Whether there is any child at all. */
  readonly isEmpty: () => boolean;
  /** Notes that a ticket is there. @returns its children, also those that came to it through others: id -> place, in the order in which they were added */
  claim(ticket: string, alias?: string): ReadonlyMap<string, number>;
  /** How many children of each place went into a ticket that was claimed. */
  countKept(): ReadonlyMap<number, number>;
}

/** Starts an index; of two children with one id the first counts. */
export function startMergeIndex(): MergeIndex {
  const places = new Map<string, number>();
  const into = new Map<string, string>();
  const claimed = new Set<string>();
  let children: ReadonlyMap<string, readonly string[]> | undefined;

  /** Where a chain of merges ends; undefined where it goes in a circle. */
  function rootOf(id: string): string | undefined {
    const passed = new Set<string>();
    let at = id;
    for (let next = into.get(at); next !== undefined; next = into.get(at)) {
      if (passed.has(at)) return undefined;
      passed.add(at);
      at = next;
    }
    return at;
  }

  function childrenByRoot(): ReadonlyMap<string, readonly string[]> {
    const byRoot = new Map<string, string[]>();
    for (const id of places.keys()) {
      const root = rootOf(id);
      if (root !== undefined) byRoot.set(root, [...(byRoot.get(root) ?? []), id]);
    }
    return byRoot;
  }

  const childrenOf = (root: string | undefined): readonly string[] => {
    children ??= childrenByRoot();
    return root === undefined ? [] : (children.get(root) ?? []);
  };

  return {
    add: (place, given) => {
      for (const { id, into: parent, alias } of given) {
        if (places.has(id)) continue;
        places.set(id, place);
        into.set(id, parent);
        if (alias !== undefined) into.set(alias, parent);
      }
    },
    isEmpty: () => places.size === 0,
    claim: (ticket, alias) => {
      const own = [...childrenOf(ticket), ...(alias === ticket ? [] : childrenOf(alias))];
      for (const id of own) claimed.add(id);
      return new Map(own.map((id) => [id, places.get(id) ?? 0]));
    },
    countKept: () => {
      const kept = new Map<number, number>();
      for (const id of claimed) {
        const place = places.get(id) ?? 0;
        kept.set(place, (kept.get(place) ?? 0) + 1);
      }
      return kept;
    },
  };
}
