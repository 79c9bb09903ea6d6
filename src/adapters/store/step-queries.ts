import { type Kysely, sql } from 'kysely';
import type { Store } from '../../ports.ts';
import { decode, encode } from './codec.ts';
import type { Tables } from './tables.ts';

/** The store's questions about how far each step has come. */
export function stepQueries(db: Kysely<Tables>): Pick<Store, 'markStep' | 'listSteps' | 'clearSteps'> {
  return {
    // A worker that was given up for dead may still report: done stays done.
    markStep: async ({ scope, step, shard, state, attempts, ms, counts, code }) => {
      await sql`
        insert into steps (scope, step, shard, state, attempts, ms, counts, code)
        values (${scope}, ${step}, ${shard}, ${state}, ${attempts}, ${Math.round(ms)}, ${encode(counts)}, ${code})
        on conflict (scope, step, shard) do update set state = excluded.state, attempts = excluded.attempts, ms = excluded.ms,
          counts = excluded.counts, code = excluded.code where steps.state <> 'done'`.execute(db);
    },
    listSteps: async (scope) => {
      const rows = await db
        .selectFrom('steps')
        .selectAll()
        .where('scope', '=', scope)
        .orderBy('step')
        .orderBy('shard')
        .execute();
      return rows.map(({ counts, ...row }) => ({ ...row, counts: decode(counts) }));
    },
    clearSteps: async (scope) => {
      await db.deleteFrom('steps').where('scope', '=', scope).where('state', '<>', 'done').execute();
    },
  };
}
