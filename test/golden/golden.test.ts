import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJob } from '../../src/app.ts';
import { jobOptions } from '../../src/cli/job-flags.ts';
import { JOIN_KINDS } from '../../src/ingest/joins/join-specs.ts';

const ROOT = import.meta.dirname;
const SILENT = { info: () => {}, warn: () => {} };
/** `GOLDEN=write npx vitest run test/golden` accepts what has changed; never in CI. */
const WRITE = process.env.GOLDEN === 'write' && !process.env.CI;
const cases = readdirSync(ROOT).filter((name) => existsSync(join(ROOT, name, 'in')));

/** All files below a folder, by relative path; timings, the one thing that may differ, are taken out. */
function readFolder(folder: string, below = ''): Map<string, string> {
  if (!existsSync(join(folder, below))) return new Map();
  return new Map(
    readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
      const path = join(below, entry.name);
      if (entry.isDirectory()) return [...readFolder(folder, path)];
      const body = readFileSync(join(folder, path), 'utf8');
      return [[path, entry.name === 'run.json' ? withoutTimings(body) : body] as const];
    }),
  );
}

function withoutTimings(body: string): string {
  return `${JSON.stringify({ ...JSON.parse(body), timings: {} }, null, 2)}\n`;
}

function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, body] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
}

async function runCase(name: string, temporary: string): Promise<Map<string, string>> {
  const input = join(ROOT, name, 'in');
  const joins = JOIN_KINDS.map((kind) => [kind, join(input, `${kind}.csv`)] as const).filter(([, path]) =>
    existsSync(path),
  );
  const flags = {
    out: join(temporary, 'out'),
    map: {},
    config: join(input, 'coalface.config.json'),
    ...Object.fromEntries(joins),
  };
  await runJob(jobOptions([join(input, 'tickets.csv')], flags, { COALFACE_HOME: join(temporary, 'home') }), SILENT);
  const files = readFolder(join(temporary, 'out'));
  const newest =
    [...files.keys()]
      .map((path) => path.split('/')[0] ?? '')
      .filter((folder) => /^\d{4}-W/.test(folder))
      .sort()
      .at(-1) ?? '';
  // Pages of earlier weeks rest on the same code: the newest, the first look and the index are kept.
  return new Map([...files].filter(([path]) => !/^\d{4}-W/.test(path) || path.startsWith(newest)));
}

describe.each(cases)('golden %s', (name) => {
  const temporary = mkdtempSync(join(tmpdir(), 'coalface-golden-'));
  let changed: string[] = [];
  let files = new Map<string, string>();

  beforeAll(async () => {
    files = await runCase(name, temporary);
    const expected = readFolder(join(ROOT, name, 'out'));
    changed = [...new Set([...files.keys(), ...expected.keys()])]
      .filter((path) => files.get(path) !== expected.get(path))
      .sort();
    if (changed.length > 0) writeFolder(join(ROOT, name, WRITE ? 'out' : 'out-changed'), files);
    else rmSync(join(ROOT, name, 'out-changed'), { recursive: true, force: true });
  }, 120_000);
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));

  it('writes the files of the contract', () => {
    const pages = [
      'index.html',
      ...['sales', 'professional-services', 'manufacturing', 'marketing'].flatMap((page) => [
        `${page}.html`,
        `${page}.md`,
      ]),
      'findings.json',
      ...['tickets.csv', 'topics.csv', 'rejects.csv', 'run.json'].map((file) => `analyst/${file}`),
    ];
    const folder = [...files.keys()].map((path) => path.split('/')[0]).find((part) => part?.startsWith('20'));
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'index.html',
        'first-look/index.html',
        'first-look/index.md',
        ...pages.map((page) => `${folder}/${page}`),
      ]),
    );
  });

  it.skipIf(WRITE)('gives the bytes that were accepted; out-changed/ beside out/ holds what differs', () => {
    expect(changed).toEqual([]);
  });
});
