import type { Kysely } from 'kysely';
import type { Store } from '../../ports.ts';
import { inLockedTransaction } from './in-locked-transaction.ts';
import type { Tables } from './tables.ts';

/** The store's own settings. */
export function settingQueries(db: Kysely<Tables>): Pick<Store, 'setting' | 'readSetting' | 'writeSetting'> {
  const read = (from: Kysely<Tables>, name: string) =>
    from.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  return {
    setting: (name, make) =>
      inLockedTransaction(db, 'settings', async (trx) => {
        const known = await read(trx, name);
        if (known !== undefined) return known.value;
        const value = make();
        await trx.insertInto('settings').values({ name, value }).execute();
        return value;
      }),
    readSetting: async (name) => (await read(db, name))?.value ?? null,
    writeSetting: async (name, value) => {
      if (value === null) await db.deleteFrom('settings').where('name', '=', name).execute();
      else
        await db
          .insertInto('settings')
          .values({ name, value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute();
    },
  };
}
