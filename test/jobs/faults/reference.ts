import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { csv, HEADER, ticketRows } from '../../made-export.ts';
import { openSite, referencePages, type Site } from '../site.ts';

type Pages = ReadonlyMap<string, string>;

const BUILT = statSync(resolve(import.meta.dirname, '../../../dist/src/cli/main.js')).mtimeMs;

/** Writes `more.csv`: three tickets more on the export's first day, of three people, so that every week has to be made again. */
export function addExport({ dir }: Site): void {
  const [first = []] = ticketRows(60);
  const rows = [1, 2, 3].map((number) =>
    first.with(0, `T-${9_000 + number}`).with(HEADER.indexOf('requester'), `late${number}@example.com`),
  );
  writeFileSync(join(dir, 'more.csv'), csv(rows));
}

/** The pages that an undisturbed `coalface run` comes to. */
export function reference(): Promise<Pages> {
  return once('one', referencePages);
}

/** The pages that it comes to when it is run again with `more.csv`. */
export function referenceOfBoth(): Promise<Pages> {
  return once('both', async () => {
    const site = openSite();
    addExport(site);
    for (const file of ['tickets.csv', 'more.csv']) {
      const { code, err } = await site.command(['run', file, '--out', site.out]);
      if (code !== 0) throw new Error(`run ended with ${code}: ${err}`);
    }
    const pages = site.pages();
    await site.remove();
    return pages;
  });
}

/** Made once a test run, whose files have one parent process, of one build. */
async function once(name: string, make: () => Promise<Pages>): Promise<Pages> {
  const kept = join(tmpdir(), `coalface-reference-${name}-${process.ppid}-${BUILT}.json`);
  if (existsSync(kept)) return new Map(JSON.parse(readFileSync(kept, 'utf8')) as [string, string][]);
  const pages = await make();
  writeFileSync(`${kept}-${process.pid}`, JSON.stringify([...pages]));
  renameSync(`${kept}-${process.pid}`, kept);
  return pages;
}
