import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readHolder } from '../store/folder-lock.ts';
import { openFolder, readIfThere, writeWhole } from './inbox-folder.ts';

/**
 * Leaves word that the holder of this home's store, who is this process, reads its inbox: other commands hold a store too, and never answer.
 * @returns takes the word back
 * @throws StoreError `inbox-not-usable` (not retryable), `disk-full`
 */
export function markReader(home: string): () => void {
  const path = pathOf(home);
  const mine = holderOf(home);
  if (mine === undefined) return () => {};
  writeWhole(openFolder(home), path, mine);
  return () => {
    if (readIfThere(path) === mine) rmSync(path, { force: true });
  };
}

/** Whether the process that holds the store of this home reads its inbox. The word of one that was killed says nothing of the next holder. */
export function isRead(home: string): boolean {
  const holder = holderOf(home);
  return holder !== undefined && readIfThere(pathOf(home)) === holder;
}

function pathOf(home: string): string {
  return join(resolve(home), 'inbox', 'reader.json');
}

/** Process numbers come back, the instant of taking hold does not. */
function holderOf(home: string): string | undefined {
  const holder = readHolder(join(resolve(home), 'store.lock'));
  return holder && JSON.stringify([holder.host, holder.pid, holder.since]);
}
