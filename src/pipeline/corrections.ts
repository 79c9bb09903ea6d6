import type { Correction } from '../domain/correction.ts';
import type { Store } from '../ports.ts';

/** Setting that holds every correction ever made, one event a line, in the order they came. */
const CORRECTIONS = 'corrections';

/** What keeping corrections came to. */
export interface KeptCorrections {
  /** How many there are now. */
  readonly all: number;
  /** How many of them are new. */
  readonly added: number;
}

/** Adds corrections to those that later runs replay. One that is known word by word is known; only those of forgotten tickets are ever taken out. */
export async function keepCorrections(corrections: readonly Correction[], store: Store): Promise<KeptCorrections> {
  const before = (await loadCorrections(store)).length;
  const all = (await store.extendSetting(CORRECTIONS, corrections.map(lineOf))).length;
  return { all, added: all - before };
}

/** Takes the corrections of forgotten tickets out: their reasons may say what the tickets said. */
export async function dropCorrections(
  tickets: ReadonlySet<string>,
  store: Pick<Store, 'readSetting' | 'writeSetting'>,
): Promise<void> {
  const known = await loadCorrections(store);
  const left = known.filter(({ ticketId }) => ticketId === undefined || !tickets.has(ticketId));
  if (left.length < known.length) await store.writeSetting(CORRECTIONS, JSON.stringify(left.map(lineOf)));
}

/** Every correction, the oldest first. */
export async function loadCorrections(store: Pick<Store, 'readSetting'>): Promise<readonly Correction[]> {
  const kept = await store.readSetting(CORRECTIONS);
  return kept === null ? [] : (JSON.parse(kept) as string[]).map((line) => JSON.parse(line) as Correction);
}

// The same words give the same line, whatever the order of a file's columns.
function lineOf({ kind, ticketId, topicId, value, by, at, reason }: Correction): string {
  return JSON.stringify({ kind, ticketId, topicId, value, by, at, reason });
}
