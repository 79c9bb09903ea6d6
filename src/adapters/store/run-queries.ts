import { type Kysely, sql } from 'kysely';
import { type RunFingerprint, type RunId, type RunManifest, runIdOf } from '../../domain/run.ts';
import type { IsoWeek } from '../../domain/week.ts';
import type { RunRecord, RunValueKind, RunValues, Store } from '../../ports.ts';
import { decode, encode } from './codec.ts';
import { inLockedTransaction } from './in-locked-transaction.ts';
import { NOW } from './now.ts';
import { fingerprintText, MODEL_KINDS, unknownRun } from './store-rules.ts';
import type { Tables } from './tables.ts';

type RunQueries = Pick<
  Store,
  'openRun' | 'finishRun' | 'latestRun' | 'listRuns' | 'openRuns' | 'findRun' | 'save' | 'load' | 'prune'
>;

const RUN_COLUMNS = ['run_id', 'week', 'number', 'fingerprint', 'manifest', 'finished_at'] as const;

/** The store's questions about runs and what they found. */
export function runQueries(db: Kysely<Tables>): RunQueries {
  return {
    openRun: (week, fingerprint) => openRun(db, week, fingerprint),
    finishRun: (runId, manifest) => finishRun(db, runId, manifest),
    latestRun: async (week) => {
      const row = await finished(db).where('week', '=', week).executeTakeFirst();
      return row === undefined ? null : record(row);
    },
    listRuns: async () => (await finished(db).distinctOn('week').execute()).map(record),
    openRuns: async () => {
      const newest = await db
        .selectFrom('runs')
        .select(RUN_COLUMNS)
        .distinctOn('week')
        .orderBy('week')
        .orderBy('number', 'desc')
        .execute();
      return newest.filter(({ manifest }) => manifest === null).map(record);
    },
    findRun: async (runId) => {
      const row = await db.selectFrom('runs').select(RUN_COLUMNS).where('run_id', '=', runId).executeTakeFirst();
      if (row === undefined) throw unknownRun(runId);
      return record(row);
    },
    prune: () => prune(db),
    save: (runId, kind, shard, value) => save(db, runId, kind, shard, value),
    load: async (runId, kind) => {
      const rows = await db
        .selectFrom('run_values')
        .select('body')
        .where((is) => is.and({ run_id: runId, kind }))
        .orderBy('shard')
        .execute();
      return rows.map(({ body }) => decode(body));
    },
  };
}

/** An unfinished run is taken up only while nothing newer of its week has ended: finished, it must be the newest. */
function openRun(db: Kysely<Tables>, week: IsoWeek, fingerprint: RunFingerprint): Promise<RunRecord> {
  return inLockedTransaction(db, `run ${week}`, async (trx) => {
    const runs = await trx
      .selectFrom('runs')
      .select(RUN_COLUMNS)
      .where('week', '=', week)
      .orderBy('number', 'desc')
      .execute();
    const text = fingerprintText(fingerprint);
    const ended = runs.findIndex(({ manifest }) => manifest !== null);
    const open = runs.slice(0, ended === -1 ? runs.length : ended).find((run) => run.fingerprint === text);
    if (open !== undefined) return record(open);
    const number = (runs[0]?.number ?? 0) + 1;
    const row = { run_id: runIdOf(week, number), week, number, fingerprint: text, manifest: null, finished_at: null };
    await trx.insertInto('runs').values(row).execute();
    return record(row);
  });
}

async function finishRun(db: Kysely<Tables>, runId: RunId, manifest: RunManifest): Promise<void> {
  const update = db
    .updateTable('runs')
    .set({ manifest: encode(manifest), finished_at: NOW })
    .where('run_id', '=', runId)
    .where('manifest', 'is', null);
  const { numUpdatedRows } = await update.executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  const known = await db.selectFrom('runs').select('run_id').where('run_id', '=', runId).executeTakeFirst();
  if (known === undefined) throw unknownRun(runId);
}

async function prune(db: Kysely<Tables>): Promise<void> {
  await sql`
    delete from run_values using runs, runs as newer
    where run_values.run_id = runs.run_id and newer.week = runs.week and newer.number > runs.number and newer.manifest is not null`.execute(
    db,
  );
  await sql`
    delete from run_values using runs
    where run_values.run_id = runs.run_id and run_values.kind = any(${[...MODEL_KINDS]}::text[]) and runs.manifest is not null
      and exists (select from runs as later where later.week > runs.week and later.manifest is not null)`.execute(db);
}

/** The row is made only for a run that exists: a wrong id is our own fault and is called so. */
async function save<K extends RunValueKind>(
  db: Kysely<Tables>,
  runId: RunId,
  kind: K,
  shard: number,
  value: RunValues[K],
): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into run_values (run_id, kind, shard, body)
    select run_id, ${kind}, ${shard}::integer, ${encode(value)} from runs where run_id = ${runId}
    on conflict (run_id, kind, shard) do update set body = excluded.body`.execute(db);
  if (numAffectedRows === 0n) throw unknownRun(runId);
}

/** Finished runs, by week, the newest of each week first. */
function finished(db: Kysely<Tables>) {
  return db
    .selectFrom('runs')
    .select(RUN_COLUMNS)
    .where('manifest', 'is not', null)
    .orderBy('week')
    .orderBy('number', 'desc');
}

function record(row: Omit<Tables['runs'], 'number'>): RunRecord {
  const manifest = row.manifest === null ? null : decode<RunManifest>(row.manifest);
  const { run_id: runId, week, finished_at: finishedAt } = row;
  return { runId, week, fingerprint: decode(row.fingerprint), manifest, finishedAt };
}
