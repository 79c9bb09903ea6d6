import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { CoalfaceError, StoreError } from '../../domain/errors.ts';

/** Gives a pool whose every failure is a StoreError that names the place. */
export function withStoreErrors(pool: PostgresPool, place: string): PostgresPool {
  const guard = <T>(promise: Promise<T>, lost: () => void = () => {}) =>
    promise.catch((error: unknown) => {
      if (isConnectionLost(codeOf(error))) lost();
      return Promise.reject(asStoreError(error, place));
    });
  // pg gives the same client again and again, and Kysely knows connections by their client: one wrapper each.
  const wrapped = new WeakMap<PostgresPoolClient, PostgresPoolClient>();
  const wrap = (client: PostgresPoolClient): PostgresPoolClient => {
    // A connection that broke is not given to the next who asks: pg itself notices only when the socket closes, which may be later.
    let isLost = false;
    const query = (text: string, parameters: readonly unknown[]) =>
      guard(client.query(text, parameters), () => {
        isLost = true;
      });
    // pg makes a new `release` at each connecting.
    const release = () => (client as { release(destroy?: boolean): void }).release(isLost);
    return { query: query as PostgresPoolClient['query'], release };
  };
  return {
    end: () => guard(pool.end()),
    connect: async () => {
      const client = await guard(pool.connect());
      const known = wrapped.get(client) ?? wrap(client);
      wrapped.set(client, known);
      return known;
    },
  };
}

/** What a failure of a driver means for the caller, by SQLSTATE (PostgreSQL's appendix A) or system error code. */
export function asStoreError(error: unknown, place: string): CoalfaceError {
  if (error instanceof CoalfaceError) return error;
  const code = codeOf(error);
  const fail = (name: string, advice: string, retryable: boolean) =>
    new StoreError(name, `${place}: ${reason(error, code)}; ${advice}`, { retryable });
  if (/^(28|3D|42501)/.test(code))
    return fail('store-denied', 'check the name, password and rights in DATABASE_URL', false);
  if (/^(53100|ENOSPC|EDQUOT)$/.test(code))
    return fail('store-full', 'free some space on its disk, then run again', true);
  if (isConnectionLost(code) || /^53/.test(code))
    return fail('store-unreachable', 'check that it runs and try again', true);
  if (/^(22|23|42|0A)/.test(code)) return fail('store-refused', 'this is a fault in Coalface: please report it', false);
  return fail('store-failed', 'try again', true);
}

/** Classes 08 and 57P, or a failure of the socket. */
function isConnectionLost(code: string): boolean {
  return /^(08|57P)/.test(code) || /^E[A-Z]{3,}/.test(code);
}

/** SQLSTATE or system code. PGlite's file system throws bare objects with a WASI error number, of which 51 is "no space left". */
function codeOf(error: unknown): string {
  const { code, errno } = error as { code?: string; errno?: number };
  return code ?? (errno === 51 ? 'ENOSPC' : errno === undefined ? '' : `errno ${errno}`);
}

/** Classes 22 and 23 quote the offending value, which may be a customer's words: of them only the code is said. */
function reason(error: unknown, code: string): string {
  if (/^2[23]/.test(code)) {
    const { constraint } = error as { constraint?: string };
    return `SQLSTATE ${code}${constraint === undefined ? '' : ` (${constraint})`}`;
  }
  const message = error instanceof Error ? error.message : typeof error === 'string' ? error : '';
  return [code, message].filter((part) => part !== '').join(' ');
}
