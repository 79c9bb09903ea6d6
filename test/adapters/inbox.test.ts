import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { isWorkerRunning, leaveRequest, openInbox, type RequestHandler } from '../../src/adapters/inbox.ts';
import { takeFolderLock } from '../../src/adapters/store/folder-lock.ts';
import { CoalfaceError, ConfigError, InputError, SourceError } from '../../src/domain/errors.ts';
import { deadPid, killScript, nextLine, startScript } from './store/processes.ts';

const QUICK = { timeoutMs: 20_000 };
const TWO_HOURS_AGO = Date.now() / 1_000 - 7_200;

let home = '';
let inbox = '';
let warnings: (readonly [string, unknown])[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'coalface-inbox-'));
  inbox = join(home, 'inbox');
  warnings = [];
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

describe('leaveRequest', () => {
  it('gives what the worker answers, and leaves nothing behind', async () => {
    serve(async (request) => ({ got: request }));
    expect(await leaveRequest(home, { kind: 'enqueue', paths: ['/drop/ü.csv'] }, QUICK)).toEqual({
      got: { kind: 'enqueue', paths: ['/drop/ü.csv'] },
    });
    await emptied();
  });

  it('answers within a tenth of a second', async () => {
    serve(async () => null);
    const times: number[] = [];
    for (const number of range(5)) {
      const started = performance.now();
      await leaveRequest(home, { kind: 'status', number }, QUICK);
      times.push(performance.now() - started);
    }
    // Looking every 200 ms alone would take both sides longer.
    expect(Math.min(...times)).toBeLessThan(100);
  });

  it('gives an answer of nothing as undefined', async () => {
    serve(async () => undefined);
    expect(await leaveRequest(home, { kind: 'stop' }, QUICK)).toBeUndefined();
  });

  it('keeps requests to their owner', async () => {
    const asked = leaveRequest(home, { kind: 'status' }, { timeoutMs: 300 });
    const [name = ''] = readdirSync(inbox);
    expect(name).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.request\.json$/);
    expect(statSync(inbox).mode & 0o777).toBe(0o700);
    expect(statSync(join(inbox, name)).mode & 0o777).toBe(0o600);
    await expect(asked).rejects.toThrow();
  });

  it('closes a folder that stood open to others', async () => {
    mkdirSync(inbox, { mode: 0o755 });
    serve(async () => 1);
    await leaveRequest(home, { kind: 'status' }, QUICK);
    expect(statSync(inbox).mode & 0o777).toBe(0o700);
  });

  it('throws the error that the worker met, with class, code and words', async () => {
    const thrown = [
      new ConfigError('folder-missing', '/drop: expected a folder, got none'),
      new SourceError('helpdesk-away', 'expected an answer, got 503', { retryable: false }),
      new InputError('bad-date', { file: 'export.csv', row: 7, column: 'closed_at' }, 'expected a date'),
    ];
    serve(async (request) => {
      throw thrown[(request as { number: number }).number];
    });
    for (const [number, error] of thrown.entries()) {
      const got: unknown = await leaveRequest(home, { kind: 'fail', number }, QUICK).catch((one: unknown) => one);
      expect(got).toBeInstanceOf(error.constructor);
      expect(got).toMatchObject({ ...fieldsOf(error), message: error.message, retryable: error.retryable });
    }
  });

  it('calls an unforeseen failure of the worker a bug and withholds its words', async () => {
    serve(async () => JSON.parse('my invoice is wrong'));
    const error = await failureOf(leaveRequest(home, { kind: 'fail' }, QUICK));
    expect(error).toMatchObject({ name: 'ContractError', code: 'worker-bug', retryable: false });
    expect(error.message).toContain('SyntaxError');
    expect(error.message).not.toContain('invoice');
  });

  it('calls data that JSON cannot write a bug of the worker', async () => {
    serve(async () => 1n);
    await expect(leaveRequest(home, { kind: 'count' }, QUICK)).rejects.toMatchObject({ code: 'worker-bug' });
  });

  it('withdraws its request where no worker reads it in time', async () => {
    const error = await failureOf(leaveRequest(home, { kind: 'status' }, { timeoutMs: 250 }));
    expect(error).toMatchObject({ name: 'StoreError', code: 'worker-silent', retryable: true });
    expect(error.message).toMatch(/within 0\.25 s, got none; nothing was done/);
    expect(readdirSync(inbox)).toEqual([]);
  });

  it('says so where the worker took the request and has not answered in time', async () => {
    let finish = () => {};
    serve(() => new Promise<void>((resolve) => (finish = resolve)));
    const error = await failureOf(leaveRequest(home, { kind: 'long' }, { timeoutMs: 250 }));
    expect(error).toMatchObject({ code: 'worker-silent', retryable: true });
    expect(error.message).toContain('may still carry it out');
    expect(readdirSync(inbox)).toEqual([expect.stringMatching(/\.taken$/)]);
    finish();
  });

  it('ends with the reason of its signal, and withdraws its request', async () => {
    const stop = new AbortController();
    const asked = leaveRequest(home, { kind: 'status' }, { ...QUICK, signal: stop.signal });
    stop.abort(new Error('interrupted'));
    await expect(asked).rejects.toThrow('interrupted');
    expect(readdirSync(inbox)).toEqual([]);
    await expect(leaveRequest(home, { kind: 'status' }, { ...QUICK, signal: stop.signal })).rejects.toThrow();
    expect(readdirSync(inbox)).toEqual([]);
  });

  it('says what to do where the inbox cannot be', async () => {
    writeFileSync(inbox, '');
    await expect(leaveRequest(home, { kind: 'status' }, QUICK)).rejects.toMatchObject({
      code: 'inbox-not-usable',
      retryable: false,
      message: expect.stringMatching(/EEXIST; run this command as the user who runs the worker/),
    });
  });
});

