import type { PGlite } from '@electric-sql/pglite';

/** An in-process PGlite, which is a single session, shared in turns by those who each take it for a connection of their own. */
export interface EmbeddedSession {
  readonly db: PGlite;
  /**
   * Waits, in the order of asking, until the session is nobody's, then points it at a schema.
   * @returns what gives the turn back; a second call does nothing
   */
  turn(schema: string): Promise<() => void>;
}

/** @param schema where the session looks names up at first, by its start parameters */
export function shareSession(db: PGlite, schema: string): EmbeddedSession {
  let last = Promise.resolve();
  let current = schema;
  const wait = async (): Promise<() => void> => {
    const before = last;
    let done = () => {};
    last = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    return done;
  };
  return {
    db,
    turn: async (wanted) => {
      const done = await wait();
      try {
        // A turn begins outside of any transaction, so no rollback can take this back.
        if (wanted !== current) await db.exec(`set search_path to ${wanted}`);
        current = wanted;
        return done;
      } catch (error) {
        done();
        throw error;
      }
    },
  };
}
