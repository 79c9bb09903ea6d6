// Run as a process of its own: tries for the lock file given, prints `taken` or the error's code, and holds what it has until its input ends.
import { takeFolderLock } from '../../../src/adapters/store/folder-lock.ts';
import type { StoreError } from '../../../src/domain/errors.ts';

await takeFolderLock(process.argv[2] ?? '').then(
  () => console.log('taken'),
  (error: StoreError) => console.log(error.code),
);
process.stdin.resume();
