import { type Kysely, sql } from 'kysely';
import { type Intake, type IntakeId, intakeIdOf } from '../../domain/intake.ts';
import type { Store } from '../../ports.ts';
import { decode, encode } from './codec.ts';
import { inLockedTransaction } from './in-locked-transaction.ts';
import { NOW } from './now.ts';
import type { Tables } from './tables.ts';

type IntakeQueries = Pick<
  Store,
  | 'openIntake'
  | 'waitingIntakes'
  | 'settledIntakes'
  | 'knowsFile'
  | 'settleIntake'
  | 'stage'
  | 'loadStaged'
  | 'saveBusiness'
  | 'loadBusiness'
>;

/** The store's questions about what was brought in and is on its way. */
export function intakeQueries(db: Kysely<Tables>): IntakeQueries {
  return {
    openIntake: (key, intake) => openIntake(db, key, intake),
    waitingIntakes: async () => {
      const rows = await db
        .selectFrom('intakes')
        .select(['body', 'opened_at'])
        .where('settled_at', 'is', null)
        .orderBy('position')
        .execute();
      return rows.map(({ body, opened_at }) => ({ ...decode<Intake>(body), since: opened_at }));
    },
    settledIntakes: async (most) => {
      const rows = await db
        .selectFrom('intakes')
        .select(['body', 'opened_at', 'settled_at'])
        .where('settled_at', 'is not', null)
        .orderBy('settled_at', 'desc')
        .orderBy('position', 'desc')
        .limit(most)
        .execute();
      return rows.map(({ body, opened_at, settled_at }) => ({
        ...decode<Intake>(body),
        since: opened_at,
        settledAt: settled_at as string,
      }));
    },
    knowsFile: async (sha256) => {
      const named = await db
        .selectFrom('intakes')
        .select('intake_id')
        .where(sql<boolean>`strpos(body, ${sha256}) > 0`)
        .executeTakeFirst();
      return named !== undefined;
    },
    settleIntake: (id) => settleIntake(db, id),
    stage: (id, kind, shard, value) => stage(db, id, kind, shard, encode(value)),
    loadStaged: async (id, kind, only) => {
      const rows = await db
        .selectFrom('staged')
        .select(['shard', 'body'])
        .where((is) => is.and({ intake_id: id, kind, ...(only === undefined ? {} : { shard: only }) }))
        .orderBy('shard')
        .execute();
      return rows.map(({ shard, body }) => ({ shard, value: decode(body) }));
    },
    saveBusiness: async (files) => {
      for (const { kind, file, sha256, rows } of files) {
        const row = { file, sha256, body: encode(rows) };
        await db
          .insertInto('business')
          .values({ kind, ...row })
          .onConflict((conflict) => conflict.column('kind').doUpdateSet(row))
          .execute();
      }
    },
    loadBusiness: async () => {
      const rows = await db.selectFrom('business').selectAll().orderBy('kind').execute();
      return rows.map(({ body, ...facts }) => ({ ...facts, rows: decode(body) }));
    },
  };
}

function openIntake(db: Kysely<Tables>, key: string, intake: Omit<Intake, 'id'>): Promise<Intake> {
  return inLockedTransaction(db, 'intakes', async (trx) => {
    const newest = await trx
      .selectFrom('intakes')
      .select(['number', 'body', 'settled_at'])
      .where('key', '=', key)
      .orderBy('number', 'desc')
      .executeTakeFirst();
    if (newest?.settled_at === null) return decode(newest.body);
    const number = (newest?.number ?? 0) + 1;
    const opened: Intake = { id: intakeIdOf(key, number), ...intake };
    await trx
      .insertInto('intakes')
      .values({ intake_id: opened.id, key, number, body: encode(opened), opened_at: NOW, settled_at: null })
      .execute();
    return opened;
  });
}

function settleIntake(db: Kysely<Tables>, id: IntakeId): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await trx
      .updateTable('intakes')
      .set({ settled_at: NOW })
      .where('intake_id', '=', id)
      .where('settled_at', 'is', null)
      .execute();
    await trx.deleteFrom('staged').where('intake_id', '=', id).execute();
  });
}

/** Only for an intake that is under way: a worker that wakes up late must not leave anything behind. */
async function stage(db: Kysely<Tables>, id: IntakeId, kind: string, shard: number, body: string): Promise<void> {
  await db
    .insertInto('staged')
    .columns(['intake_id', 'kind', 'shard', 'body'])
    .expression((eb) =>
      eb
        .selectFrom('intakes')
        .select(({ val }) => ['intake_id', val(kind).as('kind'), val(shard).as('shard'), val(body).as('body')])
        .where('intake_id', '=', id)
        .where('settled_at', 'is', null),
    )
    .onConflict((conflict) => conflict.columns(['intake_id', 'kind', 'shard']).doUpdateSet({ body }))
    .execute();
}
