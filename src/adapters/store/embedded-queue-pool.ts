import { EventEmitter } from 'node:events';
import {
  QUEUE_SCHEMA,
  type QueueNotification,
  type QueuePool,
  type QueuePoolClient,
  type QueueRows,
} from '../queue-pool.ts';
import type { EmbeddedSession } from './embedded-session.ts';

/**
 * The queue's share of a session, in the shape of a `pg.Pool`. Unlike the store's, its clients take a turn for each statement and keep it only inside a
 * transaction, because a worker holds a client for as long as it lives, to be told of new jobs. Notifications reach every client: the session is one.
 * Ending it leaves the database open.
 */
export function embeddedQueuePool(session: EmbeddedSession): QueuePool {
  let ended = false;
  const connect = async (): Promise<QueuePoolClient> => {
    // pg's words, by which BullMQ tells a query that came too late from one that failed.
    if (ended) throw new Error('Cannot use a pool after calling end on the pool');
    return openClient(session);
  };
  const pool: QueuePool = {
    schema: QUEUE_SCHEMA,
    options: { keepAlive: true },
    connect,
    query: async (text, values) => {
      const client = await connect();
      return client.query(text, values);
    },
    end: async () => {
      ended = true;
    },
    on: () => pool,
    removeAllListeners: () => pool,
  };
  return pool;
}

function openClient({ db, turn }: EmbeddedSession): QueuePoolClient {
  const events = new EventEmitter();
  let giveBack: (() => void) | undefined;
  let stopListening: (() => void) | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const run = async <Row>(text: string, values?: readonly unknown[]): Promise<QueueRows<Row>> => {
    giveBack ??= await turn(QUEUE_SCHEMA);
    try {
      if (values !== undefined) return await db.query<Row>(text, [...values]);
      // Only without parameters may a text hold several statements, as migrations do.
      return ((await db.exec(text)).at(-1) ?? { rows: [] }) as QueueRows<Row>;
    } finally {
      if (!db.isInTransaction()) {
        giveBack();
        giveBack = undefined;
      }
    }
  };
  const client: QueuePoolClient = {
    query: (text, values) => {
      const result = last.then(() => run<never>(text, values));
      last = result.catch(() => {});
      return result;
    },
    on: (event: string, listener: (message: QueueNotification & Error) => void) => {
      if (event === 'notification')
        stopListening ??= db.onNotification((channel, payload) => events.emit('notification', { channel, payload }));
      events.on(event, listener);
      return client;
    },
    removeListener: (event, listener) => {
      events.removeListener(event, listener);
      return client;
    },
    removeAllListeners: (event) => {
      events.removeAllListeners(event);
      return client;
    },
    release: () => {
      stopListening?.();
      if (giveBack !== undefined) void client.query('rollback').catch(() => {});
    },
  };
  return client;
}
