import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PublishError } from '../domain/errors.ts';

/**
 * Checks before a long run that reports can be put into a folder, which need not exist yet. Writes nothing.
 * @throws PublishError `target-not-writable` (not retryable)
 */
export function assertWritable(folder: string): void {
  const place = nearestExisting(resolve(folder));
  try {
    // The trailing dot makes a file in the folder's place fail, too.
    accessSync(`${place}/.`, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const message = `${folder}: expected a folder to write to, got ${code} for ${place}; make it writable or choose another with --out`;
    throw new PublishError('target-not-writable', message, { cause, retryable: false });
  }
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
