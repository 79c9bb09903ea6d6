import { spawn } from 'node:child_process';

/** What one measured process came to. */
export interface Measured {
  readonly rows: number;
  readonly seconds: number;
  /** Peak resident memory of the process and its threads. */
  readonly peakBytes: number;
}

/**
 * Runs a bench file (plain JavaScript, see `makePlainCopy`) as a process of its own with `--only NAME`, so that peak memory is that part's alone and no part is warm from
 * another. The child prints one JSON line, see `report`.
 * @throws Error where it fails.
 */
export function measureChild(script: string, name: string, words: readonly string[]): Promise<Measured> {
  const child = spawn(process.execPath, [script, '--only', name, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => {
      const line = out.trim().split('\n').at(-1) ?? '';
      if (code === 0 && line.startsWith('{')) done(JSON.parse(line) as Measured);
      else fail(new Error(`${name} ended with ${code}`));
    });
  });
}

/** Prints in the child what a part came to, with the peak of its memory. */
export async function report(work: () => Promise<Omit<Measured, 'peakBytes'>>): Promise<void> {
  const { rows, seconds } = await work();
  // maxRSS is in kilobytes on every platform.
  console.log(JSON.stringify({ rows, seconds, peakBytes: process.resourceUsage().maxRSS * 1_024 } satisfies Measured));
}
