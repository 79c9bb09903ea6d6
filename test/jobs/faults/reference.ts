import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { referencePages } from '../site.ts';

const BUILT = statSync(resolve(import.meta.dirname, '../../../dist/src/cli/main.js')).mtimeMs;
// The files of a test run have one parent process; a number that is used again belongs to another build or another minute.
const KEPT = join(tmpdir(), `coalface-reference-${process.ppid}-${BUILT}.json`);

/** The pages that an undisturbed `coalface run` comes to, made once a test run: all files of this folder compare with them. */
export async function reference(): Promise<ReadonlyMap<string, string>> {
  if (existsSync(KEPT)) return new Map(JSON.parse(readFileSync(KEPT, 'utf8')) as [string, string][]);
  const pages = await referencePages();
  writeFileSync(`${KEPT}-${process.pid}`, JSON.stringify([...pages]));
  renameSync(`${KEPT}-${process.pid}`, KEPT);
  return pages;
}
