import { type FSWatcher, mkdirSync, readdirSync, statSync, watch } from 'node:fs';
import { join, relative } from 'node:path';

/** What was seen of a reports folder from outside, as its readers see it. */
export interface ReportsWatch {
  /** Times that a name (`2026-W44`, `first-look`, `index.html`) was put in place, replaced or taken away, as the kernel counts them. */
  changes(name: string): number;
  /** States of a folder in which it was seen, one after the other: files with their inodes, sizes and times; without a place in the list while it was absent. */
  states(name: string): readonly string[];
  /** How often it was looked at. */
  looks(): number;
  /** Names of hidden siblings that were seen. */
  hidden(): ReadonlySet<string>;
  /** Told of each name that comes, goes or changes, hidden ones too. */
  onChange(listener: (name: string) => void): void;
  close(): void;
}

const PAUSE_MS = 4;

/**
 * Watches a reports folder all the time: the kernel tells of every renaming in it (no looking away misses one), and a look every few milliseconds reads all that a
 * reader would see. A folder that is published once and whole has one change and one state.
 */
export function watchReports(out: string): ReportsWatch {
  mkdirSync(out, { recursive: true });
  const changes = new Map<string, number>();
  const states = new Map<string, string[]>();
  const hidden = new Set<string>();
  const listeners: ((name: string) => void)[] = [];
  let looks = 0;
  const watcher: FSWatcher = watch(out, (kind, name) => {
    if (name === null) return;
    if (kind === 'rename') changes.set(name, (changes.get(name) ?? 0) + 1);
    if (name.startsWith('.')) hidden.add(name);
    for (const listener of listeners) listener(name);
  });
  const timer = setInterval(() => {
    looks += 1;
    for (const name of foldersOf(out)) note(states, name, stateOf(join(out, name)));
  }, PAUSE_MS);
  return {
    changes: (name) => changes.get(name) ?? 0,
    states: (name) => states.get(name) ?? [],
    looks: () => looks,
    hidden: () => hidden,
    onChange: (listener) => void listeners.push(listener),
    close: () => {
      watcher.close();
      clearInterval(timer);
    },
  };
}

function foldersOf(out: string): string[] {
  return readdirSync(out, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && !entry.name.startsWith('.') ? [entry.name] : [],
  );
}

function note(states: Map<string, string[]>, name: string, state: string | null): void {
  const seen = states.get(name) ?? [];
  if (state !== null && seen.at(-1) !== state) states.set(name, [...seen, state]);
}

/** @returns null where the folder went away under the look */
function stateOf(folder: string): string | null {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const facts = entries.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      const { ino, size, mtimeMs } = statSync(path);
      return `${relative(folder, path)} ${ino} ${size} ${mtimeMs}`;
    });
    return facts.sort().join('\n');
  } catch {
    return null;
  }
}
