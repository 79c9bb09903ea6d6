// Run as a process of its own: takes the files of the folder given, prints what it got or the error, and, where the third argument says `keep`, writes their digests to
// the file given, from which it also knows them, and lets others take; else it holds on until it is killed.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { takeFiles } from '../../src/adapters/watched-folder.ts';

const [, , folder = '', ledger = '', mode] = process.argv;
const known = async (sha256: string) => existsSync(ledger) && readFileSync(ledger, 'utf8').includes(`\n${sha256}`);

console.log('ready');
try {
  const taken = await takeFiles(folder, known, { settleMs: 0 });
  if (mode === 'keep') {
    for (const { sha256 } of taken.tickets) appendFileSync(ledger, `\n${sha256}`);
    taken.release();
  } else setInterval(() => {}, 60_000);
  console.log(JSON.stringify(taken));
} catch (error) {
  console.log(JSON.stringify({ ...(error as object), name: (error as Error).name, message: (error as Error).message }));
}
