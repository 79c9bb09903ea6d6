import type { PGlite } from '@electric-sql/pglite';
import type { PostgresPool, PostgresPoolClient } from 'kysely';

/**
 * An in-process PGlite in the shape of a `pg.Pool`. PGlite is a single session: whoever connects has it to himself until he releases it, in the order of
 * asking, so that two transactions never mix.
 */
export function embeddedPool(db: PGlite): PostgresPool {
  let last = Promise.resolve();
  const turn = async (): Promise<() => void> => {
    const before = last;
    let done = () => {};
    last = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    return done;
  };
  const query = async (sql: string, parameters: readonly unknown[]) => {
    const { command, rowCount, rows } = await db.query(sql, [...parameters]);
    return { command, rowCount: rowCount ?? 0, rows };
  };
  return {
    connect: async () => {
      const release = await turn();
      return { query: query as unknown as PostgresPoolClient['query'], release };
    },
    end: async () => {
      const release = await turn();
      await db.close().finally(release);
    },
  };
}
