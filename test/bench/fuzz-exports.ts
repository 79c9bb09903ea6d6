import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../../src/math/random.ts';
import { flagOf } from './flag-of.ts';
import { type FuzzOutcome, fuzzCase } from './fuzz-case.ts';
import { mutateExport } from './mutate-export.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/exports');
/** Without an answer for so long a case hangs. */
const HANG_MS = 60_000;
/** More computing than that is a fault too: these are small files. Not by the clock, since other work slows the machine down. */
const MOST_CPU_MS = 10_000;
/** A new process now and then: none should be kept alive by what an earlier case left. */
const CASES_A_CHILD = 2_000;

function listExports(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const found = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = found.map((entry) => join(entry.parentPath, entry.name));
  return paths.filter((one) => !/(?:receipt(?:-changed)?|words)\.json$/.test(one)).sort();
}

/** The case of a seed: which export, and what becomes of it. */
function makeCase(paths: readonly string[], seed: number) {
  const random = seededRandom(seed);
  const path = paths[Math.floor(random() * paths.length)] ?? '';
  return { name: basename(path), bytes: mutateExport(readFileSync(path), random), sharded: random() < 0.25 };
}

async function work(paths: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'coalface-fuzz-'));
  process.on('disconnect', () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit();
  });
  process.on('message', async (seed: number) => {
    const { name, bytes, sharded } = makeCase(paths, seed);
    const from = process.cpuUsage();
    const outcome = await fuzzCase(bytes, name, folder, sharded);
    const { user, system } = process.cpuUsage(from);
    const slow = (user + system) / 1_000 > MOST_CPU_MS ? [`takes more than ${MOST_CPU_MS} ms of computing`] : [];
    process.send?.({ ...outcome, faults: [...outcome.faults, ...slow] } satisfies FuzzOutcome);
  });
  process.send?.('ready');
}

/** A child that waits for cases: its start is no part of the first one's time. */
async function start(paths: readonly string[]): Promise<ChildProcess> {
  const child = fork(fileURLToPath(import.meta.url), ['--work', ...paths], { execArgv: process.execArgv });
  await once(child, 'message');
  return child;
}

/** Has a child read a case; a fault where it hangs or dies. */
function ask(child: ChildProcess, seed: number): Promise<FuzzOutcome> {
  return new Promise((done) => {
    const end = (outcome: FuzzOutcome): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      done(outcome);
    };
    const fail = (fault: string) => end({ kind: 'refused', tickets: 0, faults: [fault] });
    const timer = setTimeout(() => fail(`gives no answer in ${HANG_MS} ms`), HANG_MS);
    child.once('message', (outcome) => end(outcome as FuzzOutcome));
    child.once('exit', (code, signal) => fail(`the process ended (${code ?? signal})`));
    child.send(seed);
  });
}

async function main(words: readonly string[]): Promise<void> {
  const minutes = Number(flagOf(words, '--minutes') ?? 1);
  const first = Number(flagOf(words, '--seed') ?? 1);
  const most = Number(flagOf(words, '--cases') ?? Number.POSITIVE_INFINITY);
  const given = words.filter((word, at) => !word.startsWith('--') && !words[at - 1]?.startsWith('--'));
  const paths = [FIXTURES, ...given].flatMap(listExports);
  const findings = mkdtempSync(join(tmpdir(), 'coalface-fuzz-findings-'));
  const until = Date.now() + minutes * 60_000;
  const counts = { cases: 0, read: 0, refused: 0, tickets: 0, slowestMs: 0 };
  const faults = new Map<string, number>();
  let child = await start(paths);
  for (let seed = first; Date.now() < until && counts.cases < most; seed++) {
    const from = Date.now();
    const outcome = await ask(child, seed);
    counts.cases += 1;
    counts[outcome.kind] += 1;
    counts.tickets += outcome.tickets;
    counts.slowestMs = Math.max(counts.slowestMs, Date.now() - from);
    const [fault] = outcome.faults;
    if (fault !== undefined) {
      const kind = fault.replace(/\d+/g, 'n').slice(0, 160);
      faults.set(kind, (faults.get(kind) ?? 0) + 1);
      const { name, bytes } = makeCase(paths, seed);
      writeFileSync(join(findings, `${seed}-${name}`), bytes);
      console.log(`seed ${seed}, ${name}: ${fault}`);
    }
    if (
      child.exitCode === null &&
      !/^(?:gives no answer|the process)/.test(fault ?? '') &&
      counts.cases % CASES_A_CHILD > 0
    )
      continue;
    child.removeAllListeners();
    child.kill('SIGKILL');
    child = await start(paths);
  }
  child.kill('SIGKILL');
  console.log(
    JSON.stringify({ seed: first, files: paths.length, ...counts, faults: Object.fromEntries(faults) }, null, 2),
  );
  if (faults.size > 0) console.log(`The files are in ${findings}; one alone: --seed N --cases 1 with the same files.`);
  process.exitCode = faults.size > 0 ? 1 : 0;
}

const [, , role, ...rest] = process.argv;
if (role === '--work') await work(rest);
else await main(process.argv.slice(2));
