import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A real Redis server of this test alone, reached by a socket. */
export interface RedisServer {
  /** Path of its socket, which is a REDIS_URL too. */
  readonly socket: string;
  /** Kills it at once, as the system does when memory runs out. */
  kill(): Promise<void>;
  /** Starts it again on the same files. */
  restart(): Promise<void>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/**
 * Starts a Redis server in a temporary folder, without a port.
 * @param settings as on its command line, e.g. `--appendonly yes`
 * @returns the server, or the reason why this machine cannot run one; under CI that reason is thrown, for there a skipped test would pass unnoticed
 */
export async function startRedisServer(...settings: readonly string[]): Promise<RedisServer | string> {
  const folder = mkdtempSync(join(tmpdir(), 'coalface-redis-'));
  const socket = join(folder, 'redis.sock');
  let server: ChildProcess;
  const start = async () => {
    server = await launch(folder, socket, settings);
  };
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  };
  try {
    await start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    const reason = `no Redis here: ${error instanceof Error ? error.message : String(error)}`;
    if (process.env.CI) throw new Error(reason, { cause: error });
    return reason;
  }
  const stop = async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { socket, kill, restart: start, stop };
}

async function launch(folder: string, socket: string, settings: readonly string[]): Promise<ChildProcess> {
  rmSync(socket, { force: true });
  const args = ['--port', '0', '--unixsocket', socket, '--dir', folder, '--save', '', ...settings];
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  await once(server, 'spawn');
  while (!existsSync(socket)) {
    if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}`);
    await sleep(5);
  }
  return server;
}
