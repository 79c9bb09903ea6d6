import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse';
import { flagOf } from './flag-of.ts';
import type { PartOutcome } from './ingest-parts.ts';
import { type Measured, measureChild, report } from './measure-child.ts';
import { makePlainCopy } from './plain-copy.ts';

/** What is measured: each in a process of its own that loads only what it needs. The first is what the others are compared with. */
const PARTS: Readonly<Record<string, (path: string) => Promise<PartOutcome>>> = {
  'csv-parse': parseBare,
  'look-through': async (path) => (await import('./ingest-parts.ts')).lookThrough(path),
  'one thread': async (path) => (await import('./ingest-parts.ts')).ingestAll(path, 0),
  'two threads': async (path) => (await import('./ingest-parts.ts')).ingestAll(path, 2),
};
const ROUNDS = 3;

/**
 * What the import of a file costs beside a bare pass of csv-parse over the same file on the same machine: `npm run bench -- FILE.csv [...]` prints, for the look-through
 * and for making tickets (parse, map, clean, redact, settle; the look-through before it not counted) in one thread and in two, the best of three rounds; a round
 * measures each part once, so that a slow minute of the machine is shared by all. `--rounds N` and `--parts "csv-parse,one thread"` shorten it.
 */
async function benchIngest(words: readonly string[]): Promise<void> {
  const files = words.filter((word, i) => !word.startsWith('--') && !(words[i - 1] ?? '').startsWith('--'));
  if (files.length === 0) throw new Error('expected a file of tickets: npm run bench -- tickets.csv');
  const rounds = Number(flagOf(words, '--rounds') ?? ROUNDS);
  const parts = flagOf(words, '--parts')?.split(',') ?? Object.keys(PARTS);
  const copy = makePlainCopy();
  const script = copy.placeOf(fileURLToPath(import.meta.url));
  for (const file of files) {
    console.log(`${file}: ${megabytes(statSync(file).size)}, best of ${rounds}`);
    const best = new Map<string, Measured>();
    for (let round = 0; round < rounds; round++)
      for (const part of parts) {
        const measured = await measureChild(script, part, [resolve(file)]);
        const known = best.get(part);
        if (!known || measured.seconds < known.seconds) best.set(part, measured);
      }
    const bare = best.get('csv-parse')?.seconds ?? Number.NaN;
    for (const [part, measured] of best) console.log(lineOf(part, measured, bare));
  }
  copy.remove();
}

function lineOf(part: string, { rows, seconds, peakBytes }: Measured, bare: number): string {
  const speed = Math.round(rows / seconds).toLocaleString('en-US');
  return `${part.padEnd(14)} ${seconds.toFixed(2).padStart(8)} s ${speed.padStart(9)} rows/s ${(seconds / bare).toFixed(2).padStart(6)} x csv-parse ${megabytes(peakBytes).padStart(9)} peak`;
}

async function parseBare(path: string): Promise<PartOutcome> {
  const from = performance.now();
  const parser = createReadStream(path).pipe(parse({ relax_column_count: true, bom: true }));
  let rows = -1;
  for await (const _ of parser) rows += 1;
  return { rows, seconds: (performance.now() - from) / 1_000 };
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}

const words = process.argv.slice(2);
const only = flagOf(words, '--only');
const part = PARTS[only ?? ''];
if (only === undefined) await benchIngest(words);
else if (part) await report(() => part(words.at(-1) ?? ''));
else throw new Error(`expected one of ${Object.keys(PARTS).join(', ')}, got ${only}`);
