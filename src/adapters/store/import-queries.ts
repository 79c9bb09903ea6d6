import { type Kysely, sql, type Transaction } from 'kysely';
import type { Reject } from '../../domain/ticket.ts';
import type { Store } from '../../ports.ts';
import { decode, encode } from './codec.ts';
import { importKey } from './store-rules.ts';
import type { Tables } from './tables.ts';

/** The store's questions about imported files. */
export function importQueries(db: Kysely<Tables>): Pick<Store, 'saveImport' | 'loadImports'> {
  return {
    saveImport: (receipt, rejects) =>
      db.transaction().execute(async (trx) => {
        const row = { import_key: importKey(receipt), receipt: encode(receipt) };
        await trx
          .insertInto('imports')
          .values(row)
          .onConflict((conflict) => conflict.column('import_key').doUpdateSet({ receipt: row.receipt }))
          .execute();
        await replaceRejects(trx, row.import_key, rejects);
      }),
    loadImports: async () => {
      const rows = await db.selectFrom('imports').select('receipt').orderBy('position').execute();
      return rows.map(({ receipt }) => decode(receipt));
    },
  };
}

async function replaceRejects(trx: Transaction<Tables>, key: string, rejects: readonly Reject[]): Promise<void> {
  await trx.deleteFrom('rejects').where('import_key', '=', key).execute();
  if (rejects.length === 0) return;
  const texts = (read: (reject: Reject) => string | null) => sql`${rejects.map(read)}::text[]`;
  const rows = sql`${rejects.map(({ row }) => row)}::integer[]`;
  await sql`
    insert into rejects (import_key, file, "row", "column", code, reason, position)
    select ${key}, batch.* from unnest(${texts(({ file }) => file)}, ${rows}, ${texts(({ column }) => column)},
      ${texts(({ code }) => code)}, ${texts(({ reason }) => reason)}) with ordinality as batch`.execute(trx);
}
