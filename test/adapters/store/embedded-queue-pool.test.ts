import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueueNotification, QueuePool } from '../../../src/adapters/queue-pool.ts';
import { type Embedded, openEmbedded } from '../../../src/adapters/store/embedded.ts';

const PATIENCE = 120_000;

describe('the embedded pool of a queue', { timeout: PATIENCE }, () => {
  let home = '';
  let embedded: Embedded;
  let pool: QueuePool;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'coalface-queue-pool-'));
    embedded = await openEmbedded(home);
    pool = embedded.pool;
    await pool.query('create schema coalface_queue; create table notes (text text)');
  }, PATIENCE);
  afterAll(async () => {
    await embedded.store.close();
    rmSync(home, { recursive: true, force: true });
  }, PATIENCE);

  const notes = async () => {
    const { rows } = await pool.query<{ text: string }>('select text from notes order by 1');
    return rows.map(({ text }) => text);
  };
  const write = (text: string) => pool.query('insert into notes values ($1)', [text]);

  it('looks names up in its own schema, and the store in its own, whoever asked last', async () => {
    const schemas = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        if (n % 2 === 0) return embedded.store.setting(`s${n}`, () => 'of the store');
        const { rows } = await pool.query<{ current_schema: string }>('select current_schema()');
        return rows[0]?.current_schema;
      }),
    );
    expect([...new Set(schemas)]).toEqual(['of the store', 'coalface_queue']);
  });

  it('gives the last of several statements, and rows by column name', async () => {
    expect(await pool.query('select 1 as a; select 2 as b, null as c')).toMatchObject({ rows: [{ b: 2, c: null }] });
    expect(await pool.query('select $1::text[] as a, $2::jsonb as b', [['x', 'y'], '{"z":[1]}'])).toMatchObject({
      rows: [{ a: ['x', 'y'], b: { z: [1] } }],
    });
  });

  it('keeps a transaction whole: others, and the store, wait for its end', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query("insert into notes values ('undone')");
    const others = Promise.all([notes(), embedded.store.setting('waits', () => 'saved')]);
    await client.query("insert into notes values ('undone too')");
    await client.query('rollback');
    client.release();
    expect(await others).toEqual([[], 'saved']);
    expect(await embedded.store.setting('waits', () => 'lost')).toBe('saved');
  });

  it('takes back what a client leaves open, also after a failure', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query("insert into notes values ('left')");
    await expect(client.query('select nonsense')).rejects.toMatchObject({ code: '42703' });
    client.release(true);
    expect(await notes()).toEqual([]);
  });

  it('runs what one client asks at once in the order of asking', async () => {
    const client = await pool.connect();
    await Promise.all(
      ['begin', "insert into notes values ('a')", 'rollback', "insert into notes values ('b')"].map((text) =>
        client.query(text),
      ),
    );
    client.release();
    expect(await notes()).toEqual(['b']);
    await pool.query('delete from notes');
  });

  it('has clients that listen without holding anybody up, until they are released', async () => {
    const heard: QueueNotification[] = [];
    const client = await pool.connect();
    client.on('notification', (message) => heard.push(message));
    await client.query('listen news');
    const talker = await pool.connect();
    await talker.query('begin');
    await talker.query("select pg_notify('news', 'first')");
    await sleep(50);
    expect(heard).toEqual([]);
    await talker.query('commit');
    talker.release();
    await sleep(50);
    expect(heard).toEqual([{ channel: 'news', payload: 'first' }]);
    client.release(true);
    await pool.query("select pg_notify('news', 'second')");
    await sleep(50);
    expect(heard).toHaveLength(1);
  });

  it('ends without the store, and the store then gives the folder back', async () => {
    await write('kept');
    await pool.end();
    await expect(write('late')).rejects.toThrow('after calling end on the pool');
    expect(await embedded.store.setting('still', () => 'there')).toBe('there');
    await embedded.store.close();
    expect(readdirSync(home)).toEqual(['store']);
    embedded = await openEmbedded(home);
    pool = embedded.pool;
    expect(await notes()).toEqual(['kept']);
  });
});
