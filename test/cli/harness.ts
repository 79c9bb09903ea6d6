import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { openEmbeddedStore } from '../../src/adapters/store/embedded.ts';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { MARKER } from '../made-export.ts';

const MAIN = resolve(import.meta.dirname, '../../src/cli/main.ts');
const TSX = import.meta.resolve('tsx');

/** What a command did. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own for a test: inputs, `reports` and the store. */
export interface Place {
  readonly dir: string;
  /** Writes an input file and gives its path. */
  write(name: string, content: string | Uint8Array): string;
  /** A command in this process; reports and store lie in the place. */
  call(...words: readonly string[]): Promise<Ended>;
  /** The same as a process of its own, in the place's folder; `watch` is given it whenever it says something on stderr, and all it said. */
  spawn(
    words: readonly string[],
    environment?: NodeJS.ProcessEnv,
    watch?: (child: ChildProcess, said: string) => void,
  ): Promise<Ended>;
  /** Paths of all files below a folder of the place, with size and time. */
  list(folder?: string): string[];
}

// On a busy machine opening a store, or removing the thousand files of one, takes its time; no result rests on it.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const made: string[] = [];
afterEach(() => made.splice(0).forEach((dir) => void rmSync(dir, { recursive: true, force: true })));

/** Makes places whose store exists: making an embedded store takes seconds, so it is made once in a test file and copied; `prepare` is given the place's folder before. */
export function placesWithStore(): (prepare?: (dir: string) => void) => Place {
  let template = '';
  beforeAll(async () => {
    template = mkdtempSync(join(tmpdir(), 'coalface-template-'));
    await (await openEmbeddedStore(template)).close();
  });
  afterAll(() => rmSync(template, { recursive: true, force: true }));
  return (prepare = () => {}) => {
    const place = openPlace();
    prepare(place.dir);
    cpSync(template, join(place.dir, 'home'), { recursive: true });
    return place;
  };
}

/** Makes a place without a store. */
export function openPlace(): Place {
  const dir = mkdtempSync(join(tmpdir(), 'coalface-cli-'));
  made.push(dir);
  const home = join(dir, 'home');
  return {
    dir,
    write: (name, content) => {
      writeFileSync(join(dir, name), content);
      return join(dir, name);
    },
    call: async (...words) => {
      const [out, err]: [string[], string[]] = [[], []];
      const told = words[0] === 'run' && !words.includes('--out') ? [...words, '--out', join(dir, 'reports')] : words;
      const code = await runCommandLine(told, {
        out: (text) => void out.push(text),
        err: (text) => void err.push(text),
        environment: { COALFACE_HOME: home },
      });
      return ended(code, out, err);
    },
    spawn: (words, environment = {}, watch = () => {}) =>
      new Promise((done) => {
        const env = { PATH: process.env.PATH, COALFACE_HOME: home, ...environment };
        const child = spawn(process.execPath, ['--import', TSX, MAIN, ...words], { cwd: dir, env });
        const [out, err]: [string[], string[]] = [[], []];
        child.stdout.on('data', (chunk) => void out.push(String(chunk)));
        child.stderr.on('data', (chunk) => {
          err.push(String(chunk));
          watch(child, err.join(''));
        });
        child.on('close', (code) => done(ended(code, out, err)));
      }),
    list: (folder = '.') => listFiles(join(dir, folder)).map((path) => describeFile(dir, path)),
  };
}

/** Whatever a command says on stderr, a customer's words are not in it. */
function ended(code: number | null, out: readonly string[], err: readonly string[]): Ended {
  if (err.join('').includes(MARKER)) throw new Error(`ticket text on stderr: ${err.join('')}`);
  return { code, out: out.join(''), err: err.join('') };
}

function describeFile(dir: string, path: string): string {
  const { size, mtimeMs } = statSync(path);
  return `${relative(dir, path)} ${size} ${mtimeMs}`;
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
