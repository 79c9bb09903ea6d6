import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const dir = mkdtempSync(join(tmpdir(), 'coalface-piped-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const MAIN = resolve(import.meta.dirname, '../../../src/cli/main.ts');
const CSV = 'ticket_id,closed_at,subject\nT-1,2026-11-10,Pump\nT-2,2026-11-11,Valve\n';

/** A real process with something piped in; its temporary files are in a folder of its own. */
function start(...words: readonly string[]) {
  const env = { ...process.env, TMPDIR: dir, COALFACE_HOME: join(dir, 'home') };
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...words], { env, stdio: 'pipe' });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const ended = new Promise<number | null>((done) => child.on('close', (code) => done(code)));
  return { child, ended: ended.then((code) => ({ code, out, err })) };
}

function spools(): readonly string[] {
  return readdirSync(dir).filter((name) => name.startsWith('coalface-stdin-'));
}

describe('tickets on standard input', () => {
  it('are read as a file named stdin, of which nothing is left', async () => {
    const { child, ended } = start('check', '-', '--json');
    child.stdin.end(CSV);
    const { code, out } = await ended;
    expect(code).toBe(0);
    expect(JSON.parse(out).data.files[0]).toMatchObject({ file: 'stdin', rows: 2, used: 2 });
    expect(spools()).toEqual([]);
  }, 60_000);

  it('lie meanwhile where this user alone can read them, and are gone after a failure or a signal', async () => {
    const { child, ended } = start('check', '-');
    child.stdin.write(CSV);
    while (spools().length === 0) await new Promise((done) => setTimeout(done, 50));
    const folder = join(dir, spools()[0] as string);
    while (readdirSync(folder).length === 0) await new Promise((done) => setTimeout(done, 20));
    expect([statSync(folder).mode & 0o777, statSync(join(folder, 'stdin')).mode & 0o777]).toEqual([0o700, 0o600]);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(143);
    expect(spools()).toEqual([]);
    const bad = start('check', '-');
    bad.child.stdin.end('');
    expect(await bad.ended).toMatchObject({ code: 3, err: expect.stringMatching(/^error: stdin: .*an empty file/) });
    expect(spools()).toEqual([]);
  }, 60_000);

  it('cannot be brought in for workers, who come later, nor be given twice', async () => {
    const later = start('enqueue', '-');
    later.child.stdin.end(CSV);
    expect(await later.ended).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^error: stdin: .*save it and pass/),
    });
    const twice = start('check', '-', '-');
    twice.child.stdin.end(CSV);
    expect(await twice.ended).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^error: stdin: expected "-" once/),
    });
  }, 60_000);
});
