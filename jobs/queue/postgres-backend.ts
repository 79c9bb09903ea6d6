import {
  assertSchemaCompatibility,
  type BackendFactory,
  type ConnectionOptions,
  LATEST_SCHEMA_VERSION,
  type PgPool,
  type PgPoolClient,
  PostgresConnection,
  PostgresQueueBackend,
  type RedisQueueBackend,
  runMigrations,
  SchemaMigrationRequiredError,
  SchemaVersionMismatchError,
} from 'bullmq';
import { StoreError } from '../../src/domain/errors.ts';
import { isLostConnection, withLostConnections } from './lost-connections.ts';
import type { QueueBackend } from './queue-backend.ts';
import type { SchemaPool } from './queue-place.ts';

/**
 * Brings the queue's tables up to date, once however many processes start, and binds BullMQ's PostgreSQL backend to the pool.
 * @param server whether the pool leads to a server, whose connections can break, and not to this process
 * @throws StoreError `queue-unreachable` (retryable), `queue-denied`, `queue-too-new` or `queue-failed` (not retryable)
 */
export async function openPostgresBackend(pool: SchemaPool, server: boolean): Promise<QueueBackend> {
  await migrate(pool).catch((error: unknown) => {
    throw asQueueError(error, pool.schema);
  });
  const connection = (server ? withLostConnections(pool) : pool) as unknown as ConnectionOptions;
  return {
    factory: createBackend as unknown as BackendFactory<RedisQueueBackend>,
    queueOptions: { connection },
    workerOptions: { connection },
    warnings: [],
    close: async () => {},
  };
}

/**
 * Asks for tables in the schema `bullmq`, whatever the pool's is, and if the first answer is an error, it is the answer for ever: here the tables were seen to
 * be there when the queue was opened.
 */
class MigratedConnection extends PostgresConnection {
  override async waitUntilReady(): Promise<void> {}
}

const createBackend: BackendFactory<PostgresQueueBackend, PgPool> = (
  name,
  options,
  { withBlockingConnection } = {},
) => {
  const { name: worker } = options as { name?: string };
  // The name by which BullMQ finds a queue's workers among the server's sessions.
  const session = withBlockingConnection ? `${name}${worker === undefined ? '' : `:w:${worker}`}` : undefined;
  return new PostgresQueueBackend(new MigratedConnection(options.connection), name, options, true, session);
};

async function migrate(pool: SchemaPool): Promise<void> {
  const client = await pool.connect();
  try {
    // Asked first: migrating wants the rights of an owner even where there is nothing to do.
    if ((await versionOf(client, pool.schema)) < LATEST_SCHEMA_VERSION) await runMigrations(client, pool.schema);
  } finally {
    client.release();
  }
}

async function versionOf(client: PgPoolClient, schema: string): Promise<number> {
  try {
    return await assertSchemaCompatibility(client, schema);
  } catch (error) {
    if (error instanceof SchemaMigrationRequiredError) return 0;
    throw error;
  }
}

function asQueueError(error: unknown, schema: string): StoreError {
  const { code = '', message } = error as { code?: string; message: string };
  const fail = (name: string, advice: string, retryable = false) =>
    new StoreError(name, `queue in the schema ${schema}: ${[code, message].join(' ').trim()}; ${advice}`, {
      cause: error,
      retryable,
    });
  if (error instanceof SchemaVersionMismatchError) return fail('queue-too-new', 'upgrade this Coalface');
  if (/^(28|3D|42501)/.test(code)) return fail('queue-denied', 'check the name, password and rights in DATABASE_URL');
  if (isLostConnection(error)) return fail('queue-unreachable', 'check that it runs and try again', true);
  return fail('queue-failed', 'this is a fault in Coalface: please report it');
}
