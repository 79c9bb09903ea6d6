import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { EmbeddedSession } from './embedded-session.ts';
import { SCHEMA } from './migrate.ts';

/**
 * The store's share of a session, in the shape of a `pg.Pool`: whoever connects has the session to himself until he releases it, so that two transactions never
 * mix. Ending it closes the database.
 */
export function embeddedPool({ db, turn }: EmbeddedSession): PostgresPool {
  const query = async (sql: string, parameters: readonly unknown[]) => {
    const { command, rowCount, rows } = await db.query(sql, [...parameters]);
    return { command, rowCount: rowCount ?? 0, rows };
  };
  return {
    connect: async () => {
      const release = await turn(SCHEMA);
      return { query: query as unknown as PostgresPoolClient['query'], release };
    },
    end: async () => {
      const release = await turn(SCHEMA);
      await db.close().finally(release);
    },
  };
}