describe('openInbox', () => {
  it('handles requests one at a time, in order of arrival', async () => {
    const asked = range(300).map((number) => leaveRequest<number>(home, { kind: 'count', number }, QUICK));
    let busy = 0;
    const seen: number[] = [];
    serve(async (request) => {
      busy += 1;
      expect(busy).toBe(1);
      await sleep(1);
      busy -= 1;
      const { number } = request as { number: number };
      seen.push(number);
      return number * 2;
    });
    expect(await Promise.all(asked)).toEqual(range(300).map((number) => number * 2));
    expect(seen).toEqual(range(300));
    await emptied();
  }, 30_000);

  it('answers many processes at once, each request once', async () => {
    const record = join(home, 'record');
    start('serve-inbox.ts', home, record);
    const askers = range(6).map((kind) => start('ask-inbox.ts', home, `k${kind}`, '30'));
    expect(await Promise.all(askers.map(nextLine))).toEqual(range(6).map(() => '465'));
    const kept = linesOf(record);
    expect(kept.length).toBe(180);
    for (const kind of range(6)) {
      const numbers = kept.filter((one) => one.kind === `k${kind}`).map(({ number }) => number);
      expect(numbers).toEqual(range(30).map((number) => number + 1));
    }
    await emptied();
  }, 90_000);

  it('takes up the request that a killed worker had in his hands, and then those that waited', async () => {
    const record = join(home, 'record');
    const first = start('serve-inbox.ts', home, record, 'hangs');
    expect(await nextLine(first)).toBe('reading');
    const hung = nextLine(first);
    const asked = [1, 2, 3].map((number) => leaveRequest(home, { kind: 'hang', number }, { timeoutMs: 60_000 }));
    expect(await hung).toBe('hanging');
    await killScript(first);
    start('serve-inbox.ts', home, record);
    expect(await Promise.all(asked)).toEqual([1, 2, 3]);
    expect(linesOf(record).map(({ number }) => number)).toEqual([1, 1, 2, 3]);
    await emptied();
  }, 60_000);

  it('loses no request and no answer when workers are killed at any moment', async () => {
    const record = join(home, 'record');
    const asked = range(120).map((number) => leaveRequest(home, { kind: 'count', number }, { timeoutMs: 80_000 }));
    for (const ms of [0, 20, 50, 90]) {
      const worker = start('serve-inbox.ts', home, record);
      await nextLine(worker);
      await sleep(ms);
      await killScript(worker);
    }
    start('serve-inbox.ts', home, record);
    expect(await Promise.all(asked)).toEqual(range(120));
    const handled = linesOf(record).map(({ number }) => number);
    expect([...new Set(handled)]).toEqual(range(120));
    // A kill costs at most one request a second handling.
    expect(handled.length).toBeLessThanOrEqual(124);
  }, 90_000);

  it('does not handle again what a dead worker had answered', async () => {
    leave('00-answered.taken', letter({ kind: 'count' }));
    leave('00-answered.reply.json', JSON.stringify({ ok: true, data: 1 }));
    const seen = await requestsSeen();
    expect(seen).toEqual([{ kind: 'ping' }]);
    expect(readdirSync(inbox)).toEqual(['00-answered.reply.json']);
  });

  it('answers a request that is no JSON, or none of ours, with an error', async () => {
    leave('00a.request.json', '{"kind": "enq');
    leave('00b.request.json', '{"kind": "enqueue"}');
    leave('00c.request.json', 'null');
    expect(await requestsSeen()).toEqual([{ kind: 'ping' }]);
    for (const id of ['00a', '00b', '00c']) {
      const reply: unknown = JSON.parse(readFileSync(join(inbox, `${id}.reply.json`), 'utf8'));
      expect(reply).toMatchObject({ ok: false, error: { class: 'ContractError', code: 'bad-request' } });
    }
  });

  it('drops a request older than an hour that nobody waits for, and says so', async () => {
    const gone = { pid: deadPid(), host: hostname() };
    leave('00a.request.json', letter({ kind: 'old' }, gone), TWO_HOURS_AGO);
    leave('00b.taken', letter({ kind: 'old' }, gone), TWO_HOURS_AGO);
    leave('00c.request.json', letter({ kind: 'elsewhere' }, { pid: 1, host: 'elsewhere.example' }), TWO_HOURS_AGO);
    leave('00d.request.json', letter({ kind: 'waiting' }), TWO_HOURS_AGO);
    leave('00e.request.json', letter({ kind: 'young' }, gone));
    expect(await requestsSeen()).toEqual([{ kind: 'waiting' }, { kind: 'young' }, { kind: 'ping' }]);
    expect(warnings.map(([, fields]) => fields)).toEqual([{ request: '00b' }, { request: '00a' }, { request: '00c' }]);
    expect(readdirSync(inbox)).toEqual(['00d.reply.json']);
  });

  it('clears away answers that nobody fetched and files that were never finished', async () => {
    leave('00a.reply.json', '{}', TWO_HOURS_AGO);
    leave('.00b.tmp', '{', TWO_HOURS_AGO);
    leave('00c.reply.json', '{}');
    await requestsSeen();
    expect(readdirSync(inbox)).toEqual(['00c.reply.json']);
  });

  it('goes on after its folder was removed, and warns once', async () => {
    serve(async () => 'well');
    await leaveRequest(home, { kind: 'ping' }, QUICK);
    rmSync(inbox, { recursive: true });
    await sleep(700);
    expect(warnings.length).toBe(1);
    expect(await leaveRequest(home, { kind: 'ping' }, QUICK)).toBe('well');
  });

  it('answers the request in hand before it is closed, and leaves the rest to the next worker', async () => {
    const seen: unknown[] = [];
    const asked = [1, 2].map((number) => leaveRequest(home, { kind: 'count', number }, QUICK));
    const first = serve(async (request) => {
      seen.push(request);
      await sleep(50);
      return 'first';
    });
    while (seen.length === 0) await sleep(5);
    await first.close();
    expect(seen.length).toBe(1);
    serve(async () => 'second');
    expect(await Promise.all(asked)).toEqual(['first', 'second']);
  });
});

