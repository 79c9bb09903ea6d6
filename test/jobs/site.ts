import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Status } from '../../src/domain/status.ts';
import { csv, ticketRows } from '../made-export.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'dist/src/cli/main.js');

/** A line of a worker's log. */
export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** A command that has ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A process that is running. */
export interface Running {
  readonly child: ChildProcess;
  /** What it has logged so far. */
  readonly lines: () => readonly LogLine[];
  /** Resolves with the first line, past or to come, that the test accepts. @throws when the process ends before */
  readonly says: (accepts: (line: LogLine) => boolean) => Promise<LogLine>;
  readonly ended: Promise<Ended>;
}

/** A folder of its own with an export, a store and a reports folder, and real processes of the built program on it. */
export interface Site {
  readonly dir: string;
  readonly out: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Runs a command to its end. */
  command(words: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Starts a command and leaves it running; it is killed when the site is removed. */
  start(words: readonly string[], environment?: Readonly<Record<string, string>>): Running;
  /** Brings the export in. */
  enqueue(...words: readonly string[]): Promise<Ended>;
  status(): Promise<Status>;
  /** Published pages by path; timings, the one thing that may differ, are taken out. */
  pages(folder?: string): ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

// Once, when the tests begin: whoever edits meanwhile is not disturbed.
assertBuilt();

/** Small shards, so that a few tickets make many tasks. */
const SETTINGS = { COALFACE_JOBS_SHARD_SIZE: '40', COALFACE_JOBS_CONCURRENCY: '2', COALFACE_REPORTING_ZONE: 'UTC' };

/**
 * Opens a site. The processes are those of `npm run build`: threads cannot be started from TypeScript.
 * @param environment REDIS_URL and DATABASE_URL, if any
 * @param perWeek tickets in each of three weeks
 */
export function openSite(environment: Readonly<Record<string, string>> = {}, perWeek = 60): Site {
  const dir = mkdtempSync(join(tmpdir(), 'coalface-site-'));
  const out = join(dir, 'reports');
  const all = { PATH: process.env.PATH ?? '', COALFACE_HOME: join(dir, 'home'), ...SETTINGS, ...environment };
  writeFileSync(join(dir, 'tickets.csv'), csv(ticketRows(perWeek)));
  const running = new Set<ChildProcess>();
  const start: Site['start'] = (words, more = {}) => {
    const child = spawn(process.execPath, [MAIN, ...words], { cwd: dir, env: { ...all, ...more } });
    running.add(child);
    return follow(child);
  };
  const command: Site['command'] = (words, more) => start(words, more).ended;
  return {
    dir,
    out,
    environment: all,
    start,
    command,
    enqueue: (...words) => command(['enqueue', 'tickets.csv', '--out', out, ...words]),
    status: async () => {
      const { out: text, err } = await command(['status', '--json']);
      if (text === '') throw new Error(`no status: ${err}`);
      return (JSON.parse(text) as { data: Status }).data;
    },
    pages: (folder = out) => readPages(folder),
    remove: async () => {
      const alive = [...running].filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
      for (const child of alive) child.kill('SIGKILL');
      while (alive.some(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) await sleep(10);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** What `coalface run` publishes of the same export: the bytes that every other way must come to. */
export async function referencePages(perWeek = 60): Promise<ReadonlyMap<string, string>> {
  const site = openSite({}, perWeek);
  const { code, err } = await site.command(['run', 'tickets.csv', '--out', site.out]);
  if (code !== 0) throw new Error(`run ended with ${code}: ${err}`);
  const pages = site.pages();
  await site.remove();
  return pages;
}

/** Waits for something to become true. */
export async function until(isTrue: () => boolean | Promise<boolean>, pauseMs = 50): Promise<void> {
  while (!(await isTrue())) await sleep(pauseMs);
}

function follow(child: ChildProcess): Running {
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout?.on('data', (chunk) => void out.push(String(chunk)));
  child.stderr?.on('data', (chunk) => void err.push(String(chunk)));
  const lines = () => err.join('').split('\n').flatMap(parseLine);
  const ended = new Promise<Ended>((done) =>
    child.on('close', (code, signal) => done({ code, signal, out: out.join(''), err: err.join('') })),
  );
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  const says = async (accepts: (line: LogLine) => boolean) => {
    for (;;) {
      const line = lines().find(accepts);
      if (line !== undefined) return line;
      if (isOver) throw new Error(`ended before it said so: ${err.join('')}`);
      await sleep(5);
    }
  };
  return { child, lines, says, ended };
}

function parseLine(line: string): LogLine[] {
  try {
    return line.startsWith('{') ? [JSON.parse(line) as LogLine] : [];
  } catch {
    return [];
  }
}

function readPages(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
  return new Map(
    paths.map((path) => {
      const body = readFileSync(join(folder, path), 'utf8');
      return [path, path.endsWith('run.json') ? JSON.stringify({ ...JSON.parse(body), timings: {} }) : body];
    }),
  );
}

function assertBuilt(): void {
  const built = statSync(MAIN, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['src', 'jobs'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter(({ name }) => name.endsWith('.ts'))
      .map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs),
  );
  if (Math.max(...sources) > built + 1_000)
    throw new Error('the built program is older than its sources: npm run build');
}
