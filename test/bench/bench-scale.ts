import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbeddedStore } from '../../src/adapters/store/embedded.ts';
import { flagOf } from './flag-of.ts';
import { makePlainCopy, type PlainCopy } from './plain-copy.ts';
import { agreementWith, idsIn, placesIn, placesInReports } from './scale-agreement.ts';
import { type Watched, watchProcess } from './watch-process.ts';

/** One measured pass of a part. */
interface Pass extends Watched {
  /** Seconds of each step, by name. */
  readonly steps: Readonly<Record<string, number>>;
  /** Topic of each ticket. */
  readonly places: ReadonlyMap<string, string>;
}

type Measure = (file: string, topics: string, copy: PlainCopy) => Promise<Pass>;

const PARTS: Readonly<Record<string, Measure>> = { topics: measureTopics, run: measureRun };
const ROUNDS = 3;

/**
 * What the job costs from a file of tickets on: `npm run bench -- FILE.csv --bench scale [--topics 100] [--rounds 3] [--parts topics,run] [--gold FILE]
 * [--against "COMMAND"]`. `topics` is the way from CSV to a topic a ticket with its first words (scale-topics.ts), `run` the whole `coalface run` on a new store.
 * Each is a process of its own, wall and processor seconds and peak memory from its start to its end; a round measures each part once, so that a slow minute of the machine
 * is shared by all, and the round with the least wall counts. `--against` measures a program of your own among them and prints the ratios to it. With a gold file (the
 * topic of each row, a line a row) it prints normalised mutual information, the other program's too where its last word names a CSV file with `id` and `topic`.
 * Make a file with `npm run bench:data`.
 */
async function benchScale(words: readonly string[]): Promise<void> {
  const file = words.find((word, i) => !word.startsWith('--') && !(words[i - 1] ?? '').startsWith('--'));
  if (file === undefined) throw new Error('expected a file of tickets: npm run bench -- tickets.csv');
  const [against, gold] = [flagOf(words, '--against'), flagOf(words, '--gold')];
  const parts = { ...PARTS, ...(against !== undefined && { against: () => measureOther(against) }) };
  const wanted = flagOf(words, '--parts')?.split(',') ?? Object.keys(PARTS);
  const names = against === undefined ? wanted : [...wanted, 'against'];
  const copy = makePlainCopy();
  const best = new Map<string, Pass>();
  try {
    for (let round = 0; round < Number(flagOf(words, '--rounds') ?? ROUNDS); round++)
      for (const name of names) {
        const pass = await (parts[name as keyof typeof parts] as Measure)(
          resolve(file),
          flagOf(words, '--topics') ?? '100',
          copy,
        );
        if (pass.seconds < (best.get(name)?.seconds ?? Number.POSITIVE_INFINITY)) best.set(name, pass);
      }
  } finally {
    copy.remove();
  }
  const ids = idsIn(file);
  for (const [name, pass] of best) {
    console.log(lineOf(name, pass, ids.length, best.get('against')));
    if (gold !== undefined) console.log(`  NMI ${agreementWith(gold, ids, pass.places).toFixed(4)}`);
    for (const [step, seconds] of Object.entries(pass.steps)) console.log(stepLine(step, seconds, pass.seconds));
  }
}

async function measureTopics(file: string, topics: string, copy: PlainCopy): Promise<Pass> {
  return inFolder(async (folder) => {
    const script = copy.placeOf(fileURLToPath(new URL('./scale-topics.ts', import.meta.url)));
    const out = join(folder, 'topics.csv');
    const watched = await watchProcess(process.execPath, [script, file, topics, out]);
    const told = JSON.parse(watched.out.trim().split('\n').at(-1) ?? '{}');
    return { ...watched, steps: told.seconds, places: placesIn(out) };
  });
}

async function measureRun(file: string, topics: string, copy: PlainCopy): Promise<Pass> {
  return inFolder(async (folder) => {
    const script = copy.placeOf(fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url)));
    const [home, out] = [join(folder, 'home'), join(folder, 'reports')];
    const environment = { ...process.env, COALFACE_HOME: home };
    const words = [script, 'run', file, '--topics', topics, '--out', out, '--quiet'];
    const watched = await watchProcess(process.execPath, words, environment);
    return { ...watched, steps: await stepsIn(home), places: placesInReports(out) };
  });
}

async function measureOther(command: string): Promise<Pass> {
  // Without `exec` the shell would be measured.
  const watched = await watchProcess('/bin/sh', ['-c', `exec ${command}`]);
  const last = command.split(/\s+/).at(-1) ?? '';
  return { ...watched, steps: {}, places: last.endsWith('.csv') ? placesIn(last) : new Map() };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'coalface-scale-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds of each step, over all shards and weeks, as the store has them. */
async function stepsIn(home: string): Promise<Record<string, number>> {
  const store = await openEmbeddedStore(home);
  try {
    const intakes = (await store.settledIntakes(10)).map(({ id }) => id);
    const runs = (await store.listRuns()).map(({ runId }) => runId);
    const steps: Record<string, number> = {};
    for (const scope of [...intakes, ...runs])
      for (const { step, ms } of await store.listSteps(scope)) steps[step] = (steps[step] ?? 0) + ms / 1_000;
    return steps;
  } finally {
    await store.close();
  }
}

function lineOf(name: string, pass: Pass, rows: number, other: Pass | undefined): string {
  const speed = Math.round(rows / pass.seconds).toLocaleString('en-US');
  const cost = `${pass.seconds.toFixed(2)} s wall, ${pass.cpuSeconds.toFixed(2)} s processor, ${Math.round(pass.peakBytes / 2 ** 20)} MB peak`;
  const line = `${name.padEnd(10)} ${cost}, ${speed} rows/s`;
  if (other === undefined || other === pass) return line;
  const ratio = (field: 'seconds' | 'cpuSeconds' | 'peakBytes') => (pass[field] / other[field]).toFixed(2);
  return `${line}; of the other: ${ratio('seconds')} x wall, ${ratio('cpuSeconds')} x processor, ${ratio('peakBytes')} x memory`;
}

function stepLine(step: string, seconds: number, all: number): string {
  return `  ${step.padEnd(8)} ${seconds.toFixed(2).padStart(8)} s ${((100 * seconds) / all).toFixed(0).padStart(4)} %`;
}

await benchScale(process.argv.slice(2));
