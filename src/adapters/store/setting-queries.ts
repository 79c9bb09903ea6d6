import type { Kysely } from 'kysely';
import type { Store } from '../../ports.ts';
import { inLockedTransaction } from './in-locked-transaction.ts';
import { extendList } from './store-rules.ts';
import type { Tables } from './tables.ts';

/** The store's own settings. */
export function settingQueries(
  db: Kysely<Tables>,
): Pick<Store, 'setting' | 'extendSetting' | 'readSetting' | 'writeSetting'> {
  const read = (from: Kysely<Tables>, name: string) =>
    from.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  const write = (into: Kysely<Tables>, name: string, value: string) =>
    into
      .insertInto('settings')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  return {
    setting: (name, make) =>
      inLockedTransaction(db, 'settings', async (trx) => {
        const known = await read(trx, name);
        if (known !== undefined) return known.value;
        const value = make();
        await trx.insertInto('settings').values({ name, value }).execute();
        return value;
      }),
    extendSetting: (name, words) =>
      inLockedTransaction(db, 'settings', async (trx) => {
        const known = await read(trx, name);
        const list = extendList(known?.value ?? null, words);
        if (list.isNew) await write(trx, name, JSON.stringify(list.words));
        return list.words;
      }),
    readSetting: async (name) => (await read(db, name))?.value ?? null,
    writeSetting: async (name, value) => {
      if (value === null) await db.deleteFrom('settings').where('name', '=', name).execute();
      else await write(db, name, value);
    },
  };
}
