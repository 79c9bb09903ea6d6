import { Client } from 'pg';
import type { Step } from '../../../src/domain/task.ts';
import { type Running, until } from '../site.ts';

/** A point of the work: a row of this kind is about to be written to a table of the store. */
export interface HoldPoint {
  readonly table: 'tickets' | 'staged' | 'runs' | 'run_values' | 'ticket_tags' | 'steps';
  /** SQL condition on `new`. */
  readonly when: string;
}

/** A point at which processes wait until they are let go. */
export interface Held {
  /** Resolves when one waits there: it has begun to write and has not written. @throws where the worker ends before */
  reached(worker: Running): Promise<void>;
  /** Ends the server's side of those that wait, as when their machine is gone: what they were writing is not written. */
  cut(): Promise<void>;
  /** Lets everyone go on, also the writing of a process that has died meanwhile. */
  release(): Promise<void>;
}

/** The store as a test sees it from outside, by a connection of its own. */
export interface StoreView {
  /** Has every process wait that comes to this point. */
  hold(point: HoldPoint): Promise<Held>;
  /** Marks of all steps. */
  marks(): Promise<readonly { scope: string; step: string; shard: number; state: string; attempts: number }[]>;
  /** How often each run was marked as finished. */
  finishes(): Promise<Readonly<Record<string, number>>>;
  query(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** Connects again after the server was away. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** The middle of each step: some of what it leaves is written, the rest is not. */
export const MIDDLE_OF: Readonly<Record<Step, HoldPoint>> = {
  ingest: { table: 'staged', when: "new.kind = 'ingested' and new.shard = 1" },
  gather: { table: 'tickets', when: 'true' },
  open: { table: 'runs', when: 'new.finished_at is null' },
  fit: { table: 'run_values', when: "new.kind = 'topics'" },
  assign: { table: 'run_values', when: "new.kind = 'assignments'" },
  tag: { table: 'ticket_tags', when: 'true' },
  measure: { table: 'run_values', when: "new.kind = 'measures'" },
  report: { table: 'run_values', when: "new.kind = 'reports'" },
  // The pages are in place, and nothing says so yet.
  render: { table: 'runs', when: 'new.finished_at is not null' },
  look: { table: 'steps', when: "new.step = 'look' and new.state = 'done'" },
  // The intake is settled, and its last step is not marked.
  close: { table: 'steps', when: "new.step = 'close' and new.state = 'done'" },
};

const LOCK = 8_150;
const FINISHES = `
  create table if not exists finishes (run_id text);
  create or replace function note_finish() returns trigger language plpgsql as
    $$ begin insert into public.finishes values (new.run_id); return new; end $$;
  create or replace trigger note_finish after update of finished_at on coalface.runs
    for each row execute function note_finish();
  create or replace function wait_here() returns trigger language plpgsql as
    $$ begin perform pg_advisory_lock_shared(${LOCK}); perform pg_advisory_unlock_shared(${LOCK}); return new; end $$`;

/** Opens the view on a store whose tables are there. */
export async function openStoreView(databaseUrl: string): Promise<StoreView> {
  let client = await connect(databaseUrl);
  await client.query(FINISHES);
  const query = async (text: string, values: readonly unknown[] = []) =>
    (await client.query<Record<string, unknown>>(text, [...values])).rows;
  return {
    hold: (point) => hold(point, query),
    marks: () => query('select * from coalface.steps order by scope, step, shard') as never,
    finishes: async () => {
      const rows = await query(
        'select run_id, count(*)::integer as times from finishes group by run_id order by run_id',
      );
      return Object.fromEntries(rows.map(({ run_id, times }) => [run_id, times]));
    },
    query,
    reopen: async () => {
      client = await connect(databaseUrl);
    },
    close: () => client.end(),
  };
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function hold({ table, when }: HoldPoint, query: StoreView['query']): Promise<Held> {
  await query(`select pg_advisory_lock(${LOCK})`);
  await query(`create trigger wait_here before insert or update on coalface.${table}
    for each row when (${when}) execute function wait_here()`);
  const waiting = () =>
    query(`select pid from pg_locks where locktype = 'advisory' and objid = ${LOCK} and not granted`);
  return {
    reached: async ({ ended }) => {
      const early = ended.then(({ err }) => Promise.reject(new Error(`ended before it came there: ${err}`)));
      await Promise.race([until(async () => (await waiting()).length > 0, 20), early]);
    },
    cut: async () => {
      for (const { pid } of await waiting()) await query('select pg_terminate_backend($1)', [pid]);
      await until(async () => (await waiting()).length === 0, 20);
    },
    release: async () => {
      await query(`select pg_advisory_unlock(${LOCK})`);
      await query(`drop trigger wait_here on coalface.${table}`);
    },
  };
}
