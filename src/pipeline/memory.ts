/** Values that a process has loaded and will soon need again: the newest of each kind. They never change, so any process may hold them. */
export interface Memory {
  /** The value of a kind under this key, loaded where the newest is another's. */
  recall<T>(kind: string, key: string, load: () => Promise<T>): Promise<T>;
  /** The newest value of a kind, whatever its key; undefined where there is none. */
  newest<T>(kind: string): Promise<T> | undefined;
}

/** A memory with nothing in it. */
export function openMemory(): Memory {
  const newest = new Map<string, { readonly key: string; readonly value: Promise<unknown> }>();
  return {
    recall<T>(kind: string, key: string, load: () => Promise<T>): Promise<T> {
      const known = newest.get(kind);
      if (known?.key === key) return known.value as Promise<T>;
      const value = load();
      newest.set(kind, { key, value });
      // A failed loading is nothing to remember.
      value.catch(() => newest.get(kind)?.value === value && newest.delete(kind));
      return value;
    },
    newest: <T>(kind: string) => newest.get(kind)?.value as Promise<T> | undefined,
  };
}
