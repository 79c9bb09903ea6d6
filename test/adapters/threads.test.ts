import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { answerTask, openThreads } from '../../src/adapters/threads.ts';
import { InputError, StoreError } from '../../src/domain/errors.ts';
import type { Compute } from '../../src/ports.ts';

const SECRET = 'My pump leaks, says Mrs Meier';

/** What the threads of this test can do. */
interface Tricks {
  double(input: { readonly n: number }): number;
  refuse(input: { readonly row: number }): never;
  /** Gives its thread's number, as `thread` does at once. */
  spin(input: { readonly ms: number }): number;
  thread(input: null): number;
  die(input: null): never;
}

// A thread cannot be started from TypeScript.
const dir = mkdtempSync(join(tmpdir(), 'coalface-threads-'));
const file = join(dir, 'tricks.mjs');
writeFileSync(
  file,
  `import { threadId } from 'node:worker_threads';
  const place = { file: 'tickets.csv', row: 7 };
  const refusal = { class: 'InputError', code: 'ragged-row', message: 'tickets.csv:7: expected 7 cells', retryable: false, place };
  export function answer({ name, input }) {
    if (name === 'double') return { ok: true, value: 2 * input.n };
    if (name === 'thread') return { ok: true, value: threadId };
    if (name === 'refuse') return { ok: false, error: refusal };
    if (name === 'die') process.exit(9);
    const end = Date.now() + input.ms;
    while (Date.now() < end);
    return { ok: true, value: threadId };
  }`,
);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const opened: Compute<Tricks>[] = [];
afterEach(() => Promise.all(opened.splice(0).map((threads) => threads.close())));

function open(threads = 1): Compute<Tricks> {
  const compute = openThreads<Tricks>(pathToFileURL(file), threads);
  opened.push(compute);
  return compute;
}

describe('openThreads', { timeout: 30_000 }, () => {
  it('computes in another thread, and starts none before', async () => {
    const { run } = open();
    expect(await run('double', { n: 21 })).toBe(42);
    expect(await run('thread', null)).toBeGreaterThan(0);
  });

  it('leaves the event loop free meanwhile', async () => {
    const { run } = open();
    await run('double', { n: 1 });
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 5);
    await run('spin', { ms: 200 });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });

  it('does at once as much as it has threads', async () => {
    const { run } = open(2);
    const where = await Promise.all([run('spin', { ms: 300 }), run('spin', { ms: 300 })]);
    expect(new Set(where).size).toBe(2);
  });

  it('gives an error of ours its class, code and place back', async () => {
    const error = await open()
      .run('refuse', { row: 7 })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ code: 'ragged-row', place: { row: 7 }, message: 'tickets.csv:7: expected 7 cells' });
  });

  it('ends a thread that hangs when it is aborted, and goes on with another', async () => {
    const { run } = open();
    const [before, abort] = [await run('thread', null), new AbortController()];
    const hung = run('spin', { ms: 60_000 }, abort.signal);
    setTimeout(() => abort.abort(), 100);
    const from = performance.now();
    await expect(hung).rejects.toMatchObject({ name: 'AbortError' });
    expect(await run('thread', null)).toBeGreaterThan(before);
    expect(performance.now() - from).toBeLessThan(10_000);
  });

  it('survives a thread that dies', async () => {
    const { run } = open();
    await expect(run('die', null)).rejects.toThrow();
    expect(await run('double', { n: 2 })).toBe(4);
  });

  it('drops what is under way when it is closed', async () => {
    const compute = open();
    const hung = compute.run('spin', { ms: 60_000 });
    const dropped = expect(hung).rejects.toThrow();
    await compute.close();
    await dropped;
  });
});

describe('answerTask', () => {
  const ask = (trick: () => unknown) => answerTask({ trick }, { name: 'trick', input: null });

  it('answers with a value or with an error as plain data', async () => {
    expect(await ask(() => 7)).toEqual({ ok: true, value: 7 });
    expect(await ask(async () => 8)).toEqual({ ok: true, value: 8 });
    const answer = await ask(() => {
      throw new StoreError('store-unreachable', 'expected an answer, got none');
    });
    expect(answer).toMatchObject({
      ok: false,
      error: { class: 'StoreError', code: 'store-unreachable', retryable: true },
    });
  });

  it('keeps to itself what a foreign error says', async () => {
    const answer = await ask(() => {
      throw new RangeError(SECRET);
    });
    expect(answer).toMatchObject({ ok: false, error: { class: 'RangeError' } });
    expect(JSON.stringify(answer)).not.toContain(SECRET);
  });
});
