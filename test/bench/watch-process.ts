import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a process took from its start to its end; of its children nothing. */
export interface Watched {
  readonly seconds: number;
  /** Processor time of all its threads; not a number off Linux. On a busy machine it says more than the wall. */
  readonly cpuSeconds: number;
  /** Peak resident memory; not a number off Linux. */
  readonly peakBytes: number;
  readonly out: string;
}

const EVERY_MS = 40;
// Linux counts processor time in hundredths of a second (USER_HZ) on every platform that Node runs on.
const TICKS = 100;

/** Runs a program to its end, and reads its memory and processor time from /proc while it runs. @throws Error where it fails, with the end of what it told */
export function watchProcess(
  command: string,
  words: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Watched> {
  const from = performance.now();
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], env: environment });
  const told = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    told.out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    told.err += String(chunk);
  });
  let used = { cpuSeconds: Number.NaN, peakBytes: Number.NaN };
  const timer = setInterval(() => {
    used = usedBy(child.pid) ?? used;
  }, EVERY_MS);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - from) / 1_000;
      if (code === 0) done({ seconds, ...used, out: told.out });
      else fail(new Error(`${command} ${words.join(' ')} ended with ${code}: ${told.err.slice(-600)}`));
    });
  });
}

/** Undefined where there is no /proc, or the process is gone. */
function usedBy(pid: number | undefined): Pick<Watched, 'cpuSeconds' | 'peakBytes'> | undefined {
  try {
    const kilobytes = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    // The second field is the name in brackets, which may hold blanks; user and system time are the 14th and 15th.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    if (kilobytes === undefined) return undefined;
    return { peakBytes: Number(kilobytes) * 1_024, cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return undefined;
  }
}
