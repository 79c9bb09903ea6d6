import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const dir = mkdtempSync(join(tmpdir(), 'coalface-install-'));
const installed = join(dir, 'node_modules/coalface');
const npm = (cwd: string, ...words: string[]) => execFileSync('npm', words, { cwd, encoding: 'utf8', stdio: 'pipe' });

/** The installed command, as its user calls it. */
function coalface(...words: readonly string[]) {
  const env = { PATH: process.env.PATH, HOME: dir };
  const { status, stdout, stderr } = spawnSync(join(dir, 'node_modules/.bin/coalface'), words, {
    cwd: dir,
    env,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

// What a user gets: the tarball that would be published, in a folder of its own, without what only its makers need.
beforeAll(() => {
  const [{ filename }] = JSON.parse(npm(ROOT, 'pack', '--json', '--silent', '--pack-destination', dir)) as [
    { filename: string },
  ];
  writeFileSync(join(dir, 'package.json'), '{"private":true}');
  npm(dir, 'install', join(dir, filename), '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund');
}, 300_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }), 120_000);

describe('the installed package', () => {
  it('holds the build, the data and the licence, and no sources, tests or tools of its makers', () => {
    expect(readdirSync(installed).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'data',
      'dist',
      'package.json',
    ]);
    expect(existsSync(join(installed, 'data/sample/make'))).toBe(false);
    expect(existsSync(join(dir, 'node_modules/typescript'))).toBe(false);
  });

  it('gives the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(coalface('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  it('can be imported with types', () => {
    const names = 'const c = await import("coalface"); console.log(typeof c.ingest, typeof c.measure, typeof c.render)';
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', names], { cwd: dir, encoding: 'utf8' });
    expect(out).toBe('function function function\n');
    const { exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    expect(existsSync(join(installed, exports['.'].types))).toBe(true);
  });

  it('reports the sample company', () => {
    const { code, out, err } = coalface('run', '--sample');
    expect({ code, out }, err).toEqual({ code: 0, out: `${join(dir, 'reports/index.html')}\n` });
    expect(readFileSync(join(dir, 'reports/index.html'), 'utf8')).toContain('2026-W46');
    const { findings } = JSON.parse(readFileSync(join(dir, 'reports/2026-W46/findings.json'), 'utf8'));
    expect(findings.length).toBeGreaterThan(0);
  }, 300_000);
});
