import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { InputError } from '../../domain/errors.ts';

/** What stands for standard input where a file is asked for. */
export const STDIN = '-';

let spooled = false;

/**
 * Copies standard input into a file that this user alone can read, since tickets are read more than once; it is removed when the process ends.
 * @returns the file's path
 * @throws InputError `no-stdin` where nothing is piped in, `stdin-twice`, or `stdin-unreadable`
 */
export async function spoolStdin(): Promise<string> {
  assertOnce(process.stdin.isTTY === true);
  spooled = true;
  const folder = mkdtempSync(join(tmpdir(), 'coalface-stdin-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'stdin');
  try {
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    const message = `expected tickets on standard input, got an error while they were copied to ${tmpdir()} (${(cause as NodeJS.ErrnoException).code}); make room there or pass a file`;
    throw new InputError('stdin-unreadable', { file: 'stdin' }, message, { cause });
  }
  return path;
}

function assertOnce(isTerminal: boolean): void {
  if (spooled) throw new InputError('stdin-twice', { file: 'stdin' }, 'expected "-" once, got it twice; pass a file');
  if (!isTerminal) return;
  const message =
    'expected tickets on standard input, got a terminal; pipe an export in (coalface check - < tickets.csv)';
  throw new InputError('no-stdin', { file: 'stdin' }, message);
}