describe('isWorkerRunning', () => {
  it('tells whether a living process holds the store', async () => {
    expect(isWorkerRunning(home)).toBe(false);
    const lock = await takeFolderLock(join(home, 'store.lock'));
    expect(isWorkerRunning(home)).toBe(true);
    lock.release();
    expect(isWorkerRunning(home)).toBe(false);
  });

  it('is not taken in by the lock of a dead process', () => {
    const since = '2026-11-16T06:00:00.000Z';
    writeFileSync(join(home, 'store.lock'), JSON.stringify({ pid: deadPid(), mark: null, host: hostname(), since }));
    expect(isWorkerRunning(home)).toBe(false);
  });
});

function serve(handle: RequestHandler) {
  const opened = openInbox(home, handle, {
    info: () => {},
    warn: (message, fields) => warnings.push([message, fields]),
  });
  onTestFinished(() => opened.close());
  return opened;
}

/** What a worker gets to see until it answers a last request. */
async function requestsSeen(): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  serve(async (request) => seen.push(request));
  await leaveRequest(home, { kind: 'ping' }, QUICK);
  return seen;
}

function start(script: string, ...args: readonly string[]) {
  const child = startScript(`../${script}`, ...args);
  onTestFinished(() => killScript(child));
  return child;
}

function leave(name: string, text: string, changed = Date.now() / 1_000): void {
  mkdirSync(inbox, { recursive: true });
  writeFileSync(join(inbox, name), text);
  utimesSync(join(inbox, name), changed, changed);
}

function letter(request: unknown, from = { pid: process.pid, host: hostname() }): string {
  return JSON.stringify({ from, request });
}

/** The worker removes a taken request just after its answer can be read. */
async function emptied(): Promise<void> {
  const end = Date.now() + 2_000;
  while (existsSync(inbox) && readdirSync(inbox).length > 0 && Date.now() < end) await sleep(5);
  expect(readdirSync(inbox)).toEqual([]);
}

function linesOf(path: string): readonly { readonly kind: string; readonly number: number }[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as { kind: string; number: number });
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

async function failureOf(promise: Promise<unknown>): Promise<CoalfaceError> {
  const error: unknown = await promise.catch((one: unknown) => one);
  if (error instanceof CoalfaceError) return error;
  throw new Error(`expected an error of Coalface, got ${String(error)}`);
}

function fieldsOf(error: CoalfaceError): object {
  const place = error instanceof InputError ? { place: error.place } : {};
  return { name: error.name, code: error.code, ...place };
}
