import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Starts a script beside this file as a process of its own; its input stays open until it is stopped. */
export function startScript(name: string, ...args: readonly string[]): ChildProcess {
  const script = fileURLToPath(new URL(name, import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** The next line that a script prints; rejects where it ends without one. */
export async function nextLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('expected a script with an output to read');
  const lines = createInterface(child.stdout);
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`script ended with ${code}`)));
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  return line;
}

/** Kills a script at once, as the system does when memory runs out, and waits until it is gone. */
export async function killScript(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** The number of a process that has ended. */
export function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}
