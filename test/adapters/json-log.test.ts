import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type JsonLogLevel, openJsonLog, withFields } from '../../src/adapters/json-log.ts';
import { InputError, StoreError } from '../../src/domain/errors.ts';

const SECRET = 'my pump leaks, call Mrs Meier';

function openMemory(level: JsonLogLevel = 'info') {
  const lines: string[] = [];
  const log = openJsonLog({ level, destination: { write: (line) => void lines.push(line) } });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown> };
}

describe('openJsonLog', () => {
  it('writes one JSON object a line with time, level, process, version and fields', () => {
    const { log, lines, last } = openMemory();
    log.info('step done', { step: 'tag', ms: 12 });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.endsWith('}\n')).toBe(true);
    expect(last()).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      pid: process.pid,
      hostname: hostname(),
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      step: 'tag',
      ms: 12,
      msg: 'step done',
    });
  });

  it('keeps warnings alone at level warn, nothing at silent, and refuses other levels', () => {
    const quiet = openMemory('warn');
    quiet.log.info('a');
    quiet.log.warn('b');
    expect(quiet.last()).toMatchObject({ level: 'warn', msg: 'b' });
    expect(quiet.lines).toHaveLength(1);
    const silent = openMemory('silent');
    silent.log.warn('b');
    expect(silent.lines).toEqual([]);
    expect(() => openMemory('loud' as JsonLogLevel)).toThrow(expect.objectContaining({ code: 'log-level' }));
  });

  it('does not write a key twice when a field has the name of its own', () => {
    const { log, lines, last } = openMemory();
    log.info('a', { version: '9', level: 3 });
    expect(last()).toMatchObject({ level: 'info', field_level: 3, field_version: '9' });
    expect(lines[0]?.match(/"level"/g)).toHaveLength(1);
  });

  it('keeps class, code and message of our own errors', () => {
    const { log, last } = openMemory();
    log.warn('failed', { error: new InputError('bad-date', { file: 'a.csv', row: 7 }, 'expected a date') });
    expect(last().error).toEqual({ class: 'InputError', code: 'bad-date', message: 'a.csv:7: expected a date' });
  });

  it('keeps class and places of any other error, and no word of it, however deep it lies', () => {
    const { log, lines, last } = openMemory();
    const row = Object.assign(new TypeError(SECRET), { detail: SECRET, name: SECRET, code: SECRET });
    const error = new StoreError('store-refused', 'the store refused a row', { cause: row });
    log.warn('failed', { error, list: [{ deep: row }] });
    expect(lines[0]).not.toMatch(/pump|Meier/);
    expect(last()).toMatchObject({
      error: { code: 'store-refused', cause: { class: 'TypeError' } },
      list: [
        {
          deep: {
            class: 'TypeError',
            frames: expect.arrayContaining([expect.stringMatching(/^test\/adapters\/json-log\.test\.ts:\d+$/)]),
          },
        },
      ],
    });
  });

  it('is not misled by a message that quotes a stack', () => {
    const { log, lines, last } = openMemory();
    const error = new Error(`crash:\n    at Meier (/srv/meier/pump.js:1:2)\n    at /srv/meier/b.js:3:4`);
    log.warn('failed', { error });
    error.message = 'changed';
    log.warn('failed', { error: Object.assign(error, { stack: `Error: ${SECRET}` }) });
    expect(lines.join('')).not.toMatch(/meier|pump/i);
    expect(last().error).toEqual({ class: 'Error', frames: [] });
  });

  it('keeps the codes of the system', () => {
    const { log, last } = openMemory();
    log.warn('failed', { error: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) });
    expect(last().error).toMatchObject({ class: 'Error', code: 'ECONNREFUSED' });
  });

  it('outlives cycles', () => {
    const { log, last } = openMemory();
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    const error: Error & { cause?: unknown } = new Error('x');
    error.cause = error;
    log.info('a', { loop, error });
    expect(last()).toHaveProperty('loop.self.self.self.self', '(too deep)');
  });

  it('appends to a file, made with its folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'coalface-log-'));
    const destination = join(folder, 'logs', 'worker.log');
    openJsonLog({ level: 'info', destination }).info('first');
    openJsonLog({ level: 'info', destination }).info('second');
    const lines = readFileSync(destination, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['first', 'second']);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['exits', 'process.exit(3)'],
    ['is killed', "process.kill(process.pid, 'SIGKILL')"],
    ['throws', 'throw new Error()'],
  ])('writes to stderr by default and loses no line when the process %s', (_how, end) => {
    const module = join(import.meta.dirname, '../../src/adapters/json-log.ts');
    const script = `import { openJsonLog } from ${JSON.stringify(module)};
      const log = openJsonLog({ level: 'info' });
      for (let n = 1; n <= 2000; n += 1) log.info('line', { n });
      ${end};`;
    const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      encoding: 'utf8',
      maxBuffer: 1e7,
    });
    expect(run.stdout).toBe('');
    expect(run.stderr.match(/"msg":"line"/g)).toHaveLength(2_000);
  });
});

describe('withFields', () => {
  it('adds fields to every line, nests, and lets a line have its own', () => {
    const { log, last } = openMemory();
    const child = withFields(withFields(log, { queue: 'coalface' }), { step: 'tag' });
    child.info('a', { ms: 1 });
    expect(last()).toMatchObject({ queue: 'coalface', step: 'tag', ms: 1 });
    child.warn('b', { step: 'render' });
    expect(last()).toMatchObject({ level: 'warn', queue: 'coalface', step: 'render' });
  });
});
