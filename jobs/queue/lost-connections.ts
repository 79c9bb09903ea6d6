import type { PgPool } from 'bullmq';

/**
 * Gives a pool whose broken connections all look alike to BullMQ. It knows one sign of a lost connection, the code ECONNREFUSED, and then waits and repeats what
 * it did. Any other failure it takes for an answer: a job that had just been done would be failed, and an idle worker would ask again without a pause.
 */
export function withLostConnections(pool: PgPool): PgPool {
  const guard = <T>(promise: Promise<T>) =>
    promise.catch((error: unknown) => Promise.reject(isLostConnection(error) ? refused(error) : error));
  const guarded: PgPool = {
    query: (text, values) => guard(pool.query(text, values)),
    connect: () => guard(pool.connect()),
    end: () => pool.end(),
    // Told of idle connections that broke, which the next query replaces. BullMQ would never take its listener back.
    on: () => guarded,
    removeAllListeners: () => guarded,
  };
  return Object.assign(guarded, { options: (pool as { options?: unknown }).options });
}

/** Whether the server was not there to answer: no SQLSTATE at all, or one of class 08, 53 or 57P (PostgreSQL's appendix A). */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof TypeError) return false;
  const { code = '' } = error as { code?: string };
  const answered = /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]+$/.test(code);
  if (answered) return /^(08|53|57P)/.test(code);
  // Said by a pool that was ended on purpose.
  return !error.message.includes('after calling end on the pool');
}

function refused(cause: unknown): Error {
  const { code, message } = cause as { code?: string; message: string };
  const said = [code, message].filter((part) => part !== undefined && part !== '').join(' ');
  return Object.assign(new Error(`lost the database: ${said}`, { cause }), { code: 'ECONNREFUSED' });
}
